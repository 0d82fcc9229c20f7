//! Words for a thread that sleeps in a call: that it waits, and for what.

use super::{Narrator, the};
use crate::call::{Call, Kind, Request, Returned, Socket, Typist, Who};
use std::time::Duration;

impl Narrator {
    pub(super) fn asleep(&mut self, who: Who, call: &Call, socket: Option<&Socket>) -> String {
        let end = who.end;
        let full = self.first("asleep");
        let sleeps = match full {
            true => format!(": {} sleeps in this call until that changes", the(end)),
            false => ": it sleeps".to_owned(),
        };
        match &call.request {
            Request::Accept => format!("nobody has connected{sleeps}"),
            Request::Receive { .. } => format!("nothing has arrived{sleeps}"),
            Request::ReadKeyboard => match self.first("keyboard") {
                true => format!("waits for a line from the keyboard of {}", the(end)),
                false => "waits for the keyboard".to_owned(),
            },
            Request::Connect(_) => format!("the other side does not answer{sleeps}"),
            Request::Send { .. } => {
                let peer = socket.and_then(|socket| socket.peer_end);
                let peer = peer.map_or("the peer".to_owned(), the);
                format!("the buffers are full, because {peer} does not read{sleeps}")
            }
            Request::Wait { fds, timeout } => {
                let which = if fds.len() == 1 { "it" } else { "one of these" };
                match timeout {
                    None => format!("waits until {which} has something"),
                    Some(_) => {
                        format!("waits until {which} has something, or until the time is up")
                    }
                }
            }
            Request::Close => "waits until everything is sent".to_owned(),
            _ if socket.is_some_and(|socket| socket.kind == Kind::Stream) => {
                format!("waits for the peer{sleeps}")
            }
            _ => String::new(),
        }
    }

    pub(super) fn typed(&mut self, by: Typist) -> &'static str {
        match (by, self.first("typed")) {
            (_, false) => "",
            (Typist::Script, true) => "typed by the workbook, as if by you",
            (Typist::Person, true) => "typed by you",
        }
    }

    pub(super) fn waited(&mut self, returned: &Returned) -> String {
        let (fds, waits) = match &returned.call.request {
            Request::Wait { fds, timeout } => (fds.len(), *timeout != Some(Duration::ZERO)),
            _ => return String::new(),
        };
        match &returned.result {
            Ok(answer) => match answer.value {
                0 if waits => "the time is up, nothing has come".to_owned(),
                0 => "nothing has come, and the call does not wait".to_owned(),
                1 if fds == 1 => "it has something".to_owned(),
                1 => "one of them has something".to_owned(),
                n => format!("{n} of them have something"),
            },
            Err(errno) => errno.text.clone(),
        }
    }
}
