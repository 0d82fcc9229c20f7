//! The threads that have not finished are the clients that are served. When there are two, the next
//! client is told so and not handed to a thread.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread::{self, JoinHandle};

const MOST: usize = 2;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut threads: Vec<JoinHandle<()>> = Vec::new();
    for _ in 0..4 {
        let (stream, _) = listener.accept()?;
        threads.retain(|thread| !thread.is_finished());
        if threads.len() < MOST {
            threads.push(thread::spawn(|| converse(stream, answer)));
        } else {
            converse(stream, turn_away);
        }
    }
    for thread in threads {
        let _ = thread.join();
    }
    Ok(())
}

fn converse(stream: TcpStream, how: fn(TcpStream) -> io::Result<()>) {
    if let Err(error) = how(stream) {
        eprintln!("a client is lost: {error}");
    }
}

fn turn_away(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(b"busy\n")
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(b"welcome\n")?;
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
