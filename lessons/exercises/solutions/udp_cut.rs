//! One receive gives one datagram. What does not fit into the buffer is gone, so the buffer is as
//! long as the longest datagram.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;

const LONGEST: usize = 1000;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    let mut buffer = [0; LONGEST];
    for _ in 0..2 {
        let (length, client) = socket.recv_from(&mut buffer)?;
        socket.send_to(&buffer[..length], client)?;
    }
    Ok(())
}
