//! A read gives up when its time limit is over. That is an error like another one: the conversation
//! ends, and the stream is closed when it is dropped.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

/// So long a client may be silent.
const PATIENCE: Duration = Duration::from_secs(1);

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
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
