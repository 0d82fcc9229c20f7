//! A message of any length. Two bytes come first and say how long it is (the high byte first);
//! then the message. The server shall send each message back as it came, with its length.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    for _ in 0..2 {
        let (stream, _) = listener.accept()?;
        answer(stream)?;
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    // The message is missing here: so far nobody reads it.
    stream.write_all(&length)?;
    Ok(())
}
