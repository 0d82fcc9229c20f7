//! Falls silent in the middle: says its words without a newline, each after a moment. Then it says
//! nothing more, and waits for the other end to finish.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// Shorter than anybody's patience.
const MOMENT: Duration = Duration::from_millis(20);

pub fn stalls(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    for word in words {
        thread::sleep(MOMENT);
        stream.write_all(word.as_bytes())?;
    }
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}
