//! What is so at this moment of a run, as plain data: who could move, who waits and for
//! what, and the kernel's table of the pair's sockets.
//!
//! The counterpart of `call`, which holds what has happened. `stage` fills these in,
//! `narrate` puts them into words.

use crate::call::{Call, End, Kind, Place, Socket, TcpState, Who};
use std::net::SocketAddr;

/// A thread that could move now.
#[derive(Clone, Debug)]
pub struct Ready {
    pub who: Who,
    /// The call before which it is parked; None for an end that has not started.
    pub call: Option<Call>,
    pub place: Option<Place>,
}

/// A thread that cannot move, and why.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub who: Who,
    pub wait: Wait,
    /// The line that it stands at.
    pub place: Option<Place>,
}

#[derive(Clone, Debug)]
pub enum Wait {
    /// Asleep in this call.
    In {
        call: Call,
        socket: Option<Socket>,
    },
    /// Asleep in a call that is not told, for instance until another thread of its own
    /// program does something.
    Untold(&'static str),
    Keyboard,
    /// The runner holds its end before its next call.
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
