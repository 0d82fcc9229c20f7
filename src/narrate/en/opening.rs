//! Words for the calls that make a connection: socket to connect.

use super::phrases::{bytes, steps, the, the_thread};
use crate::narrate::meaning::opening::{Accepted, Made, Opening, OpeningFailure};
use crate::narrate::notation;
use std::time::Duration;

pub fn opening(opening: &Opening) -> String {
    match opening {
        Opening::Nothing => String::new(),
        Opening::Made(what) => made(*what).to_owned(),
        Opening::ReusesAddress { full: true } => {
            "so that a restarted server gets its port back at once".to_owned()
        }
        Opening::GivesUpAfter(time) => format!(
            "a read gives up when nothing has come for {}",
            notation::duration(*time)
        ),
        Opening::Lingers(Duration::ZERO) => {
            "close will break the connection off: a reset, and what \
                                             was not sent yet is lost"
                .to_owned()
        }
        Opening::Lingers(time) => format!(
            "close will wait until the peer's kernel has what was sent, for {} at most",
            notation::duration(*time)
        ),
        Opening::SendsAtOnce => "small pieces are sent at once and not collected first".to_owned(),
        Opening::MayReachAll => {
            "from now on it may send to the address of a whole network".to_owned()
        }
        Opening::Nonblocking(true) => "calls on it return at once from now on".to_owned(),
        Opening::Nonblocking(false) => "calls on it wait from now on".to_owned(),
        Opening::AnyPort { picked: Some(port) } => {
            format!("port 0 means any free one: the system picked {port}")
        }
        Opening::AnyPort { picked: None } => {
            "port 0 means any free one: the system picks".to_owned()
        }
        Opening::Bound { end, full: true } => {
            format!("this address and port are now {}'s", the(*end))
        }
        Opening::BoundName {
            end,
            is_file: true,
            full: true,
        } => format!(
            "this path is now {}'s: a file appears there, and clients find the socket by it",
            the(*end)
        ),
        Opening::BoundName {
            end, is_file: true, ..
        } => format!("{}'s path", the(*end)),
        Opening::BoundName {
            end,
            is_file: false,
            full: true,
        } => format!(
            "this name is now {}'s. It is no file: the kernel alone knows it (an abstract name, \
             shown with @)",
            the(*end)
        ),
        Opening::BoundName { end, .. } => format!("{}'s name", the(*end)),
        Opening::Bound { end, full: false } => format!("{}'s address and port", the(*end)),
        Opening::Listens {
            backlog,
            full: true,
            ..
        } => {
            let limit = match backlog {
                ..0 => "as many may wait as the system allows".to_owned(),
                _ => format!("the backlog of {backlog} limits how many wait"),
            };
            format!("clients may connect from here on, even before accept; {limit}")
        }
        Opening::Listens {
            address: Some(address),
            full: false,
            ..
        } => format!("clients may connect to {address}"),
        Opening::Accepted(what) => accepted(what),
        Opening::Connected {
            port,
            before_accept,
            full,
        } => connected(*port, *before_accept, *full),
        Opening::ConnectedToName {
            before_accept,
            full,
        } => connected_to_name(*before_accept, *full),
        Opening::NotesName(name) => format!(
            "sends nothing: the kernel only notes {} as the peer",
            notation::socket_name(name)
        ),
        Opening::NotesPeer {
            peer,
            local,
            full: true,
        } => format!(
            "sends nothing: the kernel only notes {} as the peer, and picks {local} to send from",
            notation::address(peer)
        ),
        Opening::NotesPeer {
            local, full: false, ..
        } => format!("sends nothing; this end is {local}"),
        Opening::ForgetsPeer => "AF_UNSPEC is no address: this end has no peer any more".to_owned(),
        Opening::AsksOwnAddress { full: true } => {
            "asks the kernel: what is the address of this end?".to_owned()
        }
        Opening::AsksPeerAddress { full: true } => {
            "asks the kernel: what is the address of the other end?".to_owned()
        }
        Opening::Duplicated {
            descriptor,
            full: true,
        } => format!(
            "a second descriptor, {descriptor}, for the same socket: the connection stays open \
             until both are closed"
        ),
        Opening::Duplicated { full: false, .. } => {
            "a second descriptor for the same socket".to_owned()
        }
        Opening::Watched {
            descriptor,
            only_news: true,
            full: true,
        } => format!(
            "descriptor {descriptor} is watched, and only what is new is told (EPOLLET): what is \
             left unread is told again only when more arrives"
        ),
        Opening::Watched {
            descriptor,
            only_news: true,
            full: false,
        } => format!("descriptor {descriptor} is watched for what is new (EPOLLET)"),
        Opening::Watched {
            descriptor,
            only_news: false,
            full: true,
        } => format!(
            "descriptor {descriptor} is watched: a wait with this epoll instance waits for it too"
        ),
        Opening::WatchedNoMore(descriptor) => {
            format!("descriptor {descriptor} is watched no more")
        }
        Opening::Pair {
            descriptors,
            full: true,
        } => pair(descriptors),
        Opening::Pair { full: false, .. } => "two sockets connected with each other".to_owned(),
        Opening::ErrorFound(Some(errno)) => format!(
            "the error that waited in this socket: {}. It is told once, and then gone",
            errno.text
        ),
        Opening::Ring => {
            "a ring in memory (io_uring): the program puts work into it and the kernel \
                          does it, without a call each. What is put there cannot be seen here"
                .to_owned()
        }
        Opening::ErrorFound(None) => "no error waits in this socket".to_owned(),
        Opening::WaitToBeRead {
            bytes: 0,
            is_datagram: true,
        } => "no datagram waits to be read, or an empty one".to_owned(),
        Opening::WaitToBeRead {
            bytes: 0,
            is_datagram: false,
        } => "nothing waits to be read".to_owned(),
        Opening::WaitToBeRead {
            bytes: n,
            is_datagram: true,
        } => format!("the next datagram has {}", bytes(*n)),
        Opening::WaitToBeRead {
            bytes: n,
            is_datagram: false,
        } => format!("{} can be read at once", bytes(*n)),
        Opening::Failed(failure) => failed(failure),
        Opening::ReusesAddress { full: false }
        | Opening::Watched {
            only_news: false,
            full: false,
            ..
        }
        | Opening::Listens {
            address: None,
            full: false,
            ..
        }
        | Opening::AsksOwnAddress { full: false }
        | Opening::AsksPeerAddress { full: false } => String::new(),
    }
}

fn made(made: Made) -> &'static str {
    match made {
        Made::Tcp { full: true } => {
            "a TCP socket; it has no address yet. The program knows it by this number"
        }
        Made::Tcp { full: false } => "a TCP socket",
        Made::Udp { full: true } => {
            "a UDP socket; it has no address yet. The program knows it by this number"
        }
        Made::Udp { full: false } => "a UDP socket",
        Made::Unix => "a socket for programs on this machine only",
        Made::Netlink => "a socket for asking the kernel about the network",
        Made::Other => "a socket",
    }
}

fn pair(descriptors: &[i32]) -> String {
    match descriptors {
        [one, other] => format!(
            "two sockets that are connected with each other: what goes into {one} comes out of \
             {other}, and the other way round"
        ),
        _ => "two sockets that are connected with each other".to_owned(),
    }
}

fn accepted(accepted: &Accepted) -> String {
    let Accepted {
        descriptor, peer, ..
    } = accepted;
    let end = || accepted.peer_end.map_or("the client".to_owned(), the);
    let peer = peer.map_or_else(end, |peer| peer.to_string());
    let connect = steps(&accepted.causes);
    let how = match (accepted.causes.is_empty(), accepted.slept) {
        (true, _) => String::new(),
        (false, true) => format!("woken by {connect}: "),
        (false, false) => format!("the connection of {connect} was waiting: "),
    };
    let listener = match accepted.listener {
        Some(listener) => format!("; socket {listener} goes on listening"),
        None => String::new(),
    };
    format!("{how}socket {descriptor} is the conversation with {peer}{listener}")
}

fn connected(port: u16, before_accept: bool, full: bool) -> String {
    let early = if before_accept {
        "; accept is not needed for that"
    } else {
        ""
    };
    let how = if full {
        "the kernel has shaken hands with the other side"
    } else {
        "connected"
    };
    format!("{how}{early}; this end got port {port}")
}

fn connected_to_name(before_accept: bool, full: bool) -> String {
    let early = if before_accept {
        "; accept is not needed for that"
    } else {
        ""
    };
    let how = if full {
        "connected inside the kernel: there are no packets and no ports"
    } else {
        "connected"
    };
    format!("{how}{early}")
}

fn failed(failure: &OpeningFailure) -> String {
    let text = match failure {
        OpeningFailure::Refused => {
            "refused: nobody listens at this address, and the kernel says so at once"
        }
        OpeningFailure::NobodyBehindPath => {
            "refused: the file is there, but no open socket waits behind it. A file stays when \
             its socket is closed"
        }
        OpeningFailure::NobodyAtName => "refused: no open socket has this name",
        OpeningFailure::NoSuchPath => {
            "there is no such file: nobody has bound this path, or it was removed"
        }
        OpeningFailure::OtherType => "the socket there is of another type",
        OpeningFailure::PathExists => {
            "there is a file with this path already, and bind makes a new one. The file of an \
             earlier socket stays until somebody removes it"
        }
        OpeningFailure::NameInUse => "this name is in use already",
        OpeningFailure::InProgress => {
            "the call does not wait for the handshake: how that ends is told later"
        }
        OpeningFailure::Unreachable => "the kernel knows no way to this address",
        OpeningFailure::AddressInUse { holder: None } => "this address and port are in use already",
        OpeningFailure::AddressInUse {
            holder: Some((who, step)),
        } => {
            let who = the_thread(*who);
            return format!("{who} has this address and port already, since step {step}");
        }
        OpeningFailure::NoSuchAddress => "this machine does not have this address",
        OpeningFailure::NobodyConnected => "nobody has connected",
        OpeningFailure::TooManyFiles => {
            "too many open files: the connection waits until one is closed"
        }
        OpeningFailure::NoPeer { is_listener: false } => "it is connected with nobody",
        OpeningFailure::NoPeer { is_listener: true } => {
            "a listening socket has no other end: only those that accept returns have one"
        }
        OpeningFailure::NoNameService { full: true } => {
            "no helper for names (nscd) runs here: the C library looks further by itself"
        }
        OpeningFailure::NoNameService { full: false } => "no such helper runs here",
        OpeningFailure::NotListening => {
            "listen was never called on this socket: nobody can connect to it"
        }
        OpeningFailure::ListensNoMore => "this socket listens no more",
        OpeningFailure::HasAddress => "this socket has an address already, and can have only one",
        OpeningFailure::ConnectedAlready => "it is connected already",
        OpeningFailure::StillConnecting => "its first handshake has not ended yet",
        OpeningFailure::NoBroadcast => {
            "this address means many machines, and the socket may send to many only after \
             SO_BROADCAST"
        }
        OpeningFailure::PortForRoot => {
            "this address or port is not for everybody: ports below 1024 are for the administrator"
        }
        OpeningFailure::NoSuchOption => "a socket of this kind does not have this option",
        OpeningFailure::WatchedAlready => "this epoll instance watches it already",
        OpeningFailure::NotWatched => "this epoll instance does not watch it",
        OpeningFailure::Other(text) => text,
    };
    text.to_owned()
}
