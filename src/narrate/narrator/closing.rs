//! Decides what a goodbye means: shutdown(2), close(2), and the end of a program.

use super::said::{Said, Topic};
use crate::narrate::linux::SIGPIPE;
use crate::narrate::meaning::closing::{
    Closed, ClosedOne, Exit, GoesOn, Keeper, KernelClosed, KernelClosedHow, KernelPeer, LeftUnread,
    Parting, Remembered, ShutDown, Side, UnixClosed,
};
use event::{
    Data, End, Ending, Exited, FirstFin, Goodbye, History, Holder, How, Kind, Place, Request,
    Returned, Socket, StepNumber, TcpState, Unix,
};

/// `history` holds everything before this call.
pub fn parting(
    said: &mut Said,
    place: Option<&Place>,
    returned: &Returned,
    history: &History,
) -> Parting {
    if let (
        Request::CloseRange {
            on_exec, sockets, ..
        },
        Ok(_),
    ) = (&returned.call.request, &returned.result)
    {
        let descriptors = sockets.clone();
        return if *on_exec {
            Parting::ClosedOnExec(descriptors)
        } else {
            let sockets = returned.closed.iter();
            Parting::ClosedRange {
                descriptors,
                sockets: sockets
                    .map(|socket| one_closed(said, socket, history))
                    .collect(),
            }
        };
    }
    if let (Request::DuplicateOnto(to), [before]) =
        (&returned.call.request, returned.closed.as_slice())
    {
        return Parting::Replaced {
            descriptor: (*to).into(),
            by_socket: returned.socket.is_some(),
            socket: closed(said, before, history),
        };
    }
    let Some(socket) = &returned.socket else {
        return Parting::Nothing;
    };
    match (&returned.call.request, &returned.result) {
        (_, Err(errno)) if errno.name == "ENOTCONN" => Parting::NoConnection,
        (_, Err(errno)) => Parting::Failed(errno.text.clone()),
        (Request::Shutdown(how), Ok(_)) => Parting::ShutDown(shut_down(said, *how, socket)),
        (_, Ok(_)) => {
            let what = closed(said, socket, history);
            Parting::Closed {
                at_brace: place.is_some_and(ends_a_block) && said.first(Topic::Brace),
                what,
            }
        }
    }
}

/// A socket is often closed where a block ends. Only of Rust it is known that this is why.
fn ends_a_block(place: &Place) -> bool {
    place.path.ends_with(".rs") && place.text.starts_with('}')
}

fn shut_down(said: &mut Said, how: How, socket: &Socket) -> ShutDown {
    if let Some(what) = remembered(said, socket) {
        return ShutDown::Remembered {
            sends_no_more: how != How::Read,
            what,
        };
    }
    let peer = socket.peer_state;
    if let Some(unix) = socket.unix.as_ref().filter(|unix| unix.is_connected) {
        return match how {
            How::Read => ShutDown::ReadsNoMore,
            How::Both => ShutDown::Neither { peer },
            How::Write if unix.peer_is_gone => ShutDown::SendsNoMore { peer },
            How::Write => ShutDown::HalfClosed { peer },
        };
    }
    match (how, socket.state) {
        (How::Read, _) => ShutDown::ReadsNoMore,
        (How::Both, Some(TcpState::Listen) | None) => ShutDown::AcceptsNoMore,
        (How::Both, _) => ShutDown::Neither { peer },
        (How::Write, Some(TcpState::FinWait1 | TcpState::FinWait2)) => {
            ShutDown::HalfClosed { peer }
        }
        (How::Write, _) => ShutDown::SendsNoMore { peer },
    }
}

fn kept(said: &mut Said, socket: &Socket) -> Closed {
    let unix = socket.unix.as_deref();
    let state = match unix {
        Some(unix) if unix.listens => Some(TcpState::Listen),
        Some(unix) if unix.is_connected => Some(TcpState::Established),
        _ => socket.state,
    };
    let on = match state {
        None | Some(TcpState::Closed | TcpState::TimeWait) => None,
        Some(TcpState::Listen) => (said.first(Topic::ListenerKept)).then_some(GoesOn::Listening),
        Some(_) => (said.first(Topic::OneDescriptor)).then_some(GoesOn::Connection),
    };
    let by = if !socket.holders.is_empty() {
        let sleeps = |holder: &Holder| matches!(holder, Holder::Call { .. });
        let wake = socket.kind == Kind::Stream && socket.holders.iter().any(sleeps);
        Keeper::Others {
            holders: socket.holders.clone(),
            wake: wake && said.first(Topic::AsleepOnClosed),
        }
    } else if socket.held_elsewhere {
        Keeper::Elsewhere
    } else {
        Keeper::Descriptor
    };
    Closed::Kept { by, on }
}

fn one_closed(said: &mut Said, socket: &Socket, history: &History) -> ClosedOne {
    ClosedOne {
        peer: socket.peer.filter(|_| socket.kind == Kind::Stream),
        what: closed(said, socket, history),
    }
}

fn closed(said: &mut Said, socket: &Socket, history: &History) -> Closed {
    if socket.is_held() {
        return kept(said, socket);
    }
    if let Some(unix) = &socket.unix {
        return Closed::Unix(unix_closed(said, unix, socket));
    }
    if socket.kind == Kind::Datagram && socket.local.is_none() {
        return Closed::Nothing;
    }
    if socket.kind == Kind::Datagram {
        return Closed::Udp {
            full: said.first(Topic::UdpClose),
        };
    }
    if let Some(remembered) = remembered(said, socket) {
        return Closed::Remembered(remembered);
    }
    match (socket.peer, socket.state) {
        (None, _) if history.listens_beside(socket.id) => Closed::OneListener,
        (None, _) if socket.local.is_some() => Closed::Listener {
            full: said.first(Topic::ListenerClosed),
        },
        (None, _) => Closed::Nothing,
        (_, Some(TcpState::FinWait1 | TcpState::FinWait2)) => {
            let (peer, full) = (socket.peer_state, said.first(Topic::Orphan));
            match socket.goodbye {
                Some(_) => Closed::Goodbye { peer, full },
                None => Closed::AfterGoodbye { peer, full },
            }
        }
        (_, Some(TcpState::Closed)) => {
            let peer = socket.peer_state;
            match (left_unread(socket), socket.goodbye) {
                (Some(left), _) => Closed::LeftUnread(left),
                (None, Some(Goodbye::Reset)) => Closed::BrokenOff,
                (None, _) => Closed::Gone { peer },
            }
        }
        (_, _) => Closed::Nothing,
    }
}

fn unix_closed(said: &mut Said, unix: &Unix, socket: &Socket) -> UnixClosed {
    let is_path = |name: &Data| name.first().first() != Some(&0);
    let has_file = unix.name.as_ref().is_some_and(is_path);
    match socket.goodbye {
        Some(Goodbye::Reset) => UnixClosed::Reset(socket.unread),
        Some(Goodbye::Fin) => UnixClosed::EndOfStream,
        None if unix.is_connected && unix.peer_is_gone => UnixClosed::PeerIsGone,
        None if unix.is_connected => UnixClosed::AfterShutdown,
        None if unix.listens => UnixClosed::Listener { has_file },
        None if unix.name.is_some() && said.first(Topic::FileStays) => {
            UnixClosed::Named { has_file }
        }
        None => UnixClosed::Nothing,
    }
}

/// `history` holds everything before the end of this program.
pub fn exit(said: &mut Said, end: End, exited: &Exited, history: &History) -> Exit {
    if exited.how == Ending::Stopped {
        let stopped = history.stopped();
        let never_closed = (exited.closed.iter()).filter(|one| was_never_closed(one, stopped));
        return Exit::Stopped {
            // Not everything that the end did could be seen.
            is_unseen: history.unseen().contains(&end),
            never_closed: never_closed.filter_map(|socket| socket.peer).collect(),
        };
    }
    let has_failed = matches!(exited.how, Ending::Code(1..)) && !exited.is_child;
    Exit::Ended {
        failed: has_failed && said.first(Topic::Failed),
        by_broken_pipe: exited.how == Ending::Signal(SIGPIPE),
        other_threads: exited.other_threads,
        closed: (exited.closed.iter())
            .filter_map(|socket| closed_by_kernel(said, end, socket))
            .collect(),
    }
}

/// Of a socket that the kernel has closed at the end of its program: the peer had said goodbye
/// before, and not because it was stopped itself, and only now this side does too.
fn was_never_closed(socket: &Socket, stopped: Option<StepNumber>) -> bool {
    let is_before = |fin: FirstFin| stopped.is_none_or(|stopped| fin.step < stopped);
    let peer_was_first = socket
        .first_fin
        .is_some_and(|fin| !fin.own && is_before(fin));
    socket.kind == Kind::Stream && peer_was_first && socket.goodbye.is_some()
}

fn closed_by_kernel(said: &mut Said, own: End, socket: &Socket) -> Option<KernelClosed> {
    if let Some(unix) = &socket.unix {
        // What a program has with itself is its own affair.
        let peer = socket.peer_end.filter(|peer| *peer != own)?;
        return unix.is_connected.then(|| KernelClosed {
            peer: KernelPeer::End(peer),
            state: None,
            then: Some(KernelClosedHow::Unix(unix_closed(said, unix, socket))),
        });
    }
    let peer = socket.peer.filter(|_| socket.kind == Kind::Stream)?;
    let how = remembered(said, socket).map(KernelClosedHow::Remembered);
    Some(KernelClosed {
        peer: KernelPeer::Address(peer),
        state: socket.state,
        then: how.or_else(|| left_unread(socket).map(KernelClosedHow::LeftUnread)),
    })
}

fn left_unread(socket: &Socket) -> Option<LeftUnread> {
    let is_reset = match (socket.state?, socket.unread, socket.goodbye) {
        (TcpState::Closed, 1.., Some(Goodbye::Reset)) => true,
        (TcpState::Closed, 1.., None) => false,
        _ => return None,
    };
    let bytes = socket.unread;
    Some(LeftUnread { bytes, is_reset })
}

/// Where a closed connection is remembered, and why there: RFC 9293, section 3.6.
pub fn remembered(said: &mut Said, socket: &Socket) -> Option<Remembered> {
    let FirstFin { step, own } = socket.first_fin?;
    let (at, topic) = match (own, socket.state?, socket.peer_state) {
        (true, TcpState::TimeWait, _) => (Side::This, Topic::OwnTimeWait),
        (false, _, Some(TcpState::TimeWait)) => {
            // Lesson 1 has both sides of its connections.
            let peer = socket.peer_end.filter(|end| *end != End::Program);
            (Side::Peer(peer), Topic::PeerTimeWait)
        }
        _ => return None,
    };
    Some(Remembered {
        at,
        step,
        full: said.first(topic),
    })
}
