//! A thread that waits for the keyboard looks at no flag, and nobody can wake it. So nobody waits
//! for it: when `main` ends, it ends too.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    exercises::client(talk)
}

fn talk(address: SocketAddr) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    let writer = stream.try_clone()?;
    thread::spawn(|| keyboard_to(writer));
    for line in BufReader::new(stream).lines() {
        println!("{}", line?);
    }
    Ok(())
}

/// Sends each line that is typed.
fn keyboard_to(mut server: TcpStream) -> io::Result<()> {
    for line in io::stdin().lines() {
        let line = line? + "\n";
        server.write_all(line.as_bytes())?;
    }
    Ok(())
}
