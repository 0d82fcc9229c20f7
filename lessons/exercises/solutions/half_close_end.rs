//! A read that gives 0 bytes is the end of the stream: no more will come, and no read after it
//! gives anything else.

use std::io::{self, BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (stream, _) = listener.accept()?;
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        let length = stream.read_line(&mut line)?;
        if length == 0 || line == "exit\n" {
            return Ok(());
        }
        print!("{line}");
    }
}
