//! At the end of the stream no newline will come any more: what still waits for one is the last
//! line.

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
            if !waiting.is_empty() {
                println!("{}", String::from_utf8_lossy(&waiting));
            }
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
