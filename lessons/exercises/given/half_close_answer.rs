//! Ask, say "no more", and listen. The client sends a list. The server answers only when it knows
//! that no more will come. The client shall print the whole answer.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"apples\n")?;
    stream.write_all(b"pears\n")?;
    // Two things are missing here: to say that no more will come, and to print the answer.
    Ok(())
}
