//! The Unix sockets among those of the programs that are followed: who is connected with whom,
//! who gets a datagram, and what is to be told of one.

use super::connections::Made;
use super::known::Known;
use super::sockets::Sockets;
use super::unix::UnixRow;
use event::{Address, Kind, SocketId, Unix};

impl Sockets {
    /// Asks the kernel about one. What the kernel forgets at its end is kept.
    pub(super) fn ask_unix(&mut self, id: SocketId) {
        let (Some(known), Some(diag)) = (self.known.get_mut(&id), &self.diag) else {
            return;
        };
        let row = diag.unix(known.inode);
        known.is_listed = row.is_some();
        let Some(row) = row else {
            return;
        };
        known.unread = row.unread;
        known.unix_peer = row.peer.and_then(|peer| self.by_inode.get(&peer).copied());
        let name = row.name.clone().map(Address::Unix);
        if row.listens
            && let Some(name) = &name
        {
            self.listeners.insert(id, name.clone());
        }
        let is_connection = row.is_connected && known.kind != Kind::Datagram;
        match (known.unix_peer, known.made, name) {
            _ if !is_connection => {}
            (Some(peer), ..) => self.connections.are_a_pair(id, peer),
            (None, Made::Accepted, Some(name)) if row.peer.is_none() => {
                self.connections.has_accepted(id, &name);
            }
            _ => {
                let at = known.tries.clone();
                let at = at.filter(|at| self.listeners.values().any(|one| one == at));
                self.connections.has_connected(id, at);
            }
        }
        known.unix = Some(row);
    }

    /// The Unix socket that gets a datagram of this one: that with the address, or its peer.
    pub fn receiver(&self, id: SocketId, to: Option<&Address>) -> Option<SocketId> {
        let Some(Address::Unix(to)) = to else {
            return self.known(id)?.unix_peer;
        };
        let has_it = |known: &Known| {
            let name = known.unix.as_ref().and_then(|unix| unix.name.as_ref());
            !known.is_closed && known.kind == Kind::Datagram && name == Some(to)
        };
        let all = self.known.iter().rev();
        all.filter(|(_, known)| has_it(known))
            .map(|(id, _)| *id)
            .next()
    }

    /// What is to be told of a Unix socket.
    pub fn unix(&self, id: SocketId) -> Option<Unix> {
        let known = self.known(id)?;
        let row = known.unix.as_ref()?;
        let other = self.other(id);
        let peer = match &known.tries {
            Some(Address::Unix(name)) => Some(name.clone()),
            _ => None,
        };
        Some(Unix {
            name: row.name.clone().filter(|name| !name.is_empty()),
            peer,
            listens: row.listens,
            is_connected: self.half(id).is_some(),
            peer_is_gone: other.is_some_and(|other| other.is_closed),
        })
    }

    /// How the kernel listed a Unix socket before the last move.
    pub fn unix_before(&self, id: SocketId) -> Option<&UnixRow> {
        self.known(id)?.unix_before.as_ref()
    }

    /// Bytes that wait at the other side of a Unix socket.
    pub(super) fn unix_unread(&self, id: SocketId) -> Option<u32> {
        let other = self.other(id).filter(|other| !other.is_closed)?;
        other.unix.as_ref().map(|_| other.unread)
    }
}
