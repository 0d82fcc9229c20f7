//! A thread for each client: it may wait for its own client as long as it likes.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut answers = Vec::new();
    for _ in 0..3 {
        let (stream, _) = listener.accept()?;
        answers.push(thread::spawn(|| answer(stream)));
    }
    for answer in answers {
        answer
            .join()
            .map_err(|_| io::Error::other("a thread has panicked"))??;
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
