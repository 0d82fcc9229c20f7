//! A server of datagrams that has two guests: a client with a question, and a stranger, who says
//! [`HELLO`]. It tells the stranger where the client is, and answers the client with its words when
//! the stranger has written to it.

use super::stranger::HELLO;
use std::io;
use std::net::{SocketAddr, UdpSocket};

pub fn introduces(address: SocketAddr, words: &[String]) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    let (client, stranger) = guests(&socket)?;
    socket.send_to(client.to_string().as_bytes(), stranger)?;
    // The stranger says that it has written. The client may ask again meanwhile.
    while socket.recv_from(&mut [0; 2000])?.1 != stranger {}
    socket.send_to(words.join(" ").as_bytes(), client)?;
    Ok(())
}

/// Waits for both, whoever comes first.
fn guests(socket: &UdpSocket) -> io::Result<(SocketAddr, SocketAddr)> {
    let (mut client, mut stranger) = (None, None);
    let mut buffer = [0; 2000];
    loop {
        let (length, sender) = socket.recv_from(&mut buffer)?;
        if buffer[..length] == *HELLO {
            stranger = Some(sender);
        } else {
            client = Some(sender);
        }
        if let (Some(client), Some(stranger)) = (client, stranger) {
            return Ok((client, stranger));
        }
    }
}
