//! Decides what a call means that moves data: one write is not one read.

use super::closing::remembered;
use super::said::{Said, Topic};
use crate::narrate::meaning::data::{
    AfterEnd, Along, BrokenPipe, Carrier, Copied, Datagram, DatagramReceived, EndOfStream,
    EndReason, Received, Reset, ResetBy, Several, Transfer, TransferFailure,
};
use event::{
    Answer, Data, Deed, End, Errno, Goodbye, History, Kind, Past, Request, Returned, TcpState,
};
use std::net::IpAddr;

pub fn transfer(said: &mut Said, own: End, returned: &Returned, history: &History) -> Transfer {
    let what = moved(said, own, returned, history);
    match along(said, returned) {
        Some(along) => Transfer::WithDescriptors {
            what: Box::new(what),
            along,
        },
        None => what,
    }
}

/// The descriptors that a message carried.
fn along(said: &mut Said, returned: &Returned) -> Option<Along> {
    let answer = returned.result.as_ref().ok()?;
    let (descriptors, topic) = match &returned.call.request {
        Request::Send { passed, .. } => (passed, Topic::Passed),
        _ => (&answer.descriptors, Topic::CameAlong),
    };
    (!descriptors.is_empty()).then(|| Along {
        descriptors: descriptors.clone(),
        sent: topic == Topic::Passed,
        full: said.first(topic),
    })
}

/// What the bytes mean that a call has moved.
fn moved(said: &mut Said, own: End, returned: &Returned, history: &History) -> Transfer {
    let is_datagram = is_datagram(returned);
    let cause = returned.causes.first().and_then(|step| history.step(*step));
    match (&returned.call.request, &returned.result) {
        (Request::Send { to, .. }, Ok(answer)) if is_datagram => {
            datagram_sent(said, to.is_some(), answer, returned)
        }
        (Request::SendSeveral { messages }, Ok(answer)) => {
            Transfer::Several(several(messages.len(), true, returned, answer))
        }
        (Request::ReceiveSeveral { rooms, .. }, Ok(answer)) => {
            Transfer::Several(several(rooms.len(), false, returned, answer))
        }
        (Request::Copy { .. }, Ok(answer)) => copied(said, returned, answer),
        (Request::Send { data, .. }, Ok(answer)) => sent(said, data, answer, returned),
        (Request::Receive { .. }, Ok(answer))
            if is_datagram || (carrier(returned) == Carrier::Record && answer.moved > 0) =>
        {
            Transfer::DatagramReceived(datagram_received(said, returned, answer, cause))
        }
        (Request::Receive { .. }, Ok(_)) if returned.is_end_of_stream() => {
            Transfer::EndOfStream(end_of_stream(said, own, returned, cause))
        }
        (Request::Receive { .. }, Ok(_)) if returned.finds_nothing() => {
            Transfer::NothingForReader {
                slept: returned.slept,
                step: cause
                    .filter(|past| past.who.end == own)
                    .map(|past| past.step),
            }
        }
        (Request::Receive { .. }, Ok(answer)) if answer.value > 0 => {
            Transfer::Received(received(said, returned, answer))
        }
        (request, Err(errno)) => Transfer::Failed(failure(request, errno, own, returned, cause)),
        _ => Transfer::Nothing,
    }
}

fn is_datagram(returned: &Returned) -> bool {
    let socket = returned.socket.as_ref();
    socket.is_some_and(|socket| socket.kind == Kind::Datagram)
}

fn is_unix(returned: &Returned) -> bool {
    let socket = returned.socket.as_ref();
    socket.is_some_and(|socket| socket.unix.is_some())
}

/// What keeps together what was sent together.
fn carrier(returned: &Returned) -> Carrier {
    let kind = returned.socket.as_ref().map(|socket| socket.kind);
    match kind {
        Some(Kind::SeqPacket) => Carrier::Record,
        _ if is_unix(returned) => Carrier::UnixDatagram,
        _ => Carrier::Udp,
    }
}

fn datagram_sent(
    said: &mut Said,
    is_addressed: bool,
    answer: &Answer,
    returned: &Returned,
) -> Transfer {
    let local = returned.socket.as_ref().and_then(|socket| socket.local);
    Transfer::DatagramSent {
        bytes: answer.moved,
        from_port: local.map(|local| local.port()).filter(|_| is_addressed),
        is_local: is_unix(returned),
        full: said.first(if is_unix(returned) {
            Topic::UnixDatagramSent
        } else {
            Topic::DatagramSent
        }),
    }
}

fn sent(said: &mut Said, data: &Data, answer: &Answer, returned: &Returned) -> Transfer {
    let bytes = answer.moved;
    if bytes < data.len() {
        let of = data.len();
        return Transfer::SentPart { bytes, of };
    }
    if was_reset(returned) {
        return Transfer::SentToNobody { bytes };
    }
    Transfer::Sent {
        bytes,
        full: said.first(Topic::Sent),
    }
}

fn several(of: usize, sent: bool, returned: &Returned, answer: &Answer) -> Several {
    Several {
        messages: u64::try_from(answer.value).unwrap_or(0),
        of: of as u64,
        bytes: answer.moved,
        are_datagrams: is_datagram(returned),
        sent,
        slept: returned.slept,
        causes: returned.causes.clone(),
    }
}

fn copied(said: &mut Said, returned: &Returned, answer: &Answer) -> Transfer {
    let Request::Copy {
        from, to, sends, ..
    } = returned.call.request
    else {
        return Transfer::Nothing;
    };
    if sends && answer.moved > 0 && was_reset(returned) {
        let bytes = answer.moved;
        return Transfer::SentToNobody { bytes };
    }
    Transfer::Copied(Copied {
        bytes: answer.moved,
        from,
        to,
        slept: returned.slept,
        sent: sends,
        causes: returned.causes.clone(),
        full: answer.moved > 0 && said.first(Topic::Copied),
    })
}

/// The data went to a connection that was gone: it came back as a reset.
pub fn was_reset(returned: &Returned) -> bool {
    let socket = returned.socket.as_ref();
    socket.is_some_and(|socket| socket.state == Some(TcpState::Closed) && socket.peer.is_some())
}

fn received(said: &mut Said, returned: &Returned, answer: &Answer) -> Received {
    let peek = returned.call.request.peeks();
    let wanted = match returned.call.request {
        Request::Receive {
            wait_all: true,
            room,
            ..
        } => Some(room).filter(|room| answer.moved < *room),
        _ => None,
    };
    let unread = returned.socket.as_ref().map_or(0, |socket| socket.unread);
    let left = if peek { 0 } else { unread };
    Received {
        bytes: answer.moved,
        slept: returned.slept,
        causes: returned.causes.clone(),
        wanted,
        peek,
        left,
        full: left > 0 && said.first(Topic::PartRead),
    }
}

fn datagram_received(
    said: &mut Said,
    returned: &Returned,
    answer: &Answer,
    cause: Option<&Past>,
) -> DatagramReceived {
    let bytes = answer.moved;
    let sent = match cause.map(|past| past.deed) {
        Some(Deed::Sent(length)) => length,
        _ => bytes,
    };
    let what = if sent > bytes {
        let lost = sent - bytes;
        Datagram::Cut { bytes, lost }
    } else {
        let topic = match carrier(returned) {
            Carrier::Udp => Topic::DatagramReceived,
            Carrier::UnixDatagram => Topic::UnixDatagramReceived,
            Carrier::Record => Topic::Record,
        };
        let full = said.first(topic);
        match bytes {
            0 => Datagram::Empty,
            _ => Datagram::Whole { bytes, full },
        }
    };
    DatagramReceived {
        slept: returned.slept,
        causes: returned.causes.clone(),
        what,
        carrier: carrier(returned),
    }
}

/// A read that returned 0 on a connection: why, and what is still possible.
fn end_of_stream(
    said: &mut Said,
    own: End,
    returned: &Returned,
    cause: Option<&Past>,
) -> EndOfStream {
    let reason = cause.map_or(EndReason::Unknown, |past| end_reason(own, past));
    let socket = returned.socket.as_ref();
    let is_half = matches!(reason, EndReason::Shutdown { .. });
    let after = match socket.and_then(|socket| remembered(said, socket)) {
        Some(remembered) => AfterEnd::Remembered(remembered),
        None if is_half && said.first(Topic::HalfClosed) => AfterEnd::MayStillSend,
        None => AfterEnd::Nothing,
    };
    EndOfStream {
        slept: returned.slept,
        reason,
        after,
        full: said.first(Topic::EndOfStream),
    }
}

fn end_reason(own: End, past: &Past) -> EndReason {
    let Past { step, who, deed } = *past;
    let end = who.end;
    match deed {
        Deed::Shutdown if end == own => EndReason::OwnShutdown { step },
        Deed::Shutdown => EndReason::Shutdown { end, step },
        Deed::Exited { is_child: true } => EndReason::ProcessEnded { who, step },
        Deed::Exited { is_child: false } => EndReason::Ended { end, step },
        Deed::Closed { .. } => EndReason::Closed { end, step },
        Deed::Sent(_) | Deed::SentSeveral | Deed::Connected => EndReason::Unknown,
    }
}

fn failure(
    request: &Request,
    errno: &Errno,
    own: End,
    returned: &Returned,
    cause: Option<&Past>,
) -> TransferFailure {
    let sends = request.sends().is_some();
    match errno.name.as_str() {
        "ECONNRESET" => TransferFailure::Reset(cause.map(|past| reset(past, is_unix(returned)))),
        "EPIPE" | "ENOTCONN" if is_listener(returned) => TransferFailure::OnlyListens,
        "EPIPE" => TransferFailure::BrokenPipe(
            cause.map_or(BrokenPipe::Unknown, |past| broken_pipe(own, past)),
        ),
        "EAGAIN" if returned.slept => TransferFailure::GaveUp { sends },
        "EAGAIN" if sends => TransferFailure::BufferFull,
        "EAGAIN" => TransferFailure::NothingThere,
        "ECONNREFUSED" if is_unix(returned) => TransferFailure::NobodyAtName,
        "ENOENT" if is_unix(returned) => TransferFailure::NoSuchPath,
        "ECONNREFUSED" if is_datagram(returned) => TransferFailure::NobodyAtPort,
        "EACCES" if is_datagram(returned) && to_all(request) => TransferFailure::NoBroadcast,
        "EMSGSIZE" => TransferFailure::TooLong,
        "ENOTCONN" => TransferFailure::NoConnection,
        _ => TransferFailure::Other(errno.text.clone()),
    }
}

/// Whether it goes to what is mostly the address of a whole network. What network that is only
/// its devices know, netdevice(7).
fn to_all(request: &Request) -> bool {
    let Request::Send { to: Some(to), .. } = request else {
        return false;
    };
    match to.inet().map(|to| to.ip()) {
        Some(IpAddr::V4(to)) => to.octets()[3] == 255,
        _ => false,
    }
}

fn reset(past: &Past, is_unix: bool) -> Reset {
    let how = match past.deed {
        Deed::Closed { unread: 1.., .. } if is_unix => ResetBy::UnreadBytesInside,
        _ if is_unix => ResetBy::Unknown,
        Deed::Closed {
            unread: 1..,
            goodbye: Some(Goodbye::Reset),
        } => ResetBy::UnreadBytes,
        Deed::Closed {
            goodbye: Some(Goodbye::Fin) | None,
            ..
        } => ResetBy::Unknown,
        _ => ResetBy::Close,
    };
    Reset {
        end: past.who.end,
        step: past.step,
        how,
    }
}

fn is_listener(returned: &Returned) -> bool {
    let socket = returned.socket.as_ref();
    socket.is_some_and(|socket| socket.state == Some(TcpState::Listen))
}

fn broken_pipe(own: End, past: &Past) -> BrokenPipe {
    let (end, step) = (past.who.end, past.step);
    match past.deed {
        Deed::Shutdown if end == own => BrokenPipe::OwnShutdown { step },
        Deed::Shutdown => BrokenPipe::Shutdown { end, step },
        _ => BrokenPipe::Closed { end, step },
    }
}
