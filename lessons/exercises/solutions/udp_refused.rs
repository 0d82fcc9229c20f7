//! A socket that is connected has one peer. So the kernel knows whom it has to tell that nobody
//! listens at the other address.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::time::Duration;

/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(server: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.connect(server)?;
    socket.send(b"is anybody there?")?;
    let mut buffer = [0; 1000];
    let length = socket.recv(&mut buffer)?;
    println!("{}", String::from_utf8_lossy(&buffer[..length]));
    Ok(())
}
