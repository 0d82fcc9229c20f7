//! breaks: the server answers after the whole message

use std::io::{self, Read};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

/// Reads more than there will ever be of a client that nobody else will be.
fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    stream.read_exact(&mut [0; 10])?;
    let (one, other) = connected()?;
    (&one).read_exact(&mut [0])?;
    drop(other);
    Ok(())
}

/// Two ends of one connection, both in this program.
fn connected() -> io::Result<(std::net::TcpStream, std::net::TcpStream)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let one = std::net::TcpStream::connect(listener.local_addr()?)?;
    let (other, _) = listener.accept()?;
    Ok((one, other))
}
