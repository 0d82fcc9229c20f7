//! Says each of its words as a line, all of them with one write. It then waits for as many lines of
//! answer before it says that no more will come.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};

pub fn lines(mut stream: TcpStream, words: &[String]) -> io::Result<()> {
    let all: String = words.iter().map(|word| format!("{word}\n")).collect();
    stream.write_all(all.as_bytes())?;
    let mut answers = BufReader::new(stream.try_clone()?);
    for _ in words {
        answers.read_line(&mut String::new())?;
    }
    stream.shutdown(Shutdown::Write)?;
    answers.read_to_end(&mut Vec::new())?;
    Ok(())
}
