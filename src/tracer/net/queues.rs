//! Where a connection waits: in the queue of a listener, until it is accepted; or before a queue that
//! has no room for it, listen(2).

use super::row::Row;
use super::sockets::Sockets;
use event::{Queue, SocketId, TcpState};
use std::net::SocketAddr;

/// The listeners in whose queues this connection waits, or finds no room. The kernel does not say
/// which one of several has it (SO_REUSEPORT): then these are all that can be it.
pub fn queues(sockets: &Sockets, id: SocketId) -> Vec<Queue> {
    let Some((_, peer)) = sockets.side(id) else {
        return Vec::new();
    };
    let is_trying = sockets.row(id).and_then(|row| row.state) == Some(TcpState::SynSent);
    let waits = sockets.peer_row(id).is_some_and(Row::waits_for_accept);
    let has_it = |queue: &Queue| {
        if is_trying {
            queue.is_full()
        } else {
            waits && queue.waiting > 0
        }
    };
    let listeners = sockets.all().filter_map(|(id, _)| {
        let row = sockets.row(id)?;
        (row.state == Some(TcpState::Listen) && listens_at(row, peer)).then(|| Queue {
            id,
            holders: Vec::new(),
            waiting: row.unread,
            backlog: row.backlog,
        })
    });
    listeners.filter(has_it).collect()
}

fn listens_at(row: &Row, address: SocketAddr) -> bool {
    let ip = row.local.ip();
    row.local.port() == address.port() && (ip == address.ip() || ip.is_unspecified())
}
