//! If both ends wait for the other one to speak, nobody ever does. The server waits, so the client
//! speaks first.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"what time is it?\n")?;
    let answer = receive(&stream)?;
    println!("{answer}");
    Ok(())
}

/// One line, without its newline.
fn receive(stream: &TcpStream) -> io::Result<String> {
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}
