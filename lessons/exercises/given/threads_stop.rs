//! A server that stops. It sends each client its line back. When `stop` is typed at its keyboard,
//! it shall take no new client, finish with those that it has, and end.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    thread::spawn(move || accept(listener));
    for line in io::stdin().lines() {
        if line? == "stop" {
            break;
        }
    }
    // So far all threads end here, in the middle of what they do.
    Ok(())
}

fn accept(listener: TcpListener) {
    for stream in listener.incoming() {
        thread::spawn(|| converse(stream));
    }
}

fn converse(stream: io::Result<TcpStream>) {
    if let Err(error) = stream.and_then(answer) {
        eprintln!("a client is lost: {error}");
    }
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
