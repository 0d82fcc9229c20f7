//! Words for goodbyes: shutdown, close, and the end of a program.

use super::phrases::{list, sentence, the, the_thread};
use crate::narrate::meaning::closing::{
    Closed, ClosedOne, Exit, GoesOn, Keeper, KernelClosed, KernelClosedHow, KernelPeer, LeftUnread,
    Parting, Remembered, ShutDown, Side, UnixClosed,
};
use event::{Holder, TcpState};
use std::net::SocketAddr;

pub fn parting(parting: &Parting) -> String {
    match parting {
        Parting::Nothing => String::new(),
        Parting::NoConnection => "there is no connection any more".to_owned(),
        Parting::Failed(text) => text.clone(),
        Parting::ShutDown(how) => shut_down(*how),
        Parting::Replaced {
            descriptor,
            by_socket,
            socket,
        } => replaced(*descriptor, *by_socket, socket),
        Parting::ClosedOnExec(descriptors) => format!(
            "{} {} closed when this process runs another program",
            sockets(descriptors),
            if descriptors.len() == 1 { "is" } else { "are" }
        ),
        Parting::ClosedRange {
            descriptors,
            sockets: closed,
        } => {
            let first = format!("closes {}", sockets(descriptors));
            let each = closed.iter().filter_map(closed_one);
            std::iter::once(first)
                .chain(each)
                .collect::<Vec<_>>()
                .join("; ")
        }
        Parting::Closed {
            at_brace: true,
            what,
        } => {
            let words = closed(what);
            let colon = if words.is_empty() { "" } else { ": " };
            format!(
                "a block ends here, so Rust drops what lived in it and closes this{colon}{words}"
            )
        }
        Parting::Closed {
            at_brace: false,
            what,
        } => closed(what),
    }
}

fn replaced(descriptor: i64, by_socket: bool, socket: &Closed) -> String {
    let other = if by_socket {
        "another socket"
    } else {
        "something else"
    };
    let before = match closed(socket) {
        words if words.is_empty() => "the socket that it led to is closed".to_owned(),
        words => format!("of the socket that it led to: {words}"),
    };
    format!("descriptor {descriptor} leads to {other} now; {before}")
}

/// `socket 3`, `sockets 3, 4 and 5`.
fn sockets(descriptors: &[i32]) -> String {
    let numbers: Vec<String> = descriptors.iter().map(i32::to_string).collect();
    let word = if numbers.len() == 1 {
        "socket"
    } else {
        "sockets"
    };
    format!("{word} {}", list(&numbers))
}

fn closed_one(one: &ClosedOne) -> Option<String> {
    let words = closed(&one.what);
    (!words.is_empty()).then(|| match one.peer {
        Some(peer) => format!("the connection with {peer}: {words}"),
        None => words,
    })
}

fn shut_down(how: ShutDown) -> String {
    match how {
        ShutDown::Remembered {
            sends_no_more: true,
            what,
        } => format!("this end sends no more either: {}", remembered(what)),
        ShutDown::Remembered {
            sends_no_more: false,
            what,
        } => remembered(what),
        ShutDown::ReadsNoMore => {
            "from now on a read does not wait: with nothing there it gives 0. \
                                  The peer is told nothing"
                .to_owned()
        }
        ShutDown::AcceptsNoMore => {
            "nobody can connect any more, and a thread asleep in accept wakes up".to_owned()
        }
        ShutDown::Neither { peer } => {
            format!("this end neither sends nor reads any more{}", beside(peer))
        }
        ShutDown::HalfClosed { peer } => format!(
            "this end sends no more; the peer will read the end of the stream{}. The other \
             direction stays open: the connection is half-closed",
            beside(peer)
        ),
        ShutDown::SendsNoMore { peer } => format!("this end sends no more{}", beside(peer)),
    }
}

fn beside(peer: Option<TcpState>) -> String {
    peer.map_or(String::new(), |state| {
        format!(" (the peer's side: {state})")
    })
}

fn closed(closed: &Closed) -> String {
    match *closed {
        Closed::Kept { ref by, on } => kept(by, on),
        Closed::Udp { full: true } => "the port is free again. The peer is told nothing".to_owned(),
        Closed::Nothing | Closed::Udp { full: false } => String::new(),
        Closed::OneListener => {
            "this listening socket is gone, and what waited in its queue is broken \
                                off. Another one still listens at this address"
                .to_owned()
        }
        Closed::BrokenOff => {
            "the connection is broken off: the kernel sends a reset instead of a goodbye".to_owned()
        }
        Closed::Listener { full: true } => {
            "the listening socket is gone: nobody can connect any more".to_owned()
        }
        Closed::Listener { full: false } => "the listening socket is gone".to_owned(),
        Closed::Unix(how) => unix_closed(how),
        Closed::Remembered(what) => remembered(what),
        Closed::Goodbye { peer, full: true } => format!(
            "the kernel says goodbye to the peer (FIN) and keeps this side, which no program \
             holds any more, until the peer closes too{}",
            beside(peer)
        ),
        Closed::Goodbye { peer, full: false } => {
            format!("the kernel says goodbye to the peer (FIN){}", beside(peer))
        }
        Closed::AfterGoodbye { peer, full: true } => format!(
            "the goodbye went out at the shutdown. The kernel keeps this side, which no \
             program holds any more, until the peer closes too{}",
            beside(peer)
        ),
        Closed::AfterGoodbye { peer, full: false } => {
            format!("the goodbye went out at the shutdown{}", beside(peer))
        }
        Closed::LeftUnread(left) => left_unread(left, "so the kernel sends a reset and no goodbye"),
        Closed::Gone { peer: None } => "closed; nothing is left of the connection".to_owned(),
        Closed::Gone { peer: Some(state) } => format!("closed; the other side is {state}"),
    }
}

fn unix_closed(closed: UnixClosed) -> String {
    match closed {
        UnixClosed::Nothing => String::new(),
        UnixClosed::EndOfStream => "the peer will read the end of the stream".to_owned(),
        UnixClosed::Reset(count) => format!(
            "{}, so the peer will read an error (ECONNRESET) and not only the end",
            never_read(count)
        ),
        UnixClosed::AfterShutdown => "closed; the peer was told at the shutdown".to_owned(),
        UnixClosed::PeerIsGone => "closed; the peer had closed its side before".to_owned(),
        UnixClosed::Listener { has_file } => format!(
            "the listening socket is gone: nobody can connect any more. {}",
            sentence(what_stays(has_file))
        ),
        UnixClosed::Named { has_file } => what_stays(has_file).to_owned(),
    }
}

fn what_stays(has_file: bool) -> &'static str {
    if has_file {
        "closing does not remove its file"
    } else {
        "its name is free again"
    }
}

fn never_read(count: u32) -> String {
    match count {
        1 => "1 byte in it was never read".to_owned(),
        n => format!("{n} bytes in it were never read"),
    }
}

fn kept(by: &Keeper, on: Option<GoesOn>) -> String {
    let holder = match by {
        Keeper::Descriptor => "another descriptor still leads to this socket".to_owned(),
        Keeper::Elsewhere => "this socket is still held elsewhere".to_owned(),
        Keeper::Others { holders, wake } => {
            let wake = if *wake {
                ". Until that call returns, the kernel keeps the socket (shutdown would wake it)"
            } else {
                ""
            };
            format!("{}{wake}", list(&holding(holders, "this socket")))
        }
    };
    let on = match on {
        None => "",
        Some(GoesOn::Listening) => ": it goes on listening, and clients can connect",
        Some(GoesOn::Connection) => ": nothing is sent, and the connection stays open",
    };
    format!("{holder}{on}")
}

/// What each of these does with a socket that stays open: `the server still has this socket open
/// (its descriptor 4)`.
pub fn holding(holders: &[Holder], socket: &str) -> Vec<String> {
    let one = |holder: &Holder| match holder {
        Holder::Descriptor { who, fd } => {
            format!(
                "{} still has {socket} open (its descriptor {fd})",
                the_thread(*who)
            )
        }
        Holder::Child { parent, fd } => format!(
            "a process that {} has started still has {socket} open (its descriptor {fd})",
            the_thread(*parent)
        ),
        Holder::Call { who, name } => {
            format!("{} still sleeps in {name} on {socket}", the_thread(*who))
        }
    };
    holders.iter().map(one).collect()
}

fn left_unread(left: LeftUnread, reset: &str) -> String {
    let never_read = never_read(left.bytes);
    if left.is_reset {
        format!("{never_read}, {reset}")
    } else {
        format!("{never_read}; the connection was over already, so nothing is sent")
    }
}

pub fn exit(exit: &Exit) -> String {
    let (failed, by_broken_pipe, other_threads, closed) = match exit {
        Exit::Stopped {
            is_unseen,
            never_closed,
        } => return stopped(*is_unseen, never_closed),
        Exit::Ended {
            failed,
            by_broken_pipe,
            other_threads,
            closed,
        } => (*failed, *by_broken_pipe, *other_threads, closed),
    };
    let failed = failed.then(|| "it failed: 0 would mean success".to_owned());
    let broken_pipe = by_broken_pipe.then(|| {
        "this signal comes with EPIPE, and ends a program that does not ignore it. Rust and Python \
         ignore it from the start; in C, send with MSG_NOSIGNAL"
            .to_owned()
    });
    let others = match other_threads {
        0 => None,
        1 => Some("its other thread ends with it".to_owned()),
        n => Some(format!("its {n} other threads end with it")),
    };
    let words: Vec<String> = failed
        .into_iter()
        .chain(broken_pipe)
        .chain(others)
        .chain(closed.iter().map(closed_by_kernel))
        .collect();
    words.join("; ")
}

fn stopped(is_unseen: bool, never_closed: &[SocketAddr]) -> String {
    let why = if is_unseen {
        "by the workbook: nothing happens any more, and what the program waits for cannot be seen"
    } else {
        "by the workbook: nothing is left to do, and the program would wait for ever"
    };
    let never_closed = match never_closed {
        [] => String::new(),
        [peer] => format!(
            ". It never closed its side of the connection with {peer}, which had said goodbye \
             (CLOSE_WAIT)"
        ),
        several => format!(
            ". It never closed its sides of {} connections whose peers had said goodbye \
             (CLOSE_WAIT)",
            several.len()
        ),
    };
    format!("{why}{never_closed}")
}

fn closed_by_kernel(closed: &KernelClosed) -> String {
    let state = closed
        .state
        .map_or(String::new(), |state| format!(" ({state})"));
    let then = match closed.then {
        None => String::new(),
        Some(KernelClosedHow::Remembered(what)) => format!(": {}", remembered(what)),
        Some(KernelClosedHow::LeftUnread(left)) => {
            format!(": {}", left_unread(left, "so it sends a reset"))
        }
        Some(KernelClosedHow::Unix(how)) => format!(": {}", unix_closed(how)),
    };
    let peer = match closed.peer {
        KernelPeer::Address(address) => address.to_string(),
        KernelPeer::End(end) => the(end),
    };
    format!("the kernel closes its connection with {peer}{state}{then}")
}

/// Where a closed connection is remembered, and why there.
pub fn remembered(Remembered { at, step, full }: Remembered) -> String {
    match (at, full) {
        (Side::This, true) => format!(
            "both directions are closed. This end sent the first FIN (step {step}), so the \
             kernel remembers the connection here for 60 seconds (TIME_WAIT)"
        ),
        (Side::This, false) => {
            format!("TIME_WAIT is here: this end sent the first FIN (step {step})")
        }
        (Side::Peer(peer), true) => format!(
            "both directions are closed. TIME_WAIT is at {}, which sent the first FIN (step \
             {step}); nothing is left here",
            peer.map_or("the other side".to_owned(), the)
        ),
        (Side::Peer(peer), false) => format!(
            "closed; TIME_WAIT is at {}, which sent the first FIN (step {step})",
            peer.map_or("the other side".to_owned(), the)
        ),
    }
}
