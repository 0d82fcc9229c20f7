//! Nobody is there. The client asks a server that has already ended. It shall end at once, with the
//! error that says so: `Connection refused`. It shall not wait until its two seconds are over.

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
    // So far the kernel does not tell this socket that nobody listens there.
    socket.send_to(b"is anybody there?", server)?;
    let mut buffer = [0; 1000];
    let (length, _) = socket.recv_from(&mut buffer)?;
    println!("{}", String::from_utf8_lossy(&buffer[..length]));
    Ok(())
}
