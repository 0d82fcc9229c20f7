//! The last line. A member of the chat says some lines and leaves. Its last line has no newline.
//! The server shall print every line all the same.

use std::io::{self, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (member, _) = listener.accept()?;
    print_lines(member)
}

fn print_lines(mut member: TcpStream) -> io::Result<()> {
    let mut waiting = Vec::new();
    let mut buffer = [0; 512];
    loop {
        let length = member.read(&mut buffer)?;
        if length == 0 {
            return Ok(());
        }
        waiting.extend_from_slice(&buffer[..length]);
        // Half a line stays until the rest of it has come.
        while let Some(newline) = waiting.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = waiting.drain(..=newline).collect();
            print!("{}", String::from_utf8_lossy(&line));
        }
    }
}
