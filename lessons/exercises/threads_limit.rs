//! No more than two at once. The server greets each client with the line `welcome`, and sends it
//! its line back. While it serves two clients, a further one shall get the line `busy`, and its
//! connection is closed. After four clients the server ends.

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
    for _ in 0..4 {
        let (stream, _) = listener.accept()?;
        // So far nobody counts how many clients are served.
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
    stream.write_all(b"welcome\n")?;
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
