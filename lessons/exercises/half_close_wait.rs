//! Both wait for each other. The client says one line and waits for the answer: the same line.
//! The server shall give it, and then end the connection.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    let mut line = String::new();
    stream.read_to_string(&mut line)?;
    stream.write_all(line.as_bytes())
}
