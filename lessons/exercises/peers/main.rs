//! The peers of the exercises: `peer BEHAVIOUR [WORDS] server|client IP:PORT`. Each behaviour is a
//! small file beside this one, and a row here. They are told like any other end, so their code
//! is to be read like a lesson's.

mod aborts;
mod ask;
mod bare;
mod crowd;
mod elsewhere;
mod greets;
mod late;
mod lines;
mod pieces;
mod reply;
mod resets;
mod say;
mod silent;
mod slow;

use std::env;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;

/// What a peer does, with the words of its cast.
enum Behaviour {
    /// At a connection, which it has made or accepted.
    Connected(fn(TcpStream, &[String]) -> io::Result<()>),
    /// With sockets of its own: it is given the address of the server.
    At(fn(SocketAddr, &[String]) -> io::Result<()>),
}

const BEHAVIOURS: &[(&str, Behaviour)] = &[
    ("aborts", Behaviour::Connected(aborts::aborts)),
    ("ask", Behaviour::Connected(ask::ask)),
    ("bare", Behaviour::Connected(bare::bare)),
    ("crowd", Behaviour::At(crowd::crowd)),
    ("elsewhere", Behaviour::At(elsewhere::elsewhere)),
    ("greets", Behaviour::Connected(greets::greets)),
    ("late", Behaviour::At(late::late)),
    ("lines", Behaviour::Connected(lines::lines)),
    ("pieces", Behaviour::Connected(pieces::pieces)),
    ("reply", Behaviour::Connected(reply::reply)),
    ("resets", Behaviour::Connected(resets::resets)),
    ("say", Behaviour::Connected(say::say)),
    ("silent", Behaviour::Connected(silent::silent)),
    ("slow", Behaviour::Connected(slow::slow)),
];

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let Some((behaviour, words, end, address)) = understood(&words) else {
        let names: Vec<&str> = BEHAVIOURS.iter().map(|(name, _)| *name).collect();
        eprintln!(
            "usage: peer {} [WORDS] server|client IP:PORT",
            names.join("|")
        );
        return ExitCode::from(2);
    };
    let done = match behaviour {
        Behaviour::At(act) => act(address, words),
        Behaviour::Connected(act) => connected(end, address).and_then(|stream| act(stream, words)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn understood(words: &[String]) -> Option<(&Behaviour, &[String], &str, SocketAddr)> {
    let (name, [words @ .., end, address]) = words.split_first()? else {
        return None;
    };
    let (_, behaviour) = BEHAVIOURS.iter().find(|(known, _)| known == name)?;
    Some((behaviour, words, end, address.parse().ok()?))
}

fn connected(end: &str, address: SocketAddr) -> io::Result<TcpStream> {
    if end == "client" {
        return TcpStream::connect(address);
    }
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    Ok(stream)
}
