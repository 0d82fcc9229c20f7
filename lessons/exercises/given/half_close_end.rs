//! The end of a stream. The client says some lines and then no more. The server shall print each
//! line, and end when no more will come.

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
        stream.read_line(&mut line)?;
        if line == "exit\n" {
            return Ok(());
        }
        print!("{line}");
    }
}
