//! Decides what it means that a thread sleeps in a call, or has waited for several.

use super::said::{Said, Topic};
use crate::narrate::meaning::waiting::{Asleep, AsleepIn, Waited};
use crate::narrate::roots::unread;
use event::{Address, Answer, Call, End, Instrument, Kind, Request, Returned, Socket, Spot};
use std::time::Duration;

pub fn asleep(
    said: &mut Said,
    end: End,
    call: &Call,
    socket: Option<&Socket>,
    spots: &[Spot],
) -> Asleep {
    let full = said.first(Topic::Asleep);
    let call = match &call.request {
        Request::Accept => AsleepIn::Accept,
        Request::Receive {
            wait_all: true,
            room,
            ..
        } => AsleepIn::ReceiveAll {
            bytes: *room,
            arrived: spots.first().and_then(|spot| spot.arrived),
        },
        Request::ReceiveSeveral {
            wait_for_one: false,
            rooms,
            ..
        } => AsleepIn::ReceiveSeveral {
            messages: rooms.len(),
        },
        Request::Receive { .. } | Request::ReceiveSeveral { .. } => AsleepIn::Receive,
        Request::ReadKeyboard => AsleepIn::Keyboard {
            full: said.first(Topic::Keyboard),
        },
        Request::Connect(Address::Unix(_)) => AsleepIn::ConnectQueue,
        Request::Connect(_) => AsleepIn::Connect {
            full: (spots.iter().flat_map(|spot| &spot.queues).next())
                .map(|queue| (queue.waiting, queue.backlog)),
        },
        Request::Send { .. } | Request::SendSeveral { .. } => AsleepIn::Send {
            peer: socket.and_then(|socket| socket.peer_end),
        },
        Request::Wait { fds, timeout, .. } => AsleepIn::Wait {
            several: fds.len() != 1,
            timeout: timeout.is_some(),
            full: said.first(if timeout.is_some() {
                Topic::WaitForATime
            } else {
                Topic::Wait
            }),
            unread: spots.iter().filter_map(unread).collect(),
        },
        // The peer does not read; or the other descriptor has nothing, or takes nothing.
        Request::Copy { .. } => AsleepIn::Other,
        Request::Close | Request::CloseRange { .. } => AsleepIn::Close,
        _ if socket.is_some_and(|socket| socket.kind == Kind::Stream) => AsleepIn::Peer,
        _ => AsleepIn::Other,
    };
    Asleep { end, call, full }
}

pub fn waited(
    fds: &[i32],
    timeout: Option<Duration>,
    instruments: &[(i32, Instrument)],
    returned: &Returned,
) -> Waited {
    match &returned.result {
        Ok(Answer { value: 0, .. }) if timeout == Some(Duration::ZERO) => Waited::NothingYet,
        Ok(Answer { value: 0, .. }) => Waited::TimeIsUp,
        Ok(answer) => Waited::Something {
            // The value of select(2) counts a descriptor once for each set that it is in.
            ready: match answer.ready.len() {
                0 => answer.value,
                found => found as i64,
            },
            of_several: fds.len() != 1,
            others: answer.ready.iter().any(|found| !fds.contains(&found.fd)),
            found: answer.ready.clone(),
            instruments: instruments.to_vec(),
            causes: returned.causes.clone(),
        },
        Err(errno) => Waited::Failed(errno.text.clone()),
    }
}
