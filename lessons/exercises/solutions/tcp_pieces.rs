//! One read brings what has arrived so far. The message is over at the end of the stream, and
//! `read_to_end` reads until then.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    let mut message = Vec::new();
    let length = stream.read_to_end(&mut message)?;
    println!("{}", String::from_utf8_lossy(&message));
    stream.write_all(format!("{length}\n").as_bytes())?;
    Ok(())
}
