//! A silent client. The server shall send each client its line back. One client connects and says
//! nothing for a long time: the others shall not wait for it.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    for _ in 0..3 {
        let (stream, _) = listener.accept()?;
        answer(stream)?;
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    stream.write_all(line.as_bytes())
}
