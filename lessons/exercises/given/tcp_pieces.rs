//! A message in pieces. The client sends one message and then no more (end of stream). The server
//! shall print the message in one line and answer how many bytes it has, as a line.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    let mut message = [0; 1024];
    let length = stream.read(&mut message)?;
    println!("{}", String::from_utf8_lossy(&message[..length]));
    stream.write_all(format!("{length}\n").as_bytes())?;
    Ok(())
}
