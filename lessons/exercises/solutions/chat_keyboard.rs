//! A line that one thread has read from the keyboard is gone for the others. So one place reads the
//! keyboard, and hands each line to all.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut members = Vec::new();
    for _ in 0..2 {
        let (member, _) = listener.accept()?;
        members.push(member);
    }
    for line in io::stdin().lines() {
        let line = line? + "\n";
        for member in &mut members {
            member.write_all(line.as_bytes())?;
        }
    }
    Ok(())
}
