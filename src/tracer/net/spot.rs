//! A socket at which a thread waits, and the other side of its connection, as the kernel showed them
//! last.

use super::causes::Causes;
use super::queues::queues;
use super::sockets::Sockets;
use event::{OtherSide, SocketId, Spot};

/// Without those who keep it open, and what was lost: who needs that asks for it.
pub fn spot(sockets: &Sockets, causes: &Causes, fd: i32, id: SocketId) -> Option<Spot> {
    Some(Spot {
        fd,
        socket: sockets.view(id, causes)?,
        only_news: false,
        arrived: sockets.arrived(id),
        to_send: sockets.row(id).map_or(0, |row| row.unacknowledged),
        lost: 0,
        peer: sockets.peer_of(id).map(|id| OtherSide {
            id,
            holders: Vec::new(),
        }),
        queues: queues(sockets, id),
    })
}
