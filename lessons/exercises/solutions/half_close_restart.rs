//! Whoever says goodbye first keeps the connection in TIME_WAIT for a minute. A server that waits
//! for the end of the stream leaves that to the client. A real one waits with a time limit.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (stream, _) = listener.accept()?;
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line)?;
    stream.get_mut().write_all(line.as_bytes())?;
    io::copy(&mut stream, &mut io::sink())?;
    Ok(())
}
