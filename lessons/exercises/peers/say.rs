//! Says each of its words as a line, and then that no more will come.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};

pub fn say(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    for word in words {
        stream.write_all(format!("{word}\n").as_bytes())?;
    }
    stream.shutdown(Shutdown::Write)?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}
