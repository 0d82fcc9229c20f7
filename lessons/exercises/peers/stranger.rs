//! A stranger: is told by the server where a client is, sends it its words, and tells the server
//! that it has done so.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};

/// How the server knows it.
pub const HELLO: &[u8] = b"I am a stranger";

pub fn stranger(server: SocketAddr, words: &[String]) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.send_to(HELLO, server)?;
    let mut buffer = [0; 100];
    let (length, _) = socket.recv_from(&mut buffer)?;
    let told = String::from_utf8_lossy(&buffer[..length]);
    let client: SocketAddr = told.parse().map_err(|_| ErrorKind::InvalidData)?;
    socket.send_to(words.join(" ").as_bytes(), client)?;
    socket.send_to(b"I have written", server)?;
    Ok(())
}
