//! The sockets at which a thread waits, each with what lies in it and who keeps it and its other side
//! open: what a run comes down to when nobody can go on.

use crate::holders::holders;
use crate::parts::Parts;
use crate::ptrace::Tid;
use crate::target::watched_for_news;
use crate::tracee::Doing;
use event::{Request, SocketId, Spot};

/// So many sockets of one thread are told of: a line of a log must not grow without bound.
const MOST: usize = 32;

/// The sockets at which this thread sleeps in its call.
fn spots(parts: &Parts, thread: Tid, doing: &Doing) -> Vec<Spot> {
    let Some(pid) = parts.tracees.get(thread).map(|tracee| tracee.pid) else {
        return Vec::new();
    };
    let sockets: Vec<(i32, SocketId)> = match &doing.call.request {
        // What epoll watches can change while a thread waits for it.
        Request::Wait { .. } if doing.is_epoll() => parts.network.waits_at(pid, &doing.call),
        Request::Wait { .. } => doing.waits_at.clone(),
        _ => doing.call.fd.zip(doing.socket).into_iter().collect(),
    };
    let only_news = watched_for_news(thread, doing);
    let spots = sockets.into_iter().filter_map(|(fd, id)| {
        let mut spot = parts.network.spot(fd, id)?;
        spot.only_news = only_news.contains(&fd);
        Some(spot)
    });
    spots.collect()
}

/// The same; and also who keeps each open, and what was lost, which takes longer to find out.
pub fn in_full(parts: &Parts, thread: Tid, doing: &Doing) -> Vec<Spot> {
    let mut spots = spots(parts, thread, doing);
    spots.truncate(MOST);
    for spot in &mut spots {
        spot.socket.holders = holders(parts, spot.socket.id, None);
        spot.lost = parts.network.lost(spot.socket.id);
        if let Some(peer) = &mut spot.peer {
            peer.holders = holders(parts, peer.id, None);
        }
        for queue in &mut spot.queues {
            queue.holders = holders(parts, queue.id, None);
        }
    }
    spots
}

/// Those where something is, although the thread sleeps: it has been told already, or is not
/// enough, or is a queue that has no room.
pub fn with_something(parts: &mut Parts, thread: Tid, doing: &Doing) -> Vec<Spot> {
    if matches!(doing.call.request, Request::Connect(_)) {
        // Its own socket says nothing of the queue of a listener.
        parts.network.look_at_all();
    }
    let wants_all = match doing.call.request {
        Request::Wait { .. } | Request::Connect(_) => false,
        Request::Receive { wait_all, .. } if wait_all => true,
        _ => return Vec::new(),
    };
    let mut spots = spots(parts, thread, doing);
    spots.retain(|spot| {
        let waits = spot.socket.unread > 0 || spot.socket.end_unread;
        let is_kept_out = !spot.queues.is_empty();
        waits || is_kept_out || wants_all && spot.arrived.is_some_and(|bytes| bytes > 0)
    });
    spots.truncate(MOST);
    spots
}
