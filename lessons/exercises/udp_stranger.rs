//! An answer from a stranger. The client asks the server how warm it is, and prints the answer.
//! Somebody else sends it something, too.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(server: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.send_to(b"how warm is it?", server)?;
    let mut buffer = [0; 1000];
    let (length, _) = socket.recv_from(&mut buffer)?;
    println!("{}", String::from_utf8_lossy(&buffer[..length]));
    Ok(())
}
