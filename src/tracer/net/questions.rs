//! What can be asked of the sockets: who is who, and what the kernel said of each when it was last
//! asked. Nothing is changed here.

use super::connections::Half;
use super::known::Known;
use super::row::Row;
use super::rows::Side;
use super::sockets::{Sockets, reaches};
use super::table::table;
use event::{Address, Numbers, SocketId, TcpState};

impl Sockets {
    /// The addresses of the sockets so far, as far as the kernel may still know them.
    pub fn numbers(&self) -> Vec<Numbers> {
        let numbers = |known: &Known| Some((known.local?, known.peer));
        self.known.values().filter_map(numbers).collect()
    }

    /// The kernel's whole table, also of other programs.
    pub fn table(&self) -> Vec<Row> {
        table(self.diag.as_ref())
    }

    pub fn is_changing(&self, id: SocketId) -> bool {
        self.changing.contains(&id)
    }

    /// Those that may change before the programs rest.
    pub fn changing(&self) -> impl Iterator<Item = SocketId> {
        self.changing.iter().copied()
    }

    /// All that are not forgotten, in order.
    pub fn all(&self) -> impl Iterator<Item = (SocketId, &Known)> {
        self.known.iter().map(|(id, known)| (*id, known))
    }

    /// None if it was forgotten.
    pub fn known(&self, id: SocketId) -> Option<&Known> {
        self.known.get(&id)
    }

    /// The addresses of a connection.
    pub fn side(&self, id: SocketId) -> Option<Side> {
        let known = self.known(id)?;
        known.local.zip(known.peer)
    }

    /// By its inode where a program has it; by its addresses where the kernel keeps the
    /// connection without one (TIME_WAIT, an orphan).
    pub fn row(&self, id: SocketId) -> Option<&Row> {
        let side = self.side(id).filter(|_| self.connections.is_newest(id));
        self.rows.of(self.known(id)?.inode, side)
    }

    /// What the kernel says of the other side of a connection.
    pub fn peer_row(&self, id: SocketId) -> Option<&Row> {
        let (local, peer) = self.side(id).filter(|_| self.connections.is_newest(id))?;
        self.rows.side((peer, local))
    }

    /// Whether the kernel keeps bytes of this side back until it has an acknowledgement for others.
    pub fn is_held_back(&self, id: SocketId) -> bool {
        let unsent = || {
            let (local, peer) = self.side(id)?;
            self.diag.as_ref()?.unsent(local, peer)
        };
        unsent().is_some_and(|(bytes, segments)| bytes > 0 && segments > 0)
    }

    /// Bytes that have arrived at this side, and that no call that has returned has read. Counted,
    /// since a call that wants more takes them from the queue at once (MSG_WAITALL). None where
    /// what the other side sends is not known.
    pub fn arrived(&self, id: SocketId) -> Option<u64> {
        let other = self.peer_of(id)?;
        let sent = self.known(other)?.sent;
        let arrived = sent.checked_sub(self.on_the_way(other).into())?;
        arrived.checked_sub(self.known(id)?.received)
    }

    /// Which half of which connection it is.
    pub fn half(&self, id: SocketId) -> Option<Half> {
        self.connections.half(id)
    }

    /// The socket at the other side of its connection, where a program of the run has or had it.
    pub fn peer_of(&self, id: SocketId) -> Option<SocketId> {
        self.connections.other(id)
    }

    /// What is known of that one.
    pub fn other(&self, id: SocketId) -> Option<&Known> {
        self.known(self.peer_of(id)?)
    }

    /// The halves of connections that nobody can accept any more when this listener is closed. Where
    /// another one listens at the same address, it is not known which of them has each in its queue.
    pub fn abandoned_with(&self, listener: SocketId) -> Vec<Half> {
        let here = self.listeners.get(&listener);
        let beside = |(id, at): (&SocketId, &Address)| *id != listener && Some(at) == here;
        if here.is_none() || self.listeners.iter().any(beside) {
            return Vec::new();
        }
        let halves = self.waiting(listener).into_iter();
        halves
            .filter_map(|id| self.half(id))
            .map(Half::other)
            .collect()
    }

    /// The sockets of which the connections wait to be accepted by this one.
    pub fn waiting(&self, listener: SocketId) -> Vec<SocketId> {
        let here = self.listeners.get(&listener);
        let mut waiting = here.map_or(Vec::new(), |here| {
            self.connections.waiting(|at| reaches(here, at))
        });
        waiting.retain(|id| self.state(*id) != Some(TcpState::SynSent));
        waiting
    }
}
