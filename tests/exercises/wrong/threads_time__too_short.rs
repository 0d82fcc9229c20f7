//! breaks: client 2, who thinks for a moment, gets its line back

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::{io::Read, io::Write};

fn main() -> ExitCode {
    exercises::server(serve)
}

/// Lets everybody go who has not spoken yet when it comes.
fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    for _ in 0..3 {
        let (mut stream, _) = listener.accept()?;
        stream.set_nonblocking(true)?;
        let mut line = [0; 100];
        if let Ok(length) = stream.read(&mut line) {
            stream.write_all(&line[..length])?;
        }
    }
    Ok(())
}
