//! A socket as it is told: what is remembered of it, and what the kernel says of it and of its
//! peer.

use super::causes::Causes;
use super::known::Known;
use super::sockets::Sockets;
use event::{FirstFin, Socket, SocketId};

impl Sockets {
    /// The socket as the kernel showed it last.
    pub fn view(&self, id: SocketId, causes: &Causes) -> Option<Socket> {
        let known = self.known(id)?;
        let (row, peer_row) = (self.row(id), self.peer_row(id));
        let beside = self.half(id).map_or(0, |half| causes.beside(half));
        Some(Socket {
            id,
            kind: known.kind,
            local: known.local,
            peer: known.peer,
            state: self.state(id),
            peer_state: peer_row.and_then(|row| row.state),
            peer_end: self.addressee(id).map(|other| other.end),
            descriptors: self.descriptors.count(id),
            held_elsewhere: self.is_held_elsewhere(id),
            holders: Vec::new(),
            unread: (row.map_or(known.unread, |row| row.unread)).saturating_sub(beside),
            end_unread: row.is_some_and(|row| row.end_unread),
            unix: self.unix(id).map(Box::new),
            on_the_way: self.on_the_way(id),
            peer_unread: peer_row
                .map(|row| row.unread)
                .or_else(|| self.unix_unread(id)),
            first_fin: self.first_fin(id, causes),
            goodbye: None,
        })
    }

    /// Who sent the first FIN of its connection. Between Unix sockets there is none.
    pub fn first_fin(&self, id: SocketId, causes: &Causes) -> Option<FirstFin> {
        let has_packets = self.known(id)?.unix.is_none();
        let half = self.half(id).filter(|_| has_packets)?;
        causes.first_fin(half)
    }

    /// The socket to which it sends without naming another.
    fn addressee(&self, id: SocketId) -> Option<&Known> {
        let datagrams_to = || self.known(self.known(id)?.unix_peer?);
        self.other(id).or_else(datagrams_to)
    }

    /// Whether the kernel keeps the socket for somebody else than the processes that are followed.
    /// One that nobody holds has no inode.
    fn is_held_elsewhere(&self, id: SocketId) -> bool {
        let is_listed = |known: &Known| known.is_listed || self.rows.has(known.inode);
        self.descriptors.count(id) == 0 && self.known(id).is_some_and(is_listed)
    }

    /// Bytes that calls have sent and that have not arrived at the peer. They are counted: what
    /// the kernel calls unacknowledged may have arrived up to 40 ms ago.
    pub fn on_the_way(&self, id: SocketId) -> u32 {
        let (Some(known), Some(row), Some(_)) = (self.known(id), self.row(id), self.side(id))
        else {
            return 0;
        };
        let unread = self.peer_row(id).map_or(0, |row| row.unread);
        let received = self.other(id).map_or(0, |other| other.received);
        let arrived = received.saturating_add(unread.into());
        let missing = known.sent.saturating_sub(arrived);
        row.unacknowledged
            .min(u32::try_from(missing).unwrap_or(u32::MAX))
    }
}
