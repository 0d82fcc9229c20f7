//! A guest who is greeted: `guest 200 100 TEXT` comes after 200 milliseconds and reads a line. If
//! that is `welcome`, it says nothing for 100 milliseconds, then says its text as a line and reads
//! the answer to its end. If it is another one, it goes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

pub fn guest(address: SocketAddr, words: &[String]) -> io::Result<()> {
    let [before, stay, text @ ..] = words else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    pause(before)?;
    let mut stream = BufReader::new(TcpStream::connect(address)?);
    let mut greeting = String::new();
    stream.read_line(&mut greeting)?;
    if greeting != "welcome\n" {
        return Ok(());
    }
    pause(stay)?;
    let line = format!("{}\n", text.join(" "));
    stream.get_mut().write_all(line.as_bytes())?;
    stream.read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Sleeps for so many milliseconds.
pub fn pause(milliseconds: &str) -> io::Result<()> {
    let time = milliseconds
        .parse()
        .map_err(|_| io::ErrorKind::InvalidInput)?;
    if time > 0 {
        thread::sleep(Duration::from_millis(time));
    }
    Ok(())
}
