//! The peers of the exercises: `peer BEHAVIOUR [WORDS] server|client IP:PORT`. Each behaviour is a
//! small file beside this one, and a row here. They are told like any other end, so their code
//! is to be read like a lesson's.

mod ask;
mod pieces;
mod say;

use std::env;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

/// What a peer does with its connection, with the words of its cast.
type Behaviour = fn(TcpStream, &[String]) -> io::Result<()>;

const BEHAVIOURS: [(&str, Behaviour); 3] = [
    ("ask", ask::ask),
    ("pieces", pieces::pieces),
    ("say", say::say),
];

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let Some((behaviour, words, end, address)) = understood(&words) else {
        let names = BEHAVIOURS.map(|(name, _)| name);
        eprintln!(
            "usage: peer {} [WORDS] server|client IP:PORT",
            names.join("|")
        );
        return ExitCode::from(2);
    };
    match connected(end, address).and_then(|stream| behaviour(stream, words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn understood(words: &[String]) -> Option<(Behaviour, &[String], &str, SocketAddr)> {
    let (name, [words @ .., end, address]) = words.split_first()? else {
        return None;
    };
    let (_, behaviour) = BEHAVIOURS.iter().find(|(known, _)| known == name)?;
    Some((*behaviour, words, end, address.parse().ok()?))
}

fn connected(end: &str, address: SocketAddr) -> io::Result<TcpStream> {
    if end == "client" {
        return TcpStream::connect(address);
    }
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    Ok(stream)
}
