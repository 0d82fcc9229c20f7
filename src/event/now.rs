//! What is so at one moment of a run, while nobody moves: who could move, who waits and for
//! what, and the kernel's table of the pair's sockets. The counterpart of `event`, which
//! holds what has happened.

use crate::call::{Call, Kind};
use crate::place::Place;
use crate::socket::{Socket, TcpState};
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
}

/// The two addresses of a connection, or of a socket without a peer.
pub type Numbers = (SocketAddr, Option<SocketAddr>);
