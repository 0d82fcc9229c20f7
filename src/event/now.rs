//! What is so at one moment of a run, while nobody moves: who could move, who waits and for
//! what, and the kernel's table of the pair's sockets. The counterpart of `event`, which
//! holds what has happened.

use crate::call::{Call, Kind};
use crate::place::Place;
use crate::socket::{Holder, Socket, SocketId, TcpState, Unix};
use crate::who::{End, Who};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::net::SocketAddr;

/// A thread that could move now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ready {
    pub who: Who,
    /// The call before which it is parked; None for an end that has not started.
    pub call: Option<Call>,
    pub place: Option<Place>,
}

/// A thread that cannot move, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    pub who: Who,
    pub wait: Wait,
    /// The line that it stands at.
    pub place: Option<Place>,
    /// The sockets at which it waits. Looked at only when a run comes to an end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spots: Vec<Spot>,
}

/// A socket at which a thread waits, and the other side of its connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The descriptor by which the thread waits.
    pub fd: i32,
    /// Its `holders` are all who keep it open.
    pub socket: Socket,
    /// epoll tells of it only what is new (EPOLLET).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_news: bool,
    /// Bytes of a connection that have arrived, and that no call that has returned has read. The
    /// call in which the thread sleeps may have them already. None where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<u64>,
    /// Bytes that calls have left to this side's kernel, and that the other side does not have.
    #[serde(default, skip_serializing_if = "is_none")]
    pub to_send: u32,
    /// Datagrams that the kernel has thrown away, because nobody made room in the queue.
    #[serde(default, skip_serializing_if = "is_none")]
    pub lost: u32,
    /// The other side, where a program of the run has it or had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peer: Option<OtherSide>,
    /// The listeners in whose queues the connection waits, or finds no room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub queues: Vec<Queue>,
}

fn is_none(number: &u32) -> bool {
    *number == 0
}

/// The other side of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSide {
    pub id: SocketId,
    /// All who keep it open.
    pub holders: Vec<Holder>,
}

/// A listener and its queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub id: SocketId,
    pub holders: Vec<Holder>,
    /// Connections that wait to be accepted.
    pub waiting: u32,
    /// The backlog: when more wait than this, there is no room for another one, listen(2).
    pub backlog: u32,
}

impl Queue {
    pub fn is_full(&self) -> bool {
        self.waiting > self.backlog
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Asleep in this call.
    In {
        call: Call,
        socket: Option<Box<Socket>>,
    },
    /// Asleep in a call of this name that is not told, for instance until another thread of its own
    /// program does something.
    Untold(Cow<'static, str>),
    /// Asleep until another thread of its own program wakes it, and there is no other.
    Alone,
    /// In its own code, or in a call that is not followed: which one is not known.
    NotFollowed,
    /// A signal has stopped its whole process, until SIGCONT comes; signal(7).
    Stopped,
    Keyboard,
    /// The workbook holds its end before its next call.
    Held,
}

/// A socket of the pair, as the kernel lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// None where no program has a descriptor for it: not accepted yet, or closed already.
    pub owner: Option<End>,
    pub kind: Kind,
    pub local: Option<SocketAddr>,
    pub peer: Option<SocketAddr>,
    pub state: Option<TcpState>,
    /// Bytes that nobody has read; on a listener, connections that wait to be accepted; on a
    /// UDP socket, the memory that its datagrams take.
    pub unread: u32,
    /// The peer's FIN has arrived, and no read has returned 0 yet.
    pub end_unread: bool,
    /// Bytes that the peer has not acknowledged.
    pub unacknowledged: u32,
    /// Of a Unix socket.
    pub unix: Option<Unix>,
}

/// The two addresses of a connection, or of a socket without a peer.
pub type Numbers = (SocketAddr, Option<SocketAddr>);
