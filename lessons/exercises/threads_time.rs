//! A client that never speaks. The server shall send each of three clients its line back. Who says
//! nothing for a second shall be let go: its connection is closed.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut threads = Vec::new();
    for _ in 0..3 {
        let (stream, _) = listener.accept()?;
        threads.push(thread::spawn(|| converse(stream)));
    }
    for thread in threads {
        let _ = thread.join();
    }
    Ok(())
}

fn converse(stream: TcpStream) {
    if let Err(error) = answer(stream) {
        eprintln!("a client is lost: {error}");
    }
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut line = String::new();
    // So far this waits for a line as long as it takes.
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
