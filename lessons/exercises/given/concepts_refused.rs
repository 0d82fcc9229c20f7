//! Refused, then tried again. The server begins to listen only after a while. The client shall try
//! until somebody listens, rest between two tries, and print the answer.

use std::io::{self, Read};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = connect(address)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    print!("{answer}");
    Ok(())
}

fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    // Further tries are missing here: so far the first refusal is the end.
    TcpStream::connect(address)
}
