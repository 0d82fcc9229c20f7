//! Lesson 2: TCP. The client says 你好, the server answers 欢迎, and both are done.
//!
//! You will see the server wait until a client connects. Then each end sends once and
//! reads once, and both ends close the connection.
//!
//! Run it by hand in two terminals, the server first:
//!
//!     cargo run --bin lesson2 server
//!     cargo run --bin lesson2 client

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

use lessons::printable;

fn main() -> ExitCode {
    lessons::run(2, server, client)
}

fn server(address: SocketAddr) -> io::Result<()> {
    // ANCHOR: listen
    let listener = TcpListener::bind(address)?;
    println!("waiting for a connection...");
    // ANCHOR_END: listen

    // ANCHOR: accept
    // The listener only takes connections. Each connection is a socket of its own.
    let (mut stream, client) = listener.accept()?;
    println!("connected: {client}");
    // ANCHOR_END: accept

    // ANCHOR: read
    // One read is not one message. It gives what has arrived so far, which may be
    // less than what the peer wrote. It is good enough for six bytes, not for more:
    // a real server would go on reading until it has a whole message (lesson 5).
    let mut buffer = [0; 1024];
    let length = stream.read(&mut buffer)?;
    if length == 0 {
        println!("the client closed without a message");
        return Ok(());
    }
    println!("{}", printable(&buffer[..length]));
    // ANCHOR_END: read

    // ANCHOR: answer
    stream.write_all("欢迎".as_bytes())?;

    drop(stream);
    drop(listener);
    // ANCHOR_END: answer
    Ok(())
}

// ANCHOR: client
pub fn client(address: SocketAddr) -> io::Result<()> {
    // The client asks for no port of its own. The system picks a free one.
    let mut stream = TcpStream::connect(address)?;

    // Sockets carry bytes, not characters: in UTF-8, these two are six bytes.
    stream.write_all("你好".as_bytes())?;

    let mut buffer = [0; 1024];
    let length = stream.read(&mut buffer)?;
    if length == 0 {
        return Err(io::Error::other(
            "the server closed the connection without an answer",
        ));
    }
    println!("{}", printable(&buffer[..length]));

    drop(stream);
    Ok(())
}
// ANCHOR_END: client
