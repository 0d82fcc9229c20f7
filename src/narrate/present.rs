//! Words for what is so at this moment: who stands before which call, who waits for what,
//! and the kernel's table of the pair.

use super::{bytes, notation, quote, the, the_thread};
use crate::call::{Call, End, Kind, Place, Request, Socket, TcpState, Who};
use crate::present::{Entry, Ready, Wait, Waiting};

/// What a thread is about to do.
pub fn before(ready: &Ready) -> String {
    match &ready.call {
        None => "starts".to_owned(),
        Some(call) => match &call.request {
            Request::Print { data, .. } => {
                format!("prints {}", quote::text(data.trim_ascii_end(), quote::DATA))
            }
            Request::Exit { code } => format!("exits with code {code}"),
            _ => notation::asleep(call),
        },
    }
}

/// The same, to follow the name of the thread.
pub fn stands_before(ready: &Ready) -> String {
    match ready.call {
        None => "has not started".to_owned(),
        Some(_) => format!("is stopped before its next step: {}", before(ready)),
    }
}

/// Under a line of source: the threads that are there.
pub fn are_here(threads: &[Who]) -> String {
    let verb = if threads.len() == 1 { "is" } else { "are" };
    format!("{} {verb} here", all(threads))
}

/// `the server, the client and the client 2`.
fn all(names: &[impl ToString]) -> String {
    let names = names.iter().map(|name| format!("the {}", name.to_string()));
    let names: Vec<String> = names.collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Under the first line of a program: the ends that have not started.
pub fn begin_here(ends: &[End]) -> String {
    match ends {
        [one] => format!("{} begins here; it has not started", the(*one)),
        _ => format!("{} begin here; they have not started", all(ends)),
    }
}

/// Where a line stands.
pub fn line(place: &Place) -> String {
    format!("line {}", place.line)
}

/// Why a thread cannot move, to follow its name: `sleeps in accept4(3) and waits for …`.
pub fn why(waiting: &Waiting) -> String {
    match &waiting.wait {
        Wait::Keyboard => "waits for a line from its keyboard".to_owned(),
        Wait::Held => "is held by the workbook until all others wait".to_owned(),
        Wait::Untold(name) => match *name {
            "futex" => "waits for another thread of its own program".to_owned(),
            _ => format!("sleeps in {name}"),
        },
        Wait::In { call, socket } => {
            format!(
                "sleeps in {} and {}",
                notation::asleep(call),
                wait_for(call, socket.as_ref())
            )
        }
    }
}

fn wait_for(call: &Call, socket: Option<&Socket>) -> String {
    let peer = socket.and_then(|socket| socket.peer_end);
    let peer = match (
        peer,
        socket.is_some_and(|socket| socket.kind == Kind::Datagram),
    ) {
        (Some(End::Program) | None, false) => "the other side".to_owned(),
        (None, true) => "anybody".to_owned(),
        (Some(end), _) => the(end),
    };
    match &call.request {
        Request::Accept => "waits for a client to connect".to_owned(),
        Request::Receive { .. } => format!("waits for {peer} to send"),
        Request::Send { .. } => format!("waits until {peer} reads"),
        Request::Connect(_) => "waits for an answer".to_owned(),
        Request::Wait { timeout: None, .. } => "waits until one of these has something".to_owned(),
        Request::Wait { .. } => {
            "waits until one of these has something, or for the time".to_owned()
        }
        _ => format!("waits for {peer}"),
    }
}

/// The head of the table of sockets.
pub const SOCKETS: [&str; 6] = ["held by", "address", "peer", "state", "to read", "to send"];

/// One line of the table of sockets.
pub fn socket(entry: &Entry) -> [String; 6] {
    let address = |address: Option<std::net::SocketAddr>, none: &str| {
        address.map_or(none.to_owned(), |address| address.to_string())
    };
    let is_listener = entry.state == Some(TcpState::Listen);
    let no_peer = match (is_listener, entry.kind) {
        (true, _) | (_, Kind::Datagram) => "anybody",
        _ => "nobody",
    };
    [
        entry
            .owner
            .map_or("the kernel".to_owned(), |end| end.to_string()),
        address(entry.local, "none yet"),
        address(entry.peer, no_peer),
        match (entry.state, entry.kind) {
            (Some(state), _) => state.to_string(),
            (None, Kind::Datagram) => "UDP".to_owned(),
            (None, _) => "unconnected".to_owned(),
        },
        match is_listener {
            true => connections(entry.unread),
            false => unread(entry),
        },
        match is_listener {
            true => String::new(),
            false => bytes(entry.unacknowledged.into()),
        },
    ]
}

fn connections(count: u32) -> String {
    match count {
        0 => "no connection".to_owned(),
        1 => "1 connection".to_owned(),
        n => format!("{n} connections"),
    }
}

fn unread(entry: &Entry) -> String {
    match (entry.kind, entry.unread, entry.end_unread) {
        // The kernel tells how much memory they take, not how long they are.
        (Kind::Datagram, 1.., _) => "datagrams".to_owned(),
        (Kind::Datagram, 0, _) => "nothing".to_owned(),
        (_, 0, true) => "end of stream".to_owned(),
        (_, count, true) => format!("{}, then end", bytes(count.into())),
        (_, count, false) => bytes(count.into()),
    }
}

pub fn no_sockets() -> &'static str {
    "The pair has no socket at this moment."
}

pub fn nothing_remains() -> &'static str {
    "The kernel keeps nothing of the last run any more."
}

pub fn no_run_yet() -> &'static str {
    "there is no pair whose sockets could be shown\n\
     hint: step 2 starts one; then type sockets at any step"
}

/// Where no source line is known of a thread.
pub fn no_line(who: Who, words: &str) -> String {
    format!(
        "No source line is known of {}: it {words}.",
        the_thread(who)
    )
}
