//! A system call as it was asked for: which one, about which descriptor, with which
//! arguments. The names are those of the manual pages: socket(2), ip(7), tcp(7), udp(7).

use std::net::SocketAddr;
use std::time::Duration;

/// A system call on a socket or on the console, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The kernel's name for it: `sendto`, also where the program said `write`.
    pub name: &'static str,
    /// The descriptor it is about, where it is about one.
    pub fd: Option<i32>,
    pub request: Request,
}

impl Call {
    /// Whether the call can change the kernel's table of sockets, or wake another program.
    pub fn touches_network(&self) -> bool {
        match self.request {
            Request::Socket { .. }
            | Request::SetOption { .. }
            | Request::GetOption { .. }
            | Request::Nonblocking(_)
            | Request::LocalAddress
            | Request::PeerAddress
            | Request::Duplicate
            | Request::ReadKeyboard
            | Request::Print { .. } => false,
            Request::Bind(_)
            | Request::Listen { .. }
            | Request::Accept
            | Request::Connect(_)
            | Request::Send { .. }
            | Request::Receive { .. }
            | Request::Shutdown(_)
            | Request::Close
            | Request::Wait { .. }
            | Request::Exit { .. } => true,
        }
    }

    pub fn is_receive(&self) -> bool {
        matches!(self.request, Request::Receive { .. })
    }

    /// Whether the call itself says how long it waits at most.
    pub fn has_timeout(&self) -> bool {
        matches!(
            self.request,
            Request::Wait {
                timeout: Some(_),
                ..
            }
        )
    }
}

/// What a call asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    Socket {
        family: Family,
        kind: Kind,
    },
    SetOption {
        option: Opt,
        value: OptValue,
    },
    GetOption {
        option: Opt,
    },
    Nonblocking(bool),
    Bind(Address),
    Listen {
        backlog: i32,
    },
    Accept,
    Connect(Address),
    Send {
        data: Vec<u8>,
        to: Option<Address>,
    },
    Receive {
        /// Size of the program's buffer, bytes.
        room: u64,
        /// The data stays in the queue (MSG_PEEK).
        peek: bool,
        /// The call wants the buffer full (MSG_WAITALL).
        wait_all: bool,
        /// The call does not sleep (MSG_DONTWAIT).
        dont_wait: bool,
    },
    Shutdown(How),
    Close,
    LocalAddress,
    PeerAddress,
    /// poll, select, epoll_wait: wait for any of these descriptors.
    Wait {
        fds: Vec<i32>,
        /// None waits for ever.
        timeout: Option<Duration>,
    },
    Duplicate,
    ReadKeyboard,
    Print {
        error: bool,
        data: Vec<u8>,
    },
    /// The whole program ends with this code.
    Exit {
        code: i32,
    },
}

/// An address family, address_families(7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Inet,
    Inet6,
    Unix,
    Netlink,
    Other(i32),
}

/// A socket type, socket(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Stream,
    Datagram,
    Raw,
    Other(i32),
}

/// Which half of a connection shutdown(2) closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Read,
    Write,
    Both,
}

/// A socket option, socket(7) and tcp(7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opt {
    ReuseAddress,
    ReusePort,
    ReceiveTimeout,
    SendTimeout,
    Error,
    Linger,
    KeepAlive,
    Broadcast,
    ReceiveBuffer,
    SendBuffer,
    NoDelay,
    OnlyV6,
    Other { level: i32, name: i32 },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptValue {
    Number(i32),
    Time(Duration),
    Bytes(Vec<u8>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    Inet(SocketAddr),
    /// Path of a Unix socket, unix(7); empty where it has none.
    Unix(Vec<u8>),
    /// An address of a family that is not decoded.
    Other(i32),
}

impl Address {
    pub fn inet(&self) -> Option<SocketAddr> {
        match self {
            Address::Inet(address) => Some(*address),
            _ => None,
        }
    }
}
