//! What a call means that makes a connection or gets ready for it: socket(2) to connect(2).

use event::{Address, Data, End, Errno, StepNumber, Who};
use std::net::SocketAddr;
use std::time::Duration;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing that its notation does not say.
    Nothing,
    Made(Made),
    /// SO_REUSEADDR was set.
    ReusesAddress {
        full: bool,
    },
    /// SO_RCVTIMEO was set to this time.
    GivesUpAfter(Duration),
    /// TCP_NODELAY was set.
    SendsAtOnce,
    /// SO_LINGER: so long close(2) waits at most until what was sent is acknowledged. No time: it breaks
    /// the connection off.
    Lingers(Duration),
    /// SO_BROADCAST was set.
    MayReachAll,
    /// Calls on it return at once (true), or wait (false).
    Nonblocking(bool),
    /// bind(2) with port 0: the system picks one.
    AnyPort {
        picked: Option<u16>,
    },
    Bound {
        end: End,
        full: bool,
    },
    /// bind(2) of a Unix socket.
    BoundName {
        end: End,
        is_file: bool,
        full: bool,
    },
    Listens {
        backlog: i32,
        address: Option<SocketAddr>,
        full: bool,
    },
    Accepted(Accepted),
    Connected {
        port: u16,
        /// Nobody has accepted the other side yet.
        before_accept: bool,
        full: bool,
    },
    /// connect(2) of a Unix socket: there are no packets and no ports.
    ConnectedToName {
        before_accept: bool,
        full: bool,
    },
    /// connect(2) on a Unix datagram socket.
    NotesName(Data),
    /// connect(2) on a UDP socket, which sends nothing.
    NotesPeer {
        peer: Address,
        local: SocketAddr,
        full: bool,
    },
    /// connect(2) with AF_UNSPEC: the socket has no peer any more.
    ForgetsPeer,
    AsksOwnAddress {
        full: bool,
    },
    AsksPeerAddress {
        full: bool,
    },
    Duplicated {
        descriptor: i64,
        full: bool,
    },
    /// epoll_ctl(2): a wait for this epoll instance now waits for that descriptor too.
    Watched {
        descriptor: i32,
        /// EPOLLET: only what is new is told.
        only_news: bool,
        full: bool,
    },
    /// A wait for this epoll instance waits for that descriptor no more.
    WatchedNoMore(i32),
    /// socketpair(2)
    Pair {
        descriptors: Vec<i32>,
        full: bool,
    },
    /// getsockopt(2) with SO_ERROR: the error that waited in the socket.
    ErrorFound(Option<Errno>),
    /// io_uring_setup(2)
    Ring,
    /// ioctl(2) with FIONREAD.
    WaitToBeRead {
        bytes: u64,
        /// They are the bytes of the next datagram.
        is_datagram: bool,
    },
    Failed(OpeningFailure),
}

/// What socket(2) made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    Tcp { full: bool },
    Udp { full: bool },
    Unix,
    Netlink,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The new descriptor.
    pub descriptor: i64,
    pub peer: Option<SocketAddr>,
    /// The end that has connected, where it has no address.
    pub peer_end: Option<End>,
    /// The steps that connected.
    pub causes: Vec<StepNumber>,
    pub slept: bool,
    /// The descriptor that goes on listening, where that is to be said.
    pub listener: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningFailure {
    /// ECONNREFUSED of connect(2)
    Refused,
    /// The same at a path: there is a file. At an abstract name there is none.
    NobodyBehindPath,
    NobodyAtName,
    /// ENOENT of connect(2) to any path but that of nscd(8).
    NoSuchPath,
    /// EPROTOTYPE of connect(2)
    OtherType,
    /// EADDRINUSE of bind(2) for a path, or for an abstract name
    PathExists,
    NameInUse,
    /// EINPROGRESS of connect(2)
    InProgress,
    /// ENETUNREACH of connect(2)
    Unreachable,
    /// EADDRINUSE of bind(2)
    AddressInUse {
        /// Who of the run has it, and since which step.
        holder: Option<(Who, StepNumber)>,
    },
    /// EADDRNOTAVAIL of bind(2)
    NoSuchAddress,
    /// EAGAIN of accept(2)
    NobodyConnected,
    /// EMFILE of accept(2)
    TooManyFiles,
    /// ENOTCONN of getpeername(2)
    NoPeer {
        is_listener: bool,
    },
    /// ENOENT of connect(2) to the socket of nscd(8).
    NoNameService {
        full: bool,
    },
    /// EINVAL of accept(2): listen(2) was never called.
    NotListening,
    /// EINVAL of accept(2): shutdown(2) has ended the listening.
    ListensNoMore,
    /// EINVAL of bind(2): the socket has an address already.
    HasAddress,
    /// EISCONN of connect(2)
    ConnectedAlready,
    /// EALREADY of connect(2)
    StillConnecting,
    /// EACCES of connect(2) or sendto(2): an address for many, without SO_BROADCAST.
    NoBroadcast,
    /// EACCES of bind(2)
    PortForRoot,
    /// ENOPROTOOPT of getsockopt(2) and setsockopt(2)
    NoSuchOption,
    /// EEXIST of epoll_ctl(2)
    WatchedAlready,
    /// ENOENT of epoll_ctl(2)
    NotWatched,
    /// What the system says of any other.
    Other(String),
}
