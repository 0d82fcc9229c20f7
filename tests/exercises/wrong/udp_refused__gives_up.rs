//! the client breaks: the client is told that nobody listens (ECONNREFUSED)

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

/// Does not even wait for an answer.
fn ask(server: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.send_to(b"is anybody there?", server)?;
    Err(io::Error::other("Connection refused"))
}
