//! Speaks first: says its words as a line, and closes.

use std::io::{self, Write};
use std::net::TcpStream;

pub fn greets(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    stream.write_all(format!("{}\n", words.join(" ")).as_bytes())
}
