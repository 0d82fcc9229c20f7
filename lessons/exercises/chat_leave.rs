//! The last one to leave. The client sends what is typed, and prints what the server says, both at
//! any time. When the server has left, the client shall end, without one more line typed.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static SERVER_HAS_LEFT: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    exercises::client(talk)
}

fn talk(address: SocketAddr) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    let writer = stream.try_clone()?;
    let keyboard = thread::spawn(|| keyboard_to(writer));
    for line in BufReader::new(stream).lines() {
        println!("{}", line?);
    }
    SERVER_HAS_LEFT.store(true, Ordering::SeqCst);
    keyboard
        .join()
        .map_err(|_| io::Error::other("a thread has panicked"))?
}

/// Sends each line that is typed, as long as the server is there.
fn keyboard_to(mut server: TcpStream) -> io::Result<()> {
    for line in io::stdin().lines() {
        let line = line? + "\n";
        if SERVER_HAS_LEFT.load(Ordering::SeqCst) {
            break;
        }
        server.write_all(line.as_bytes())?;
    }
    Ok(())
}
