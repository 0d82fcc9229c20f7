//! The event: everything that can be told about a run, as plain data.
//!
//! A run is a list of [`Event`]s in one order. `stage` makes them, `narrate` puts
//! them into words, `view` shows them. This room does no I/O and holds no sentence.
//! The names are those of the manual pages: socket(2), ip(7), tcp(7), udp(7).

use std::fmt;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

/// The number of an event. The first one told is step 1.
pub type Step = u32;

/// One of the programs of a run. The order is the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// A program without a partner, such as lesson 1.
    Program,
    Server,
    /// Clients are counted from 1.
    Client(u32),
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Program => f.pad("program"),
            End::Server => f.pad("server"),
            End::Client(1) => f.pad("client"),
            End::Client(n) => f.pad(&format!("client {n}")),
        }
    }
}

/// A thread of an end, counted from 1 (the main thread) in order of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Who {
    pub end: End,
    pub thread: u32,
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.thread {
            1 => self.end.fmt(f),
            n => f.pad(&format!("{}/{n}", self.end)),
        }
    }
}

/// A line of the traced program's own source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file with its folder: two programs may each have a `main.rs`.
    pub path: Rc<str>,
    /// File name without its folder.
    pub file: Rc<str>,
    /// Counted from 1.
    pub line: u32,
    /// The line as written, without its indentation.
    pub text: Rc<str>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    pub step: Step,
    pub who: Who,
    /// Which line made the call. None where the program has no debug information.
    pub place: Option<Place>,
    pub what: What,
}

#[derive(Clone, Debug)]
pub enum What {
    /// The end began to run, with these words on its command line.
    Started(Vec<String>),
    /// The thread fell asleep inside this call.
    Asleep(Call, Option<Socket>),
    /// The call returned.
    Returned(Returned),
    /// The end printed a line.
    Printed {
        error: bool,
        text: Vec<u8>,
    },
    Typed {
        /// None is the end of its input (Ctrl-D).
        line: Option<String>,
        by: Typist,
    },
    /// The thread started this one.
    ThreadBegan(Who),
    /// The thread started this process, fork(2).
    ProcessBegan(Who),
    ThreadEnded,
    Exited(Exited),
    /// The runner holds the end before its next call.
    Held,
    /// The runner lets the end go on.
    LetGo,
}

/// Who types at the keyboard of an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typist {
    /// The workbook, from the script of the lesson.
    Script,
    Person,
}

#[derive(Clone, Debug)]
pub struct Returned {
    pub call: Call,
    pub result: Result<Answer, Errno>,
    /// The socket that the call was about; for accept, the new one.
    pub socket: Option<Socket>,
    /// The thread slept in the call.
    pub slept: bool,
    /// The steps that made this happen, oldest first.
    pub causes: Vec<Step>,
}

/// How an end ended, and what the kernel then closed on its behalf.
#[derive(Clone, Debug)]
pub struct Exited {
    pub how: Ending,
    /// It is a process that the end has started, and not the end itself.
    pub is_child: bool,
    /// Threads other than the one that ended the program, still there at that moment.
    pub other_threads: usize,
    /// Sockets that were still open.
    pub closed: Vec<Socket>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Exit code.
    Code(i32),
    /// Number of the signal that killed it, signal(7).
    Signal(i32),
    /// The runner ended it, because nothing was left to do.
    Stopped,
}

/// What an answered call brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The call's return value.
    pub value: i64,
    /// What was received, whole.
    pub data: Option<Vec<u8>>,
    /// accept, recvfrom, getsockname, getpeername: the address handed out.
    pub address: Option<Address>,
}

/// An error number, errno(3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errno {
    /// As in the manual pages: `ECONNREFUSED`.
    pub name: String,
    /// What the system says of it.
    pub text: String,
}

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

/// A socket as it was when the pair had come to rest after the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Socket {
    /// Who it is: two descriptors of one socket have the same identity.
    pub id: SocketId,
    pub kind: Kind,
    /// The kernel's own two numbers of this end (IP and port).
    pub local: Option<SocketAddr>,
    pub peer: Option<SocketAddr>,
    /// The kernel's TCP state, tcp(7); None for UDP and for a socket without one yet.
    pub state: Option<TcpState>,
    /// The state at the other side of the connection, if that side is on this machine.
    pub peer_state: Option<TcpState>,
    /// Which end of the run has the other side.
    pub peer_end: Option<End>,
    /// Descriptors that still lead to this socket.
    pub descriptors: usize,
    /// Bytes that have arrived and nobody has read, for a closed socket when it was closed; on
    /// a listener, connections waiting.
    pub unread: u32,
    /// Who sent the first FIN of this connection.
    pub first_fin: Option<FirstFin>,
}

/// The goodbye that came first: its side keeps the connection in TIME_WAIT,
/// RFC 9293, section 3.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstFin {
    pub step: Step,
    /// This side sent it, and not the peer.
    pub own: bool,
}

/// Sockets are counted from 1 in the order in which they were first seen.
pub type SocketId = u32;

/// The states of RFC 9293, section 3.3.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TcpState {
    Listen,
    SynSent,
    SynReceived,
    Established,
    FinWait1,
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
    Closed,
}

impl fmt::Display for TcpState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            TcpState::Listen => "LISTEN",
            TcpState::SynSent => "SYN_SENT",
            TcpState::SynReceived => "SYN_RECV",
            TcpState::Established => "ESTABLISHED",
            TcpState::FinWait1 => "FIN_WAIT1",
            TcpState::FinWait2 => "FIN_WAIT2",
            TcpState::CloseWait => "CLOSE_WAIT",
            TcpState::Closing => "CLOSING",
            TcpState::LastAck => "LAST_ACK",
            TcpState::TimeWait => "TIME_WAIT",
            TcpState::Closed => "CLOSED",
        })
    }
}
