//! Who speaks first? The server waits for a question and answers it. The client shall ask what time
//! it is, and print the answer.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let answer = receive(&stream)?;
    stream.write_all(b"what time is it?\n")?;
    println!("{answer}");
    Ok(())
}

/// One line, without its newline.
fn receive(stream: &TcpStream) -> io::Result<String> {
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}
