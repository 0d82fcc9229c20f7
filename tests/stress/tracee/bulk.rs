//! Very many bytes from one end to the other, in one call.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};

/// What the reader asks for at once.
const ROOM: usize = 1 << 20;

pub fn send(address: &str, length: usize) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    // One call: the kernel takes all of it, however long that lasts. The pages are never
    // touched, so that this program stays small.
    let taken = stream.write(&vec![0; length])?;
    println!("sent {taken}");
    Ok(())
}

pub fn receive(address: &str) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    println!("listening");
    let (mut stream, _) = listener.accept()?;
    let mut buffer = vec![0; ROOM];
    let mut all = 0;
    loop {
        match stream.read(&mut buffer)? {
            0 => break,
            length => all += length,
        }
    }
    println!("received {all}");
    Ok(())
}
