//! A text in pieces. The client says a text and then no more; its bytes arrive as they come. The
//! server shall print the text in one line, and send it back.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    let mut text = String::new();
    let mut buffer = [0; 1024];
    loop {
        let length = stream.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        text += &String::from_utf8_lossy(&buffer[..length]);
    }
    println!("{text}");
    stream.write_all(text.as_bytes())
}
