//! A slow reader: says its words as a line, if it has some, and reads nothing for a while. Then it
//! reads to the end, and prints how many bytes there were.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// Long enough for the other end to send until no more fits in between.
const WHILE: Duration = Duration::from_millis(200);

pub fn slow(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    if !words.is_empty() {
        stream.write_all(format!("{}\n", words.join(" ")).as_bytes())?;
    }
    thread::sleep(WHILE);
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    println!("{} bytes", bytes.len());
    Ok(())
}
