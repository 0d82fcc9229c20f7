//! A pair that does nothing but send and receive, and both of it started by one program.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

const WORD: &[u8; 4] = b"echo";

/// Sends back what comes, until nothing comes.
pub fn server(address: &str) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    println!("listening");
    let (mut stream, _) = listener.accept()?;
    let mut buffer = [0; 64];
    loop {
        let length = stream.read(&mut buffer)?;
        if length == 0 {
            return Ok(());
        }
        stream.write_all(&buffer[..length])?;
    }
}

pub fn client(address: &str, echoes: u32) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let mut buffer = [0; WORD.len()];
    for _ in 0..echoes {
        stream.write_all(WORD)?;
        stream.read_exact(&mut buffer)?;
    }
    Ok(())
}

/// Starts a server, and as soon as it prints a line a client; waits for both. Whoever follows
/// this program with its children follows such a pair.
pub fn together(program: &str, server: &[&str], client: &[&str]) -> io::Result<()> {
    let mut server = Command::new(program)
        .arg("server")
        .args(server)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut said = BufReader::new(server.stdout.take().unwrap());
    said.read_line(&mut String::new())?;
    let client = Command::new(program).arg("client").args(client).status()?;
    io::copy(&mut said, &mut io::stdout())?;
    assert!(client.success() && server.wait()?.success());
    Ok(())
}
