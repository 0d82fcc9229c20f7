//! Odd bytes from one end to the other and back, and to the screen: a datagram each, since of a
//! stream that is not read a run waits for each acknowledgement.

use std::io::{self, Write};
use std::net::UdpSocket;

/// Sends back what comes, until nothing comes.
pub fn echo(address: &str) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    let mut buffer = [0; 1024];
    loop {
        let (length, peer) = socket.recv_from(&mut buffer)?;
        if length == 0 {
            return Ok(());
        }
        socket.send_to(&buffer[..length], peer)?;
    }
}

/// Sends each of these in a call of its own, and prints what comes back, as it is, to both of
/// its outputs.
pub fn say(address: &str, pieces: &[Vec<u8>]) -> io::Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.connect(address)?;
    let mut buffer = [0; 1024];
    for piece in pieces {
        socket.send(piece)?;
        let length = socket.recv(&mut buffer)?;
        let line = [&buffer[..length], b"\n"].concat();
        io::stdout().write_all(&line)?;
        io::stderr().write_all(&line)?;
    }
    socket.send(&[])?;
    Ok(())
}
