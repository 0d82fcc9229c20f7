//! A socket as the kernel shows it while the pair is at rest: addresses, TCP state, what
//! waits in it.

use crate::call::Kind;
use crate::data::Data;
use crate::who::{End, Who};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::net::SocketAddr;

/// A socket as it was when the pair had come to rest after the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// None of those is left, and the kernel keeps the socket all the same: a process that is not
    /// followed holds it, or a message that carries it is on its way (SCM_RIGHTS).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held_elsewhere: bool,
    /// Of a socket that a call has closed and that stays open: who keeps it, beside other
    /// descriptors of the same process, as far as that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<Holder>,
    /// Bytes that have arrived and nobody has read, for a closed socket when it was closed; on
    /// a listener, connections waiting; on a UDP socket, the memory that its datagrams take.
    pub unread: u32,
    /// The peer's FIN has arrived, and no read has returned 0 yet.
    pub end_unread: bool,
    /// Bytes that calls have sent and that have not arrived at the other side. Bytes that have
    /// arrived do not count, also where the peer's kernel has not acknowledged them yet.
    pub on_the_way: u32,
    /// Bytes that wait to be read at the other side, if that side is on this machine.
    pub peer_unread: Option<u32>,
    /// Who sent the first FIN of this connection.
    pub first_fin: Option<FirstFin>,
    /// What the kernel told the peer when this call, or the end of the program, closed the
    /// socket or its sending half; None where it told nothing.
    pub goodbye: Option<Goodbye>,
    /// Of a Unix socket, which has no addresses with ports and no TCP state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unix: Option<Box<Unix>>,
}

/// What a Unix socket has in their place, unix(7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unix {
    /// The path that it is bound to; an abstract name begins with a NUL.
    pub name: Option<Data>,
    /// That of the socket to which it has connected.
    pub peer: Option<Data>,
    pub listens: bool,
    pub is_connected: bool,
    /// The socket at the other side is closed.
    pub peer_is_gone: bool,
}

impl Socket {
    /// A socket of which no more is known, with one descriptor.
    pub fn new(id: SocketId, kind: Kind) -> Socket {
        Socket {
            id,
            kind,
            local: None,
            peer: None,
            state: None,
            peer_state: None,
            peer_end: None,
            descriptors: 1,
            held_elsewhere: false,
            holders: Vec::new(),
            unread: 0,
            end_unread: false,
            on_the_way: 0,
            peer_unread: None,
            first_fin: None,
            goodbye: None,
            unix: None,
        }
    }

    /// Whether anybody can still use it.
    pub fn is_held(&self) -> bool {
        self.descriptors > 0 || self.held_elsewhere
    }
}

/// Who keeps a socket open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// A process, which has the name of its main thread, by this descriptor.
    Descriptor { who: Who, fd: i32 },
    /// A process that this thread has started, and that has made no call yet that is told.
    Child { parent: Who, fd: i32 },
    /// A thread that sleeps in this call on it: the kernel keeps the socket until the call
    /// returns, also when all descriptors of it are closed.
    Call { who: Who, name: Cow<'static, str> },
}

/// How the kernel takes leave of a peer, RFC 9293, section 3.6, and RFC 2525, section 2.17.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goodbye {
    /// No more data will come.
    Fin,
    /// The connection is broken off: bytes were left unread, or the program wished it so.
    Reset,
}

/// The goodbye that came first: its side keeps the connection in TIME_WAIT,
/// RFC 9293, section 3.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstFin {
    pub step: StepNumber,
    /// This side sent it, and not the peer.
    pub own: bool,
}

/// The number of a step; the first one that is told is step 1.
pub type StepNumber = u32;

/// Sockets are counted from 1 in the order in which they were first seen.
pub type SocketId = u32;

/// The states of RFC 9293, section 3.3.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TcpState {
    Listen,
    SynSent,
    #[serde(rename = "SYN_RECV")]
    SynReceived,
    Established,
    #[serde(rename = "FIN_WAIT1")]
    FinWait1,
    #[serde(rename = "FIN_WAIT2")]
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
    Closed,
}

impl TcpState {
    /// Its FIN has not come yet.
    pub fn peer_may_send(self) -> bool {
        matches!(
            self,
            TcpState::Established | TcpState::FinWait1 | TcpState::FinWait2
        )
    }
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
