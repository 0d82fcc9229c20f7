//! Why nobody can go on: what is so at each socket at which somebody waits.

use super::waiting::{Lies, Unread};
use event::{ClosedCopy, End, Holder, Queue, TcpState, Who};

/// A socket by its descriptor in this process, which has the name of its main thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    pub who: Who,
    pub fd: i32,
}

/// One socket, or the two sides of one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    Listener {
        at: At,
        unread: Option<Unread>,
        /// All its descriptors are closed.
        is_closed: bool,
    },
    Datagrams {
        at: At,
        unread: Option<Unread>,
        /// So many were thrown away because the queue was full.
        lost: u32,
    },
    Connection(Box<Connection>),
    /// A connection that is being tried.
    Trying {
        at: At,
        /// The listeners that have no room for it.
        full: Vec<Queue>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    pub at: At,
    pub state: TcpState,
    pub other: Other,
    pub other_state: Option<TcpState>,
    /// What lies in the queues of the two sides.
    pub unread: Vec<Lying>,
    /// What has arrived for calls that want more at once.
    pub parts: Vec<Part>,
    /// Where a thread sleeps because there is no room: what is left to be sent.
    pub to_send: Vec<(At, u64)>,
    /// Of a side that was to say goodbye a descriptor was closed, and others are open.
    pub copies: Vec<(ClosedCopy, Vec<Holder>)>,
    pub expects: Expects,
}

/// What nobody has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lying {
    /// None where no name is known of that side.
    pub at: Option<At>,
    pub what: Lies,
    /// A thread waits there all the same, poll(2) and its kin: for what is new only, or for
    /// something else.
    pub waits_for_news: Option<bool>,
}

/// Of so many bytes that a thread wants at once, so many have arrived (MSG_WAITALL).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub who: Who,
    pub arrived: u64,
    pub wanted: u64,
}

/// Who has the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    /// A program that is not part of the run, or on another machine.
    Stranger,
    /// These.
    Held(Vec<Holder>),
    /// No program has it any more.
    Nobody(Option<End>),
    /// It was not accepted yet, and waits in one of these queues.
    Waits(Vec<Queue>),
}

/// What the wait comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    Nothing,
    /// Both sides have a thread that waits for the other one to send.
    EachOther {
        /// Neither side has said goodbye: that would wake the other one too.
        or_goodbye: bool,
    },
    /// Both sides have a thread that cannot send before the other one reads.
    EachOtherToRead,
    /// A thread waits for bytes or a goodbye of the other side, at which nobody waits, and which
    /// nobody has closed.
    Silence,
    /// This end has said goodbye, and that one has never closed its side.
    Goodbye(End, End),
    /// A thread accepts at this listener, and the connection waits at another one with the same
    /// address.
    OtherListener(At),
}
