//! Waits for one line, says each of its words as a line, and closes.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

pub fn reply(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    BufReader::new(stream.try_clone()?).read_line(&mut String::new())?;
    for word in words {
        stream.write_all(format!("{word}\n").as_bytes())?;
    }
    Ok(())
}
