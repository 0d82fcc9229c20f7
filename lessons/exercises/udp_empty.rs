//! A datagram with nothing in it. The server shall send each datagram back, also one that is empty.
//! It ends after it has sent back `bye`.

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
        if length == 0 {
            // The client has gone.
            return Ok(());
        }
        socket.send_to(&buffer[..length], client)?;
        if &buffer[..length] == b"bye" {
            return Ok(());
        }
    }
}
