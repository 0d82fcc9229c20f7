//! Goes first: says its words as a line, reads one line, rests for a moment, and closes.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// Long enough for the other end to close before, if it wants to.
const MOMENT: Duration = Duration::from_millis(50);

pub fn leaves(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    stream.write_all(format!("{}\n", words.join(" ")).as_bytes())?;
    BufReader::new(stream.try_clone()?).read_line(&mut String::new())?;
    thread::sleep(MOMENT);
    Ok(())
}
