//! One answer a line. Each client says lines; a newline ends each of them. The server shall answer
//! each line, as soon as it is whole, with a line: how many bytes it has without the newline.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

fn main() -> ExitCode {
    exercises::server(serve)
}

fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    for _ in 0..2 {
        let (stream, _) = listener.accept()?;
        answer(stream)?;
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        // To find the lines is missing here: so far what one read brings is taken for a line.
        let line = match stream.read(&mut buffer)? {
            0 => return Ok(()),
            length => buffer[..length].trim_ascii_end(),
        };
        stream.write_all(format!("{}\n", line.len()).as_bytes())?;
    }
}
