//! Thinks before it asks: `thinks 50 TEXT` says nothing for 50 milliseconds, then its text as a
//! line, and reads the answer to its end.

use super::ask::ask;
use super::guest::pause;
use std::io;
use std::net::TcpStream;

pub fn thinks(stream: TcpStream, words: &[String]) -> io::Result<()> {
    let (time, text) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    pause(time)?;
    ask(stream, text)
}
