//! An address that fails says nothing about the next one. The standard library does this itself if
//! it is given them all: `TcpStream::connect(addresses)`.

use std::io::{self, Read};
use std::net::{Ipv6Addr, SocketAddr, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let first = SocketAddr::from((Ipv6Addr::LOCALHOST, address.port()));
    let mut stream = connect(&[first, address])?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    print!("{answer}");
    Ok(())
}

fn connect(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut last = io::Error::other("this name has no address");
    for address in addresses {
        match TcpStream::connect(address) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}
