//! `write` says how many bytes the kernel has taken: the rest is to be written again. While there is
//! no room at all it says `WouldBlock`, and a real server would do something else then.

use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

/// More than the two kernels have room for.
const SIZE: usize = 16_000_000;

const PAUSE: Duration = Duration::from_millis(20);

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    stream.set_nonblocking(true)?;
    send(&mut stream, &vec![b'.'; SIZE])
}

fn send(stream: &mut TcpStream, picture: &[u8]) -> io::Result<()> {
    let mut rest = picture;
    while !rest.is_empty() {
        match stream.write(rest) {
            Ok(taken) => rest = &rest[taken..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(PAUSE),
            Err(error) => return Err(error),
        }
    }
    println!("sent {} bytes", picture.len());
    Ok(())
}
