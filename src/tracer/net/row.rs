//! One socket as the kernel lists it: addresses, state and queues.

use event::{Kind, TcpState};
use std::net::SocketAddr;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    pub local: SocketAddr,
    /// None while the socket has no peer.
    pub peer: Option<SocketAddr>,
    pub state: Option<TcpState>,
    /// Bytes that the peer has not acknowledged.
    pub unacknowledged: u32,
    /// Bytes that nobody has read; on a listener, connections that wait to be accepted; on a
    /// UDP socket, the memory that its datagrams take.
    pub unread: u32,
    /// The peer's FIN has arrived, and no read has returned 0 yet.
    pub end_unread: bool,
    /// On a listener: so many connections may wait, and one more.
    pub backlog: u32,
    /// 0 where no descriptor leads to the socket: not accepted yet, or closed already.
    pub inode: u64,
}

impl Row {
    /// From what the kernel lists. It counts a FIN as one byte in either of its two queues,
    /// since it has a sequence number, RFC 9293, section 3.4; and on a listener the second is
    /// the backlog. A peer with port 0 is none.
    pub fn new(
        kind: Kind,
        state: Option<TcpState>,
        local: SocketAddr,
        peer: SocketAddr,
        receive_queue: u32,
        send_queue: u32,
        inode: u64,
    ) -> Row {
        use TcpState::{CloseWait, Closing, FinWait1, LastAck, Listen};
        let end_unread = matches!(state, Some(CloseWait | LastAck | Closing)) && receive_queue > 0;
        let sends_end = matches!(state, Some(FinWait1 | LastAck | Closing)) && send_queue > 0;
        let (unacknowledged, backlog) = if state == Some(Listen) {
            (0, send_queue)
        } else {
            (send_queue - u32::from(sends_end), 0)
        };
        Row {
            kind,
            local: canonical(local),
            peer: existing(peer),
            state,
            unacknowledged,
            backlog,
            unread: receive_queue - u32::from(end_unread),
            end_unread,
            inode,
        }
    }

    /// Whether it is a connection that nobody has accepted yet.
    pub fn waits_for_accept(&self) -> bool {
        let is_open = matches!(
            self.state,
            Some(TcpState::Established | TcpState::CloseWait | TcpState::SynReceived)
        );
        is_open && self.inode == 0
    }
}

/// The address, unless it is none: the kernel lists port 0 where a socket has none.
pub fn existing(address: SocketAddr) -> Option<SocketAddr> {
    (address.port() != 0).then(|| canonical(address))
}

/// An IPv4 address as such also where an IPv6 socket shows it as `::ffff:127.0.0.1`.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_stream_is_counted_apart_from_its_bytes() {
        let here = "127.0.0.1:9999".parse().expect("an address");
        let row = |state, receive, send| {
            Row::new(Kind::Stream, Some(state), here, here, receive, send, 1)
        };
        let waits = row(TcpState::CloseWait, 8, 0);
        assert_eq!((waits.unread, waits.end_unread), (7, true));
        let read = row(TcpState::CloseWait, 0, 0);
        assert_eq!((read.unread, read.end_unread), (0, false));
        assert_eq!(row(TcpState::FinWait1, 0, 1).unacknowledged, 0);
        assert_eq!(row(TcpState::Established, 8, 1).unacknowledged, 1);
        assert_eq!(row(TcpState::Listen, 2, 128).unacknowledged, 0);
    }
}
