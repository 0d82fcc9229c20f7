//! Sockets for the tests of this room.

use event::{Kind, Socket, TcpState};

/// One side of a TCP connection, established.
pub fn connection() -> Socket {
    Socket {
        local: "127.0.0.1:50985".parse().ok(),
        peer: "127.0.0.1:9999".parse().ok(),
        state: Some(TcpState::Established),
        peer_state: Some(TcpState::Established),
        ..Socket::new(1, Kind::Stream)
    }
}
