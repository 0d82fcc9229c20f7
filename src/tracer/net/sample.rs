//! Sockets for the tests of this room.

use event::{Kind, Socket, TcpState};

/// One side of a TCP connection, established.
pub fn connection() -> Socket {
    Socket {
        id: 1,
        kind: Kind::Stream,
        local: "127.0.0.1:50985".parse().ok(),
        peer: "127.0.0.1:9999".parse().ok(),
        state: Some(TcpState::Established),
        peer_state: Some(TcpState::Established),
        peer_end: None,
        descriptors: 1,
        unread: 0,
        end_unread: false,
        on_the_way: 0,
        peer_unread: None,
        first_fin: None,
        goodbye: None,
    }
}
