//! A write that fails says something about one member, and nothing about the others. `retain_mut`
//! keeps those to whom the line could be sent.

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
        members.retain_mut(|member| member.write_all(line.as_bytes()).is_ok());
    }
    Ok(())
}
