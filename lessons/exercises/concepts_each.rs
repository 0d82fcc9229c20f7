//! A name with two addresses. Of `localhost` the first address is `[::1]`, the second 127.0.0.1,
//! and the server listens at one of them. The client shall try one after the other, and print
//! the answer. It fails only if each address fails.

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
    // The second address is missing here: so far only the first one is tried.
    TcpStream::connect(addresses[0])
}
