//! A system call as it was asked for: which one, about which descriptor, with which
//! arguments. The names are those of the manual pages: socket(2), ip(7), tcp(7), udp(7).

use crate::data::Data;
use crate::found::{Errno, Found, Instrument};
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
    /// Calls on the socket that it makes will not wait: SOCK_NONBLOCK of socket(2), socketpair(2)
    /// and accept4(2).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nonblocking: bool,
}

impl Call {
    /// Whether the call can change the kernel's table of sockets, or wake another program.
    pub fn touches_network(&self) -> bool {
        match self.request {
            Request::Socket { .. }
            | Request::SocketPair { .. }
            | Request::SetOption { .. }
            | Request::Unread
            | Request::GetOption { .. }
            | Request::Nonblocking(_)
            | Request::LocalAddress
            | Request::PeerAddress
            | Request::Watch { .. }
            | Request::Ring { .. }
            | Request::Duplicate
            | Request::ReadKeyboard
            | Request::Print { .. } => false,
            Request::Bind(_)
            | Request::Listen { .. }
            | Request::Accept
            | Request::Connect(_)
            | Request::Send { .. }
            | Request::SendSeveral { .. }
            | Request::Receive { .. }
            | Request::ReceiveSeveral { .. }
            | Request::Copy { .. }
            | Request::Shutdown(_)
            | Request::Close
            | Request::CloseRange { .. }
            | Request::DuplicateOnto(_)
            | Request::Wait { .. }
            | Request::Exit { .. } => true,
        }
    }

    pub fn is_receive(&self) -> bool {
        self.request.is_receive()
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
    /// Two sockets that are connected with each other, socketpair(2).
    SocketPair {
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
    /// How many bytes wait to be read, ioctl(2) with FIONREAD; on a datagram socket, of the next
    /// datagram.
    Unread,
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
        /// Descriptors that go with it, unix(7), SCM_RIGHTS.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        passed: Vec<i32>,
        /// Names of flags, send(2); not those that change nothing that is sent.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        flags: Vec<Cow<'static, str>>,
    },
    /// Several messages with one call, sendmmsg(2).
    SendSeveral {
        messages: Vec<Outgoing>,
    },
    /// Several messages with one call, recvmmsg(2).
    ReceiveSeveral {
        /// Size of the buffer for each of them, bytes.
        rooms: Vec<u64>,
        /// They stay in the queue (MSG_PEEK).
        peek: bool,
        /// The call sleeps for the first one only (MSG_WAITFORONE).
        wait_for_one: bool,
    },
    /// Bytes go from one descriptor to another inside the kernel, and one of the two is a socket,
    /// which the call is said to be about: sendfile(2), splice(2), copy_file_range(2).
    Copy {
        from: i32,
        to: i32,
        /// As many as that at most.
        length: u64,
        /// The socket is where they go to.
        sends: bool,
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
        /// Names of its other flags, recv(2).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        flags: Vec<Cow<'static, str>>,
    },
    Shutdown(How),
    Close,
    /// close_range(2): all descriptors from the first to the last.
    CloseRange {
        first: u32,
        last: u32,
        /// They stay open until the process runs another program, CLOSE_RANGE_CLOEXEC.
        on_exec: bool,
        /// Those of them that lead to sockets.
        sockets: Vec<i32>,
    },
    LocalAddress,
    PeerAddress,
    /// poll, select, epoll_wait: wait for any of these descriptors.
    Wait {
        /// None, where the program's pointer to them leads nowhere.
        fds: Vec<i32>,
        /// None waits for ever.
        timeout: Option<Duration>,
        /// Of select: in which of its three sets each descriptor is.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        sets: Box<[Found]>,
        /// Those that are no sockets.
        #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
        instruments: Box<[(i32, Instrument)]>,
    },
    /// A ring that takes work for the kernel, io_uring_setup(2).
    Ring {
        entries: u32,
    },
    /// epoll_ctl(2): the epoll instance, which the call is about, is told to watch this
    /// descriptor, or not to.
    Watch {
        fd: i32,
        change: Watching,
        /// Names of what it is watched for: `EPOLLIN`.
        events: Vec<Cow<'static, str>>,
    },
    Duplicate,
    /// dup2(2), dup3(2): this descriptor is closed, and then leads to what the call is about.
    DuplicateOnto(i32),
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

impl Request {
    /// How many bytes the call would send. None where it sends nothing.
    pub fn sends(&self) -> Option<u64> {
        match self {
            Request::Send { data, .. } => Some(data.len()),
            Request::SendSeveral { messages } => {
                Some(messages.iter().map(|message| message.data.len()).sum())
            }
            Request::Copy {
                sends: true,
                length,
                ..
            } => Some(*length),
            _ => None,
        }
    }

    pub fn is_receive(&self) -> bool {
        matches!(
            self,
            Request::Receive { .. }
                | Request::ReceiveSeveral { .. }
                | Request::Copy { sends: false, .. }
        )
    }

    /// Whether what the call receives stays in the queue.
    pub fn peeks(&self) -> bool {
        matches!(
            self,
            Request::Receive { peek: true, .. } | Request::ReceiveSeveral { peek: true, .. }
        )
    }
}

/// What becomes of a descriptor that an epoll instance watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Watching {
    Add,
    Change,
    Remove,
}

/// One message of sendmmsg(2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub data: Data,
    pub to: Option<Address>,
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
    /// Records that are kept apart, over a connection.
    SeqPacket,
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
    OutOfBandInline,
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
    /// SO_LINGER: for how long close(2) tries to bring what was sent; None where it does not wait.
    Linger(Option<Duration>),
    /// Of SO_ERROR: the error that waited in the socket.
    Error(Errno),
    Bytes(Data),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Address {
    Inet(SocketAddr),
    /// Path of a Unix socket, unix(7); empty where it has none. An abstract name begins with a NUL.
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

    /// Where the C library asks for names and users, nscd(8).
    pub fn is_name_service(&self) -> bool {
        const PLACES: [&[u8]; 2] = [b"/var/run/nscd/socket", b"/run/nscd/socket"];
        matches!(self, Address::Unix(path) if PLACES.contains(&path.first()))
    }
}
