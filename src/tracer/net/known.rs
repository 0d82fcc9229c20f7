//! One socket of a program, as it is remembered.

use super::connections::Made;
use super::unix::UnixRow;
use event::{Address, End, Kind, SocketId, TcpState};
use std::net::SocketAddr;

/// What is remembered of a socket beyond what the kernel says, also when that has forgotten it.
pub struct Known {
    pub inode: u64,
    pub end: End,
    pub kind: Kind,
    pub local: Option<SocketAddr>,
    pub peer: Option<SocketAddr>,
    /// Bytes that calls on it have sent and received.
    pub sent: u64,
    pub received: u64,
    /// Bytes that waited to be read when the kernel last listed it, without those read since.
    pub unread: u32,
    /// Whom connect(2) tries to reach.
    pub tries: Option<Address>,
    /// Of a Unix socket: as the kernel listed it last.
    pub unix: Option<UnixRow>,
    /// The same, before the last move.
    pub unix_before: Option<UnixRow>,
    /// The Unix socket to which it has connected, as long as that is open.
    pub unix_peer: Option<SocketId>,
    /// The kernel has it still, whoever holds it.
    pub is_listed: bool,
    /// How it comes to its connection.
    pub made: Made,
    /// Its state when the kernel last listed it.
    pub state: Option<TcpState>,
    /// Its state before the last move.
    pub before: Option<TcpState>,
    /// No program has it any more, and that was told.
    pub is_closed: bool,
}

impl Known {
    pub fn new(inode: u64, end: End, kind: Kind) -> Known {
        Known {
            inode,
            end,
            kind,
            local: None,
            peer: None,
            sent: 0,
            received: 0,
            unread: 0,
            tries: None,
            unix: None,
            unix_before: None,
            unix_peer: None,
            is_listed: false,
            made: Made::Connected,
            state: None,
            before: None,
            is_closed: false,
        }
    }
}
