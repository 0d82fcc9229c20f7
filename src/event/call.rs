//! A system call as it was asked for (which one, about which descriptor, with which
//! arguments) and as it was answered. The names are those of the manual pages: socket(2),
//! ip(7), tcp(7), udp(7), errno(3).

use crate::data::Data;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::net::SocketAddr;
use std::time::Duration;

/// A system call on a socket or on the console, decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The kernel's name for it: `sendto`, also where the program said `write`.
    pub name: Cow<'static, str>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
        data: Data,
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
        output: Output,
        data: Data,
    },
    /// The whole program ends with this code.
    Exit {
        code: i32,
    },
}

/// Which of its two outputs a program writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// stdout(3)
    Out,
    /// stderr(3), where error messages go.
    Error,
}

/// An address family, address_families(7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    Inet,
    Inet6,
    Unix,
    Netlink,
    Other(i32),
}

/// A socket type, socket(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Stream,
    Datagram,
    Raw,
    Other(i32),
}

/// Which half of a connection shutdown(2) closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    Read,
    Write,
    Both,
}

/// A socket option, socket(7) and tcp(7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptValue {
    Number(i32),
    Time(Duration),
    Bytes(Data),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Address {
    Inet(SocketAddr),
    /// Path of a Unix socket, unix(7); empty where it has none.
    Unix(Data),
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

/// What an answered call brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The call's return value.
    pub value: i64,
    /// Bytes that went from or into the program's buffers. It is not always the value, which
    /// may count messages, or the whole length of a datagram that did not fit.
    pub moved: u64,
    /// What was received.
    pub data: Option<Data>,
    /// accept, recvfrom, getsockname, getpeername: the address handed out.
    pub address: Option<Address>,
}

/// An error number, errno(3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errno {
    /// As in the manual pages: `ECONNREFUSED`.
    pub name: String,
    /// What the system says of it.
    pub text: String,
}
