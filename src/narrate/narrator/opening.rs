//! Decides what a call means that makes a connection: socket(2) to connect(2).

use super::said::{Said, Topic};
use crate::narrate::meaning::opening::{Accepted, Made, Opening, OpeningFailure};
use event::{
    Address, Answer, End, Errno, Family, History, Kind, Opt, OptValue, Request, Returned, Socket,
    TcpState, Watching,
};
use std::borrow::Cow;

/// AF_UNSPEC, the same number on every system.
const UNSPECIFIED: i32 = 0;

pub fn opening(said: &mut Said, end: End, returned: &Returned, history: &History) -> Opening {
    let socket = returned.socket.as_ref();
    let answer = match &returned.result {
        Ok(answer) => answer,
        Err(errno) => return Opening::Failed(failure(said, returned, errno, history)),
    };
    match &returned.call.request {
        Request::Socket { family, kind } => Opening::Made(made(said, *family, *kind)),
        Request::SetOption { option, value } => option_set(said, *option, value),
        Request::Nonblocking(on) => Opening::Nonblocking(*on),
        Request::Bind(address) => bound(said, end, address, socket),
        Request::Listen { backlog } => Opening::Listens {
            backlog: *backlog,
            address: socket.and_then(|socket| socket.local),
            full: said.first(Topic::Listen),
        },
        Request::Accept => Opening::Accepted(accepted(said, returned, answer)),
        Request::Connect(Address::Other(UNSPECIFIED)) => Opening::ForgetsPeer,
        Request::Connect(address) => connected(said, address, socket),
        Request::LocalAddress => Opening::AsksOwnAddress {
            full: said.first(Topic::OwnAddress),
        },
        Request::PeerAddress => Opening::AsksPeerAddress {
            full: said.first(Topic::PeerAddress),
        },
        Request::Duplicate | Request::DuplicateOnto(_) => Opening::Duplicated {
            descriptor: answer.value,
            full: said.first(Topic::Duplicate),
        },
        Request::Watch { fd, change, events } => watched(said, *fd, *change, events),
        Request::SocketPair { .. } => Opening::Pair {
            descriptors: answer.descriptors.clone(),
            full: said.first(Topic::Pair),
        },
        Request::GetOption { option: Opt::Error } => match answer.found.as_deref() {
            Some(OptValue::Error(errno)) => Opening::ErrorFound(Some(errno.clone())),
            Some(OptValue::Number(0)) => Opening::ErrorFound(None),
            _ => Opening::Nothing,
        },
        Request::Unread => unread(answer, socket),
        Request::Ring { .. } => Opening::Ring,
        _ => Opening::Nothing,
    }
}

fn watched(said: &mut Said, fd: i32, change: Watching, events: &[Cow<'static, str>]) -> Opening {
    if change == Watching::Remove {
        return Opening::WatchedNoMore(fd);
    }
    let only_news = events.iter().any(|name| name == "EPOLLET");
    let topic = if only_news {
        Topic::WatchedForNews
    } else {
        Topic::Watched
    };
    Opening::Watched {
        descriptor: fd,
        only_news,
        full: said.first(topic),
    }
}

fn unread(answer: &Answer, socket: Option<&Socket>) -> Opening {
    match (answer.found.as_deref(), socket) {
        (Some(OptValue::Number(bytes)), Some(socket)) => Opening::WaitToBeRead {
            bytes: u64::try_from(*bytes).unwrap_or(0),
            is_datagram: socket.kind == Kind::Datagram,
        },
        _ => Opening::Nothing,
    }
}

fn made(said: &mut Said, family: Family, kind: Kind) -> Made {
    match (family, kind) {
        (Family::Inet | Family::Inet6, Kind::Stream) => Made::Tcp {
            full: said.first(Topic::TcpSocket),
        },
        (Family::Inet | Family::Inet6, Kind::Datagram) => Made::Udp {
            full: said.first(Topic::UdpSocket),
        },
        (Family::Unix, _) => Made::Unix,
        (Family::Netlink, _) => Made::Netlink,
        _ => Made::Other,
    }
}

fn option_set(said: &mut Said, option: Opt, value: &OptValue) -> Opening {
    match (option, value) {
        (Opt::ReuseAddress, OptValue::Number(1)) => Opening::ReusesAddress {
            full: said.first(Topic::ReusedAddress),
        },
        (Opt::ReceiveTimeout, OptValue::Time(time)) => Opening::GivesUpAfter(*time),
        (Opt::NoDelay, OptValue::Number(1)) => Opening::SendsAtOnce,
        (Opt::Broadcast, OptValue::Number(1)) => Opening::MayReachAll,
        (Opt::Linger, OptValue::Linger(Some(time))) => Opening::Lingers(*time),
        _ => Opening::Nothing,
    }
}

fn bound(said: &mut Said, end: End, address: &Address, socket: Option<&Socket>) -> Opening {
    if address.inet().is_some_and(|address| address.port() == 0) {
        let local = socket.and_then(|socket| socket.local);
        return Opening::AnyPort {
            picked: local.map(|local| local.port()),
        };
    }
    if let Address::Unix(name) = address {
        let (is_file, topic) = match name.first() {
            [] => return Opening::Nothing,
            [0, ..] => (false, Topic::BindName),
            _ => (true, Topic::BindPath),
        };
        return Opening::BoundName {
            end,
            is_file,
            full: said.first(topic),
        };
    }
    Opening::Bound {
        end,
        full: said.first(Topic::Bind),
    }
}

fn accepted(said: &mut Said, returned: &Returned, answer: &Answer) -> Accepted {
    let first = said.first(Topic::Accept);
    Accepted {
        descriptor: answer.value,
        peer: returned.socket.as_ref().and_then(|socket| socket.peer),
        peer_end: (returned.socket.as_ref()).and_then(|socket| socket.peer_end),
        causes: returned.causes.clone(),
        slept: returned.slept,
        listener: (returned.call.fd).filter(|_| first && !returned.closed_meanwhile),
    }
}

fn connected(said: &mut Said, address: &Address, socket: Option<&Socket>) -> Opening {
    if let (Address::Unix(name), Some(socket)) = (address, socket) {
        return if socket.kind == Kind::Datagram {
            Opening::NotesName(name.clone())
        } else {
            Opening::ConnectedToName {
                before_accept: socket.peer_end.is_none(),
                full: said.first(Topic::ConnectName),
            }
        };
    }
    let Some((socket, local)) = socket.and_then(|socket| Some((socket, socket.local?))) else {
        return Opening::Nothing;
    };
    if socket.kind == Kind::Datagram {
        return Opening::NotesPeer {
            peer: address.clone(),
            local,
            full: said.first(Topic::UdpConnect),
        };
    }
    Opening::Connected {
        port: local.port(),
        // Nobody has a descriptor for the other side yet.
        before_accept: socket.peer_end.is_none()
            && socket.peer_state == Some(TcpState::Established),
        full: said.first(Topic::Connect),
    }
}

fn failure(
    said: &mut Said,
    returned: &Returned,
    errno: &Errno,
    history: &History,
) -> OpeningFailure {
    let request = &returned.call.request;
    if let Request::Connect(Address::Unix(name)) | Request::Bind(Address::Unix(name)) = request {
        let is_file = name.first().first() != Some(&0);
        match (errno.name.as_str(), is_file) {
            ("ECONNREFUSED", true) => return OpeningFailure::NobodyBehindPath,
            ("ECONNREFUSED", false) => return OpeningFailure::NobodyAtName,
            ("EADDRINUSE", true) => return OpeningFailure::PathExists,
            ("EADDRINUSE", false) => return OpeningFailure::NameInUse,
            ("EPROTOTYPE", _) => return OpeningFailure::OtherType,
            _ => {}
        }
    }
    let socket = returned.socket.as_ref();
    let is_listener = socket.is_some_and(|socket| socket.state == Some(TcpState::Listen));
    let has_listened = socket.is_some_and(|socket| history.has_listened(socket.id));
    match (request, errno.name.as_str()) {
        (Request::Connect(_), "ECONNREFUSED") => OpeningFailure::Refused,
        (Request::Connect(_), "EINPROGRESS") => OpeningFailure::InProgress,
        (Request::Connect(_), "ENETUNREACH") => OpeningFailure::Unreachable,
        (Request::Connect(_), "EISCONN") => OpeningFailure::ConnectedAlready,
        (Request::Connect(_), "EALREADY") => OpeningFailure::StillConnecting,
        (Request::Connect(Address::Inet(_)), "EACCES") => OpeningFailure::NoBroadcast,
        (Request::Connect(to), "ENOENT") if to.is_name_service() => OpeningFailure::NoNameService {
            full: said.first(Topic::NameService),
        },
        (Request::Connect(Address::Unix(_)), "ENOENT") => OpeningFailure::NoSuchPath,
        (Request::Bind(address), "EADDRINUSE") => {
            let kind = socket.map(|socket| socket.kind);
            let holder = address.inet().zip(kind);
            let holder = holder.and_then(|(address, kind)| history.holder(address, kind));
            OpeningFailure::AddressInUse {
                holder: holder.map(|holder| (holder.who, holder.step)),
            }
        }
        (Request::Bind(_), "EADDRNOTAVAIL") => OpeningFailure::NoSuchAddress,
        (Request::Bind(Address::Inet(_)), "EACCES") => OpeningFailure::PortForRoot,
        (Request::Bind(_), "EINVAL") if socket.is_some_and(|socket| socket.local.is_some()) => {
            OpeningFailure::HasAddress
        }
        (Request::Accept, "EAGAIN") => OpeningFailure::NobodyConnected,
        (Request::Accept, "EMFILE") => OpeningFailure::TooManyFiles,
        (Request::Accept, "EINVAL") if has_listened => OpeningFailure::ListensNoMore,
        (Request::Accept, "EINVAL") if !is_listener => OpeningFailure::NotListening,
        (Request::PeerAddress, "ENOTCONN") => OpeningFailure::NoPeer { is_listener },
        (Request::GetOption { .. } | Request::SetOption { .. }, "ENOPROTOOPT") => {
            OpeningFailure::NoSuchOption
        }
        (Request::Watch { .. }, "EEXIST") => OpeningFailure::WatchedAlready,
        (Request::Watch { .. }, "ENOENT") => OpeningFailure::NotWatched,
        _ => OpeningFailure::Other(errno.text.clone()),
    }
}
