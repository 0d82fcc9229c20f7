//! Comes twice: connects, and then once more, before it says anything. It says its words as a line
//! on the first connection and reads the answer to its end; then the same on the second one, if
//! that was made. Whether anybody answers there does not matter to it.

use super::ask::ask;
use std::io;
use std::net::{SocketAddr, TcpStream};

pub fn returns(address: SocketAddr, words: &[String]) -> io::Result<()> {
    let first = TcpStream::connect(address)?;
    let second = TcpStream::connect(address);
    ask(first, words)?;
    let _ = second.and_then(|second| ask(second, words));
    Ok(())
}
