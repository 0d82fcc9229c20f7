//! Everybody may send to this port. Only what comes from the address of the server is its answer.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(server: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.send_to(b"how warm is it?", server)?;
    let mut buffer = [0; 1000];
    let length = loop {
        let (length, sender) = socket.recv_from(&mut buffer)?;
        if sender == server {
            break length;
        }
    };
    println!("{}", String::from_utf8_lossy(&buffer[..length]));
    Ok(())
}
