//! breaks: the client that was there before `stop` gets its line back

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

/// Does not look at the keyboard before it has served two clients.
fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    for _ in 0..2 {
        let (mut stream, _) = listener.accept()?;
        let mut line = String::new();
        BufReader::new(&stream).read_line(&mut line)?;
        stream.write_all(line.as_bytes())?;
    }
    io::stdin().read_line(&mut String::new())?;
    Ok(())
}
