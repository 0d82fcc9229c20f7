//! A client that fails. The server shall send each of three clients its lines back. One of them
//! breaks its connection off: the others shall not notice.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{self, ExitCode};
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
        eprintln!("it went wrong: {error}");
        process::exit(1);
    }
}

/// Sends each line back, until the client has said all.
fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        stream.write_all(line.as_bytes())?;
        line.clear();
    }
    Ok(())
}
