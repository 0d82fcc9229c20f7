//! Words for the calls that make a connection: socket to connect.

use super::{Narrator, notation, steps, the};
use crate::call::{
    Address, Errno, Event, Family, Kind, Opt, OptValue, Request, Returned, Socket, TcpState,
};

impl Narrator {
    pub(super) fn started(&mut self) -> &'static str {
        match self.first("start") {
            true => "a program of its own; it knows nothing of the workbook that watches it",
            false => "",
        }
    }

    pub(super) fn thread_began(&mut self) -> &'static str {
        match self.first("thread") {
            true => "it runs beside the others and shares their sockets",
            false => "",
        }
    }

    pub(super) fn process_began(&mut self) -> &'static str {
        match self.first("process") {
            true => "a process of its own, with copies of this one's descriptors",
            false => "",
        }
    }

    pub(super) fn held(&mut self) -> &'static str {
        "it is connected, and the workbook keeps it from going on: a client that says nothing"
    }

    pub(super) fn opening(&mut self, event: &Event, returned: &Returned) -> String {
        let socket = returned.socket.as_ref();
        let answer = match &returned.result {
            Ok(answer) => answer,
            Err(errno) => return self.opening_failed(&returned.call.request, errno),
        };
        match &returned.call.request {
            Request::Socket { family, kind } => self.made(*family, *kind),
            Request::SetOption { option, value } => self.option_set(*option, value),
            Request::GetOption { .. } => String::new(),
            Request::Nonblocking(true) => "calls on it return at once from now on".to_owned(),
            Request::Nonblocking(false) => "calls on it wait from now on".to_owned(),
            Request::Bind(address) => self.bound(event, address, socket),
            Request::Listen { backlog } => self.listens(*backlog, socket),
            Request::Accept => self.accepted(returned, answer.value, socket),
            Request::Connect(address) => self.connected(address, socket),
            Request::LocalAddress => match self.first("getsockname") {
                true => "asks the kernel: what is the address of this end?".to_owned(),
                false => String::new(),
            },
            Request::PeerAddress => match self.first("getpeername") {
                true => "asks the kernel: what is the address of the other end?".to_owned(),
                false => String::new(),
            },
            Request::Duplicate => match self.first("dup") {
                true => format!(
                    "a second descriptor, {}, for the same socket: the connection stays open \
                     until both are closed",
                    answer.value
                ),
                false => "a second descriptor for the same socket".to_owned(),
            },
            _ => String::new(),
        }
    }

    fn made(&mut self, family: Family, kind: Kind) -> String {
        match (family, kind) {
            (Family::Inet | Family::Inet6, Kind::Stream) => match self.first("tcp socket") {
                true => "a TCP socket; it has no address yet. The program knows it by this number",
                false => "a TCP socket",
            },
            (Family::Inet | Family::Inet6, Kind::Datagram) => match self.first("udp socket") {
                true => "a UDP socket; it has no address yet. The program knows it by this number",
                false => "a UDP socket",
            },
            (Family::Unix, _) => "a socket for programs on this machine only",
            (Family::Netlink, _) => "a socket for asking the kernel about the network",
            _ => "a socket",
        }
        .to_owned()
    }

    fn option_set(&mut self, option: Opt, value: &OptValue) -> String {
        match (option, value) {
            (Opt::ReuseAddress, OptValue::Number(1)) => match self.first("reuse") {
                true => "so that a restarted server gets its port back at once".to_owned(),
                false => String::new(),
            },
            (Opt::ReceiveTimeout, OptValue::Time(time)) => {
                let time = notation::duration(*time);
                format!("a read gives up when nothing has come for {time}")
            }
            (Opt::NoDelay, OptValue::Number(1)) => {
                "small pieces are sent at once and not collected first".to_owned()
            }
            _ => String::new(),
        }
    }

    fn bound(&mut self, event: &Event, address: &Address, socket: Option<&Socket>) -> String {
        let end = event.who.end;
        let given = socket
            .and_then(|socket| socket.local)
            .map(|local| local.port());
        match (address.inet().map(|address| address.port()), given) {
            (Some(0), Some(port)) => format!("port 0 means any free one: the system picked {port}"),
            (Some(0), None) => "port 0 means any free one: the system picks".to_owned(),
            _ if self.first("bind") => format!("this address and port are now {}'s", the(end)),
            _ => format!("{}'s address and port", the(end)),
        }
    }

    fn listens(&mut self, backlog: i32, socket: Option<&Socket>) -> String {
        let address = socket.and_then(|socket| socket.local);
        match (self.first("listen"), address) {
            (true, _) => format!(
                "clients may connect from here on, even before accept; the backlog of {backlog} \
                 limits how many wait"
            ),
            (false, Some(address)) => format!("clients may connect to {address}"),
            (false, None) => String::new(),
        }
    }

    fn accepted(&mut self, returned: &Returned, new: i64, socket: Option<&Socket>) -> String {
        let peer = socket.and_then(|socket| socket.peer);
        let peer = peer.map_or("the client".to_owned(), |peer| peer.to_string());
        let connect = steps(&returned.causes);
        let how = match (returned.causes.is_empty(), returned.slept) {
            (true, _) => String::new(),
            (false, true) => format!("woken by {connect}: "),
            (false, false) => format!("the connection of {connect} was waiting: "),
        };
        let listener = match (self.first("accept"), returned.call.fd) {
            (true, Some(fd)) => format!("; socket {fd} goes on listening"),
            _ => String::new(),
        };
        format!("{how}socket {new} is the conversation with {peer}{listener}")
    }

    fn connected(&mut self, address: &Address, socket: Option<&Socket>) -> String {
        let Some((socket, local)) = socket.and_then(|socket| Some((socket, socket.local?))) else {
            return String::new();
        };
        let port = local.port();
        if socket.kind == Kind::Datagram {
            return match self.first("udp connect") {
                true => format!(
                    "sends nothing: the kernel only notes {} as the peer, and picks {} to send from",
                    notation::address(address),
                    local
                ),
                false => format!("sends nothing; this end is {local}"),
            };
        }
        let early = match socket.peer_end {
            // Nobody has a descriptor for the other side yet.
            None if socket.peer_state == Some(TcpState::Established) => {
                "; accept is not needed for that"
            }
            _ => "",
        };
        match self.first("connect") {
            true => format!(
                "the kernel has shaken hands with the other side{early}; this end got port {port}"
            ),
            false => format!("connected{early}; this end got port {port}"),
        }
    }

    fn opening_failed(&mut self, request: &Request, errno: &Errno) -> String {
        let text = &errno.text;
        match (request, errno.name.as_str()) {
            (Request::Connect(_), "ECONNREFUSED") => {
                "refused: nobody listens at this address, and the kernel says so at once".to_owned()
            }
            (Request::Connect(_), "EINPROGRESS") => {
                "the handshake goes on while the program does something else".to_owned()
            }
            (Request::Connect(_), "ENETUNREACH") => {
                "the kernel knows no way to this address".to_owned()
            }
            (Request::Bind(_), "EADDRINUSE") => {
                "this address and port are in use already".to_owned()
            }
            (Request::Bind(_), "EADDRNOTAVAIL") => {
                "this machine does not have this address".to_owned()
            }
            (Request::Accept, "EAGAIN") => "nobody has connected".to_owned(),
            (Request::Accept, "EMFILE") => {
                "too many open files: the connection waits until one is closed".to_owned()
            }
            (Request::PeerAddress, "ENOTCONN") => "it is connected with nobody".to_owned(),
            (_, "EINTR") => "a signal broke it off".to_owned(),
            _ => text.clone(),
        }
    }
}
