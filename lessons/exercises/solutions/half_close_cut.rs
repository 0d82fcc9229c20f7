//! The end of the stream comes after the last word and after death alike. Only a word that both
//! ends have agreed on tells them apart.

use std::io::{self, BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    for _ in 0..2 {
        let (stream, _) = listener.accept()?;
        let mut list = received(stream)?;
        if list.pop().as_deref() == Some("end") {
            for thing in list {
                println!("{thing}");
            }
        }
    }
    Ok(())
}

/// All lines of the client, up to the end of the stream.
fn received(stream: TcpStream) -> io::Result<Vec<String>> {
    BufReader::new(stream).lines().collect()
}
