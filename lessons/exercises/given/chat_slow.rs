//! A member who does not read. What is typed at the server goes to both members of the chat, a
//! million times over, as if it were a big picture. One member reads nothing for a long time, and
//! leaves: the other one shall get everything before that.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

const OFTEN: usize = 1 << 20;

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
        let picture = (line? + "\n").repeat(OFTEN);
        for member in &mut members {
            member.write_all(picture.as_bytes())?;
        }
    }
    Ok(())
}
