//! A datagram that does not fit. The server shall send each datagram back as it came. A datagram of
//! this client has at most 1,000 bytes. After two of them the server ends.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    let mut buffer = [0; 16];
    for _ in 0..2 {
        let (length, client) = socket.recv_from(&mut buffer)?;
        socket.send_to(&buffer[..length], client)?;
    }
    Ok(())
}
