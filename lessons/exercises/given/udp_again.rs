//! A question that gets lost. A question is one datagram, its number and a text: `2 two`. The
//! answer has the same number, and the text in capitals: `2 TWO`. The client shall print each
//! answer once, in the order of the questions. Of what is sent, one datagram or the other is lost,
//! late, or comes twice.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::time::Duration;

const QUESTIONS: [&str; 4] = ["1 one", "2 two", "3 three", "4 four"];

/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_millis(300);

fn main() -> ExitCode {
    exercises::client(talk)
}

fn talk(server: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0))?;
    socket.connect(server)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    for question in QUESTIONS {
        println!("{}", ask(&socket, question)?);
    }
    Ok(())
}

/// The answer to this question.
fn ask(socket: &UdpSocket, question: &str) -> io::Result<String> {
    socket.send(question.as_bytes())?;
    let mut buffer = [0; 1000];
    // So far nobody asks again, and whatever comes is taken for the answer.
    let length = socket.recv(&mut buffer)?;
    Ok(String::from_utf8_lossy(&buffer[..length]).into_owned())
}
