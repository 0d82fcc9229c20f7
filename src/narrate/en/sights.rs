//! Words for what is so at this moment: who stands before which call, who waits for what,
//! and the kernel's table of the pair.

use super::phrases::{bytes, list, steps, the, the_thread};
use super::steps::exits;
use crate::narrate::message::{Sight, Stand};
use crate::narrate::notation;
use crate::terminal::escape as quote;
use event::{Call, Data, End, Entry, Kind, Ready, Request, Socket, TcpState, Unix, Wait, Waiting};
use std::net::SocketAddr;

pub fn sight(sight: &Sight) -> String {
    match *sight {
        Sight::Stands(stand) => stands(stand),
        Sight::Line(place) => format!("line {}", place.line),
        Sight::NoLine { who, stand } => format!(
            "No source line is known of {}: it {}.",
            the_thread(who),
            stands(stand)
        ),
        Sight::AreHere([one]) => format!("{} is here", the_thread(*one)),
        Sight::AreHere(threads) => {
            let threads: Vec<String> = threads.iter().copied().map(the_thread).collect();
            format!("{} are here", list(&threads))
        }
        Sight::BeginHere([one]) => format!("{} begins here; it has not started", the(*one)),
        Sight::BeginHere(ends) => {
            let ends: Vec<String> = ends.iter().copied().map(the).collect();
            format!("{} begin here; they have not started", list(&ends))
        }
        Sight::StepHead {
            step,
            who,
            place: Some(place),
        } => format!(
            "step {step}, {who}: {}, line {}: {}",
            quote::line(place.path.as_bytes()),
            place.line,
            quote::line(place.text.as_bytes())
        ),
        Sight::StepHead {
            step,
            who,
            place: None,
        } => format!("step {step}, {who}"),
        Sight::MadeIn { fd, step, notation } => {
            format!("descriptor {fd} came with step {step}: {notation}")
        }
        Sight::BecauseOf(causes) => format!("it happened because of {}", steps(causes)),
        Sight::MoreOfStep {
            name,
            error,
            lesson,
        } => {
            let error = error.map(|error| format!("explain {error}: what went wrong"));
            let lesson = lesson.map(|lesson| format!("read {lesson}: the chapter of this lesson"));
            let call = [
                format!("explain {name}: what the call is for"),
                format!("man 2 {name}: all of it, in a shell"),
            ];
            let more: Vec<String> = error.into_iter().chain(call).chain(lesson).collect();
            more.join("\n")
        }
        Sight::NoSockets => "The pair has no socket at this moment.".to_owned(),
        Sight::NothingRemains => "The kernel keeps nothing of the last run any more.".to_owned(),
    }
}

fn stands(stand: Stand) -> String {
    match stand {
        Stand::Ready(ready) if ready.call.is_none() => "has not started".to_owned(),
        Stand::Ready(ready) => format!("is stopped before its next step: {}", before(ready)),
        Stand::Waiting(waiting) => why(waiting),
    }
}

/// What a thread is about to do.
pub fn before(ready: &Ready) -> String {
    let Some(call) = &ready.call else {
        return "starts".to_owned();
    };
    match &call.request {
        Request::Print { data, .. } => format!(
            "prints {}",
            quote::text(data.first().trim_ascii_end(), quote::DATA)
        ),
        Request::Exit { code } => exits(*code),
        // Every other call is shown as it is written.
        _ => notation::asleep(call),
    }
}

/// Why a thread cannot move, to follow its name: `sleeps in accept4(3) and waits for …`.
pub fn why(waiting: &Waiting) -> String {
    match &waiting.wait {
        Wait::Keyboard => "waits for a line from its keyboard".to_owned(),
        Wait::Held => "is held by the workbook until all others wait".to_owned(),
        Wait::Untold(name) if name == "futex" => {
            "waits for another thread of its own program".to_owned()
        }
        Wait::Alone => {
            "sleeps until another thread of its own program wakes it, and there is no other"
                .to_owned()
        }
        Wait::Untold(name) => format!("sleeps in {name}"),
        Wait::NotFollowed => "is in its own code, or in a call that is not followed".to_owned(),
        Wait::Stopped => "was stopped by a signal and waits for SIGCONT".to_owned(),
        Wait::In { call, socket } => format!(
            "sleeps in {} and {}",
            notation::asleep(call),
            wait_for(call, socket.as_deref())
        ),
    }
}

fn wait_for(call: &Call, socket: Option<&Socket>) -> String {
    let is_datagram = socket.is_some_and(|socket| socket.kind == Kind::Datagram);
    let peer = match (socket.and_then(|socket| socket.peer_end), is_datagram) {
        (Some(End::Program) | None, false) => "the other side".to_owned(),
        (None, true) => "anybody".to_owned(),
        (Some(end), _) => the(end),
    };
    match &call.request {
        Request::Accept => "waits for a client to connect".to_owned(),
        Request::Receive { .. }
        | Request::ReceiveSeveral { .. }
        | Request::Copy { sends: false, .. } => format!("waits for {peer} to send"),
        Request::Send { .. } | Request::SendSeveral { .. } => format!("waits until {peer} reads"),
        Request::Connect(_) => "waits for an answer".to_owned(),
        Request::Wait { timeout: None, .. } => "waits until one of these has something".to_owned(),
        Request::Wait { .. } => {
            "waits until one of these has something, or for the time".to_owned()
        }
        Request::Socket { .. }
        | Request::SocketPair { .. }
        | Request::SetOption { .. }
        | Request::Watch { .. }
        | Request::Copy { sends: true, .. }
        | Request::Unread
        | Request::Ring { .. }
        | Request::GetOption { .. }
        | Request::Nonblocking(_)
        | Request::Bind(_)
        | Request::Listen { .. }
        | Request::Shutdown(_)
        | Request::Close
        | Request::CloseRange { .. }
        | Request::DuplicateOnto(_)
        | Request::LocalAddress
        | Request::PeerAddress
        | Request::Duplicate
        | Request::ReadKeyboard
        | Request::Print { .. }
        | Request::Exit { .. } => format!("waits for {peer}"),
    }
}

/// The head of the table of sockets.
pub fn socket_heads() -> [&'static str; 6] {
    ["held by", "address", "peer", "state", "to read", "to send"]
}

/// One line of the table of sockets.
pub fn socket_row(entry: &Entry) -> [String; 6] {
    let address = |address: Option<SocketAddr>, none: &str| {
        address.map_or(none.to_owned(), |address| address.to_string())
    };
    let is_listener = entry.state == Some(TcpState::Listen);
    let no_peer = match (is_listener, entry.kind) {
        (true, _) | (_, Kind::Datagram) => "anybody",
        _ => "nobody",
    };
    let owner = entry.owner.map(|end| end.to_string());
    let state = match (entry.state, entry.kind) {
        (Some(state), _) => state.to_string(),
        (None, Kind::Datagram) => "UDP".to_owned(),
        (None, _) => "unconnected".to_owned(),
    };
    if let Some(unix) = &entry.unix {
        return unix_row(owner, unix, entry);
    }
    let (to_read, to_send) = if is_listener {
        (connections(entry.unread), String::new())
    } else {
        (unread(entry), bytes(entry.unacknowledged.into()))
    };
    [
        owner.unwrap_or("the kernel".to_owned()),
        address(entry.local, "none yet"),
        address(entry.peer, no_peer),
        state,
        to_read,
        to_send,
    ]
}

/// The same of a Unix socket: names in the place of addresses.
fn unix_row(owner: Option<String>, unix: &Unix, entry: &Entry) -> [String; 6] {
    let name = |name: &Option<Data>| name.as_ref().map(notation::socket_name);
    let (state, to_read) = match (unix.listens, unix.is_connected) {
        (true, _) => ("listens", connections(entry.unread)),
        (false, true) => ("connected", bytes(entry.unread.into())),
        (false, false) => ("Unix", bytes(entry.unread.into())),
    };
    [
        owner.unwrap_or("the kernel".to_owned()),
        name(&unix.name).unwrap_or("none".to_owned()),
        name(&unix.peer).unwrap_or_default(),
        state.to_owned(),
        to_read,
        String::new(),
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
