//! A write that takes a part. The server has a picture for a client that reads slowly. A write shall
//! not sleep, so that the server could do other things meanwhile. Every byte shall arrive.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

/// More than the two kernels have room for.
const SIZE: usize = 16_000_000;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    stream.set_nonblocking(true)?;
    send(&mut stream, &vec![b'.'; SIZE])
}

fn send(stream: &mut TcpStream, picture: &[u8]) -> io::Result<()> {
    let taken = stream.write(picture)?;
    println!("sent {taken} bytes");
    Ok(())
}
