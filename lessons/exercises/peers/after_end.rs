//! Patient: reads until no more will come. Only then does it say each of its words as a line, and
//! closes.

use std::io::{self, Read, Write};
use std::net::TcpStream;

pub fn after_end(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    stream.read_to_end(&mut Vec::new())?;
    for word in words {
        stream.write_all(format!("{word}\n").as_bytes())?;
    }
    Ok(())
}
