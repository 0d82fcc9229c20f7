//! A server of datagrams, as if the network were bad. A question is its number and a text, `2 two`;
//! the answer is the same in capitals. What happens to question 2 says the second word: `lost`
//! (what comes first is not heard), `twice` (two answers), `late` (the answer comes only when the
//! question has come again, and that one is answered too), `once`. When the last question was
//! answered and no further one comes for a while, it ends.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

/// A client whose time was over just before the last answer may ask once more, and is not refused.
const WHILE: Duration = Duration::from_millis(500);

pub fn forgets(address: SocketAddr, words: &[String]) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    let mut heard = vec![0; words.len()];
    let mut buffer = [0; 2000];
    loop {
        let (length, client) = match socket.recv_from(&mut buffer) {
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Ok(());
            }
            received => received?,
        };
        let question = String::from_utf8_lossy(&buffer[..length]);
        let number = question.split(' ').next().and_then(|id| id.parse().ok());
        let Some(place) = number.and_then(|id: usize| id.checked_sub(1)) else {
            continue;
        };
        let Some(fate) = words.get(place) else {
            continue;
        };
        heard[place] += 1;
        let answers = match (fate.as_str(), heard[place]) {
            ("lost" | "late", 1) => 0,
            ("late", 2) | ("twice", 1) => 2,
            _ => 1,
        };
        for _ in 0..answers {
            socket.send_to(question.to_uppercase().as_bytes(), client)?;
        }
        if place + 1 == words.len() && answers > 0 {
            socket.set_read_timeout(Some(WHILE))?;
        }
    }
}
