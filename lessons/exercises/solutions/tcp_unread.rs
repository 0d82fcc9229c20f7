//! Who closes a socket with unread bytes in it breaks the connection off. So the rest is read, be it
//! only to be thrown away, until no more will come.

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
    // A real server would set a limit: to what it reads here, and to how long it waits for it.
    io::copy(&mut stream, &mut io::sink())?;
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
