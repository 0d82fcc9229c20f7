//! Finished or dead? Each client sends a list, one thing in a line, and `end` as the last line. The
//! server shall print the things of whole lists, and nothing of a list that was cut off.

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
        let list = received(stream)?;
        // Something is missing here: is the list whole?
        for thing in list {
            println!("{thing}");
        }
    }
    Ok(())
}

/// All lines of the client, up to the end of the stream.
fn received(stream: TcpStream) -> io::Result<Vec<String>> {
    BufReader::new(stream).lines().collect()
}
