//! Polite: says its words as a line, reads the answer to its end, and prints it.

use std::io::{self, Read, Write};
use std::net::TcpStream;

pub fn ask(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    stream.write_all(format!("{}\n", words.join(" ")).as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    print!("{answer}");
    Ok(())
}
