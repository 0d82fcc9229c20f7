//! The client asks again when its time is over, and takes only what has the number of its question.
//! What else comes is an answer that was late or came twice.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::time::Duration;

const QUESTIONS: [&str; 4] = ["1 one", "2 two", "3 three", "4 four"];

/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_millis(300);

/// So often a question is asked. Then nobody is there.
const ATTEMPTS: u32 = 5;

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
    for _ in 0..ATTEMPTS {
        socket.send(question.as_bytes())?;
        match answer(socket, question) {
            // Linux calls an expired time limit "would block", Windows "timed out".
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            answered => return answered,
        }
    }
    Err(ErrorKind::TimedOut.into())
}

/// Waits for the answer to this question, whatever comes before.
fn answer(socket: &UdpSocket, question: &str) -> io::Result<String> {
    let mut buffer = [0; 1000];
    loop {
        let length = socket.recv(&mut buffer)?;
        let answer = String::from_utf8_lossy(&buffer[..length]);
        if number(&answer) == number(question) {
            return Ok(answer.into_owned());
        }
    }
}

fn number(message: &str) -> Option<&str> {
    message.split(' ').next()
}
