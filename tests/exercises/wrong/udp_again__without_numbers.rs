//! the client breaks: the client prints each answer once, in this order

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    exercises::client(talk)
}

/// Asks again, and takes whatever comes for the answer.
fn talk(server: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.connect(server)?;
    socket.set_read_timeout(Some(Duration::from_millis(300)))?;
    let mut buffer = [0; 1000];
    for question in ["1 one", "2 two", "3 three", "4 four"] {
        let length = loop {
            socket.send(question.as_bytes())?;
            match socket.recv(&mut buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                received => break received?,
            }
        };
        println!("{}", String::from_utf8_lossy(&buffer[..length]));
    }
    Ok(())
}
