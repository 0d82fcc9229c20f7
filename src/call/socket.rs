//! A socket as the kernel shows it while the pair is at rest: addresses, TCP state, what
//! waits in it.

use super::{End, Kind, Step};
use std::fmt;
use std::net::SocketAddr;

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
