//! Sends each of its words as a datagram, and waits for an answer after each. A word may be empty.

use std::io;
use std::net::{SocketAddr, UdpSocket};

pub fn letters(server: SocketAddr, words: &[String]) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    let mut answer = [0; 2000];
    for word in words {
        socket.send_to(word.as_bytes(), server)?;
        socket.recv_from(&mut answer)?;
    }
    Ok(())
}
