//! One byte at a time, with a pause after each: `pieces length TEXT` sends two bytes of length
//! before the text, `pieces bare TEXT` only the text. Then it reads the answer to its end.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

/// Long enough for the other end to read what is there.
const PAUSE: Duration = Duration::from_millis(2);

pub fn pieces(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    let (form, text) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let text = text.join(" ");
    let length = (text.len() as u16).to_be_bytes();
    let length: &[u8] = if form == "length" { &length } else { &[] };
    for byte in length.iter().chain(text.as_bytes()) {
        stream.write_all(&[*byte])?;
        thread::sleep(PAUSE);
    }
    stream.shutdown(Shutdown::Write)?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}
