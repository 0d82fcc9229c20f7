//! breaks: the server reads the end of the stream

use std::io::{self, BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (stream, _) = listener.accept()?;
    let mut lines = BufReader::new(stream).lines();
    for _ in 0..2 {
        println!("{}", lines.next().expect("a line")?);
    }
    panic!("this is not what I had thought of");
}
