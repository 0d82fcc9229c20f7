//! A member who has gone. What is typed at the server goes to both members of the chat. One of them
//! leaves after the first line: the other one shall still get all lines.

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
