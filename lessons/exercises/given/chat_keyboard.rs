//! One keyboard, two members. What is typed at the server shall go to both members of the chat.
//! Ctrl-D at the keyboard ends the chat.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut threads = Vec::new();
    for _ in 0..2 {
        let (member, _) = listener.accept()?;
        threads.push(thread::spawn(|| keyboard_to(member)));
    }
    for thread in threads {
        thread
            .join()
            .map_err(|_| io::Error::other("a thread has panicked"))??;
    }
    Ok(())
}

/// Sends each line that is typed to the member.
fn keyboard_to(mut member: TcpStream) -> io::Result<()> {
    loop {
        let mut line = String::new();
        if io::stdin().read_line(&mut line)? == 0 {
            return Ok(());
        }
        member.write_all(line.as_bytes())?;
    }
}
