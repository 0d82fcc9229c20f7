//! An answer and a goodbye. The client says a line, sends a parcel after it, and then no more. The
//! server needs the line alone. It shall answer, and part from the client without a reset.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    let line = first_line(&mut stream)?;
    stream.write_all(format!("no room for a {line}\n").as_bytes())?;
    Ok(())
}

/// Takes no byte more than the line has.
fn first_line(stream: &mut TcpStream) -> io::Result<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    loop {
        stream.read_exact(&mut byte)?;
        if byte == *b"\n" {
            return Ok(String::from_utf8_lossy(&line).into_owned());
        }
        line.extend(byte);
    }
}
