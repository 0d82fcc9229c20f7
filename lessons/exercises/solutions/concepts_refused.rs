//! A refusal says that nobody listens now. It may be otherwise a moment later. Any other error is
//! no reason to try again, and somebody who never comes is not waited for without end.

use std::io::{self, ErrorKind, Read};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

fn main() -> ExitCode {
    exercises::client(ask)
}

fn ask(address: SocketAddr) -> io::Result<()> {
    let mut stream = connect(address)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    print!("{answer}");
    Ok(())
}

fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    for _ in 1..TRIES {
        match TcpStream::connect(address) {
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => thread::sleep(PAUSE),
            other => return other,
        }
    }
    TcpStream::connect(address)
}
