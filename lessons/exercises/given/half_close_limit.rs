//! A limit on waiting. The server begins its answer and falls silent in the middle. The client
//! shall not wait for ever: it ends by itself, with an error (exit code 1).

use std::io::{self, Read};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    // Something is missing here: how long does a read wait at most?
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    print!("{answer}");
    Ok(())
}
