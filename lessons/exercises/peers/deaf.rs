//! Neither says nor reads anything, and leaves. An exercise holds it before that, for as long as a
//! member shall be there who does not read.

use std::io;
use std::net::TcpStream;

pub fn deaf(stream: TcpStream, _: &[String]) -> io::Result<()> {
    drop(stream);
    Ok(())
}
