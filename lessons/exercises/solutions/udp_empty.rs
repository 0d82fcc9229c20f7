//! A datagram of 0 bytes is a datagram like any other. Without a connection there is no end of it
//! either: only what a client says can tell that it has finished.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    let mut buffer = [0; 1000];
    loop {
        let (length, client) = socket.recv_from(&mut buffer)?;
        socket.send_to(&buffer[..length], client)?;
        if &buffer[..length] == b"bye" {
            return Ok(());
        }
    }
}
