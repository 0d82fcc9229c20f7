//! Says its words without a newline, then that no more will come, and reads the answer.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};

pub fn bare(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    stream.write_all(words.join(" ").as_bytes())?;
    stream.shutdown(Shutdown::Write)?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}
