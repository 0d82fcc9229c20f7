//! A server that is late: rests for a while before it listens. Then it accepts one client, says its
//! words as a line, and closes.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

/// Long enough for a client to be refused more than once.
const WHILE: Duration = Duration::from_millis(500);

pub fn late(address: SocketAddr, words: &[String]) -> io::Result<()> {
    thread::sleep(WHILE);
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.write_all(format!("{}\n", words.join(" ")).as_bytes())
}
