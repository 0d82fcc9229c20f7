//! breaks: the client rests between its tries

use std::io::{self, Read};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = loop {
        if let Ok(stream) = TcpStream::connect(address) {
            break stream;
        }
    };
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    print!("{answer}");
    Ok(())
}
