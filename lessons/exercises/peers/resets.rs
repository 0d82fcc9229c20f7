//! Breaks the connection off: says its words as a line, waits for an answer, and closes without
//! reading it. The kernel then sends a reset in the place of a goodbye.

use std::io::{self, Write};
use std::net::TcpStream;

pub fn resets(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    stream.write_all(format!("{}\n", words.join(" ")).as_bytes())?;
    // To look at bytes leaves them unread.
    stream.peek(&mut [0])?;
    Ok(())
}
