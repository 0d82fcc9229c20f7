//! Many clients at once: `crowd 10` makes ten connections, then says a line on each, then reads each
//! answer to its end. A connection that the server breaks off is left alone.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};

pub fn crowd(address: SocketAddr, words: &[String]) -> io::Result<()> {
    let count = words.first().and_then(|word| word.parse().ok());
    let count: usize = count.ok_or(io::ErrorKind::InvalidInput)?;
    let streams: io::Result<Vec<TcpStream>> =
        (0..count).map(|_| TcpStream::connect(address)).collect();
    let mut streams = streams?;
    for (number, stream) in streams.iter_mut().enumerate() {
        let _ = stream.write_all(format!("{}\n", number + 1).as_bytes());
    }
    for mut stream in streams {
        let _ = stream.read_to_end(&mut Vec::new());
    }
    Ok(())
}
