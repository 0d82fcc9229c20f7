//! The peers of the exercises: `peer BEHAVIOUR [WORDS] server|client IP:PORT`. Each behaviour is a
//! small file beside this one, and a row here. They are told like any other end, so their code
//! is to be read like a lesson's.

mod aborts;
mod absent;
mod after_end;
mod ask;
mod bare;
mod crowd;
mod deaf;
mod elsewhere;
mod forgets;
mod greets;
mod guest;
mod introduces;
mod late;
mod leaves;
mod letters;
mod lines;
mod pieces;
mod reply;
mod resets;
mod returns;
mod say;
mod silent;
mod slow;
mod stalls;
mod stranger;
mod thinks;

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
    ("absent", Behaviour::At(absent::absent)),
    ("after_end", Behaviour::Connected(after_end::after_end)),
    ("ask", Behaviour::Connected(ask::ask)),
    ("bare", Behaviour::Connected(bare::bare)),
    ("crowd", Behaviour::At(crowd::crowd)),
    ("deaf", Behaviour::Connected(deaf::deaf)),
    ("elsewhere", Behaviour::At(elsewhere::elsewhere)),
    ("forgets", Behaviour::At(forgets::forgets)),
    ("greets", Behaviour::Connected(greets::greets)),
    ("guest", Behaviour::At(guest::guest)),
    ("introduces", Behaviour::At(introduces::introduces)),
    ("late", Behaviour::At(late::late)),
    ("leaves", Behaviour::Connected(leaves::leaves)),
    ("letters", Behaviour::At(letters::letters)),
    ("lines", Behaviour::Connected(lines::lines)),
    ("pieces", Behaviour::Connected(pieces::pieces)),
    ("reply", Behaviour::Connected(reply::reply)),
    ("resets", Behaviour::Connected(resets::resets)),
    ("returns", Behaviour::At(returns::returns)),
    ("say", Behaviour::Connected(say::say)),
    ("silent", Behaviour::Connected(silent::silent)),
    ("slow", Behaviour::Connected(slow::slow)),
    ("stalls", Behaviour::Connected(stalls::stalls)),
    ("stranger", Behaviour::At(stranger::stranger)),
    ("thinks", Behaviour::Connected(thinks::thinks)),
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
