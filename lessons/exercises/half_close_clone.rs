//! A forgotten clone. The client sends what is typed. At the end of the input (Ctrl-D) it has said
//! all, and the server answers. The client shall print the answer and end.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
    exercises::client(talk)
}

fn talk(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let writer = stream.try_clone()?;
    let keyboard = thread::spawn(|| keyboard_to(writer));
    io::copy(&mut stream, &mut io::stdout())?;
    keyboard
        .join()
        .map_err(|_| io::Error::other("a thread has panicked"))?
}

/// Sends each line that is typed. At the end of the input nothing more is sent.
fn keyboard_to(mut server: TcpStream) -> io::Result<()> {
    for line in io::stdin().lines() {
        let line = line? + "\n";
        server.write_all(line.as_bytes())?;
    }
    drop(server);
    Ok(())
}
