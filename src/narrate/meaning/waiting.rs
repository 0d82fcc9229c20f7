//! What it means that a thread sleeps in a call, and that a wait for several is over.

use event::{End, Found, Instrument, StepNumber};

/// A thread fell asleep in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asleep {
    pub end: End,
    pub call: AsleepIn,
    /// Say that it sleeps until that changes.
    pub full: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsleepIn {
    Accept,
    Receive,
    /// It wants so many bytes and no fewer, MSG_WAITALL.
    ReceiveAll {
        bytes: u64,
        /// So many of them have arrived, where that is known and not nothing.
        arrived: Option<u64>,
    },
    /// It wants so many messages and no fewer, recvmmsg(2).
    ReceiveSeveral {
        messages: usize,
    },
    Keyboard {
        full: bool,
    },
    Connect {
        /// The listener has no room for one more: so many wait there, and this is its backlog.
        full: Option<(u32, u32)>,
    },
    /// A Unix socket connects at once, unless too many wait to be accepted there.
    ConnectQueue,
    /// The buffers are full, because the peer does not read.
    Send {
        peer: Option<End>,
    },
    /// poll(2) and its kin.
    Wait {
        several: bool,
        timeout: bool,
        /// Say for what.
        full: bool,
        /// What lies there, and does not end the wait.
        unread: Vec<Unread>,
    },
    Close,
    /// Any other call on a stream.
    Peer,
    Other,
}

/// What can be read at a descriptor, or accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    pub fd: i32,
    pub what: Lies,
    /// epoll has told of it, and tells only what is new (EPOLLET).
    pub only_news: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    Bytes(u64),
    /// The end of a stream.
    End,
    Datagrams,
    Connections(u64),
}

/// poll(2) and its kin returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waited {
    TimeIsUp,
    /// It only looked.
    NothingYet,
    Something {
        ready: i64,
        /// It waited for more than one.
        of_several: bool,
        /// Others have it than those that the call waited for when it began: another thread has
        /// added them meanwhile, epoll_ctl(2).
        others: bool,
        /// What they have, as far as that is known.
        found: Vec<Found>,
        /// Which of those that it waited for are no sockets.
        instruments: Vec<(i32, Instrument)>,
        /// The steps that made that so.
        causes: Vec<StepNumber>,
    },
    /// What the system says.
    Failed(String),
}
