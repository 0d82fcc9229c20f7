//! the client breaks: the client does not print what the stranger says

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

/// Prints whatever comes, and the right answer is among it.
fn ask(server: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.send_to(b"how warm is it?", server)?;
    let mut buffer = [0; 1000];
    for _ in 0..2 {
        let length = socket.recv(&mut buffer)?;
        println!("{}", String::from_utf8_lossy(&buffer[..length]));
    }
    Ok(())
}
