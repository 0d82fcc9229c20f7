//! The sockets of the programs that are followed: who is who, and what the kernel says of
//! each.

use super::causes::Causes;
use super::descriptors::{Descriptors, addresses, inode_of};
use super::diag::Diag;
use super::remains::{belongs_to, entry, sorted};
use super::row::Row;
use super::table::table;
use crate::ptrace::Tid;
use event::{End, Entry, Kind, Numbers, Request, Socket, SocketId, TcpState};
use std::net::SocketAddr;

pub struct Sockets {
    known: Vec<Known>,
    pub descriptors: Descriptors,
    /// What the kernel said of the known sockets, and of their peers, at the last look.
    table: Vec<Row>,
    /// None where the kernel cannot be asked about one socket.
    diag: Option<Diag>,
}

/// What is remembered of a socket beyond the kernel's table, also when it has left that.
pub struct Known {
    inode: u64,
    pub end: End,
    pub kind: Kind,
    pub local: Option<SocketAddr>,
    pub peer: Option<SocketAddr>,
    /// Bytes that calls on it have sent and received.
    pub sent: u64,
    pub received: u64,
    /// Bytes that waited to be read when the kernel last listed it.
    unread: u32,
    /// Its state before the last move.
    before: Option<TcpState>,
    /// Nothing is left of it and of its peer.
    is_gone: bool,
}

impl Default for Sockets {
    fn default() -> Sockets {
        Sockets {
            known: Vec::new(),
            descriptors: Descriptors::default(),
            table: Vec::new(),
            diag: Diag::open(),
        }
    }
}

impl Sockets {
    /// The socket behind a descriptor, by the kernel's own identity of it.
    pub fn identify(
        &mut self,
        pid: Tid,
        thread: Tid,
        fd: i32,
        end: End,
        kind: impl Fn() -> Kind,
    ) -> Option<SocketId> {
        let inode = inode_of(thread, fd)?;
        let index = self.known.iter().position(|known| known.inode == inode);
        let index = index.unwrap_or_else(|| {
            self.known.push(Known::new(inode, end, kind()));
            self.known.len() - 1
        });
        let id = index as SocketId + 1;
        self.descriptors.set(pid, fd, id);
        Some(id)
    }

    /// execve(2) closes most descriptors of a process.
    pub fn recheck(&mut self, pid: Tid) {
        let known = &self.known;
        self.descriptors
            .recheck(pid, |id| known[id as usize - 1].inode);
    }

    /// A call has moved so many bytes.
    pub fn returned(&mut self, id: SocketId, request: &Request, moved: u64) {
        let known = &mut self.known[id as usize - 1];
        if request.sends().is_some() {
            known.sent += moved;
        } else if request.is_receive() && !request.peeks() {
            known.received += moved;
        }
    }

    /// Asks the kernel anew about every socket.
    pub fn look(&mut self) {
        if self.ask_each().is_none() {
            self.table = table(self.diag.as_ref());
        }
        for known in &mut self.known {
            if let Some(row) = self.table.iter().find(|row| row.inode == known.inode) {
                known.local = Some(row.local);
                known.peer = row.peer.or(known.peer);
                known.unread = row.unread;
            }
        }
    }

    /// Asks about each known socket and its peer alone. None if that cannot be done, or if the
    /// address of one is not known.
    fn ask_each(&mut self) -> Option<()> {
        let diag = self.diag.as_ref()?;
        self.table.clear();
        for (known, id) in self.known.iter_mut().zip(1..) {
            if known.is_gone || !matches!(known.kind, Kind::Stream | Kind::Datagram) {
                continue;
            }
            let descriptor = self.descriptors.any_of(id);
            let (mut local, mut peer) = (known.local, known.peer);
            if let Some(descriptor) = descriptor
                && (local.is_none() || peer.is_none())
            {
                let now = addresses(descriptor)?;
                (local, peer) = (now.0.or(local), now.1.or(peer));
            }
            let Some(local) = local else {
                continue;
            };
            let own = diag.one(known.kind, local, peer);
            let peer = peer.filter(|_| known.kind == Kind::Stream);
            let other = peer.and_then(|peer| diag.one(known.kind, peer, Some(local)));
            known.is_gone = descriptor.is_none() && own.is_none() && other.is_none();
            for row in own.into_iter().chain(other) {
                if !self.table.contains(&row) {
                    self.table.push(row);
                }
            }
        }
        Some(())
    }

    /// Somebody is about to move: what is so now is from then on what was so before.
    pub fn remember(&mut self) {
        let states: Vec<_> = self.ids().map(|id| self.state(id)).collect();
        for (known, state) in self.known.iter_mut().zip(states) {
            known.before = state;
        }
    }

    /// The state of the socket before the last move.
    pub fn before(&self, id: SocketId) -> Option<TcpState> {
        self.known(id).before
    }

    fn state(&self, id: SocketId) -> Option<TcpState> {
        let known = self.known(id);
        let gone = known.kind == Kind::Stream && known.peer.is_some();
        match self.row(id) {
            Some(row) => row.state,
            None => gone.then_some(TcpState::Closed),
        }
    }

    /// The socket as the table shows it now.
    pub fn view(&self, id: SocketId, causes: &Causes) -> Socket {
        let known = self.known(id);
        let four = known.local.zip(known.peer);
        let row = self.row(id);
        let peer_row = four.and_then(|(local, peer)| self.by_numbers(peer, local));
        Socket {
            id,
            kind: known.kind,
            local: known.local,
            peer: known.peer,
            state: self.state(id),
            peer_state: peer_row.and_then(|row| row.state),
            peer_end: four.and_then(|(local, peer)| Some(self.at(peer, local)?.end)),
            descriptors: self.descriptors.count(id),
            held_elsewhere: self.is_held_elsewhere(id),
            unread: row.map_or(known.unread, |row| row.unread),
            end_unread: row.is_some_and(|row| row.end_unread),
            on_the_way: self.on_the_way(id),
            peer_unread: peer_row.map(|row| row.unread),
            first_fin: four.and_then(|(local, peer)| causes.first_fin(local, peer)),
            goodbye: None,
        }
    }

    /// Whether the kernel keeps the socket for somebody else than the processes that are followed.
    /// One that nobody holds has no inode.
    fn is_held_elsewhere(&self, id: SocketId) -> bool {
        let inode = self.known(id).inode;
        self.descriptors.count(id) == 0 && self.table.iter().any(|row| row.inode == inode)
    }

    /// Bytes that calls have sent and that have not arrived at the peer. They are counted: what
    /// the kernel calls unacknowledged may have arrived up to 40 ms ago.
    pub fn on_the_way(&self, id: SocketId) -> u32 {
        let known = self.known(id);
        let (Some(row), Some((local, peer))) = (self.row(id), known.local.zip(known.peer)) else {
            return 0;
        };
        let unread = self.by_numbers(peer, local).map_or(0, |row| row.unread);
        let received = self.at(peer, local).map_or(0, |other| other.received);
        let arrived = received.saturating_add(unread.into());
        let missing = known.sent.saturating_sub(arrived);
        row.unacknowledged
            .min(u32::try_from(missing).unwrap_or(u32::MAX))
    }

    /// Every socket of these programs that the kernel knows of: those that a program made, in
    /// order, then those that only the kernel holds.
    pub fn entries(&mut self) -> Vec<Entry> {
        self.look();
        self.table = table(self.diag.as_ref());
        let mut entries = Vec::new();
        let mut listed: Vec<&Row> = Vec::new();
        for id in self.ids() {
            let known = self.known(id);
            let is_open = self.descriptors.count(id) > 0;
            let row = self.row(id);
            if row.is_none() && !is_open || row.is_some_and(|row| listed.contains(&row)) {
                continue;
            }
            listed.extend(row);
            entries.push(Entry {
                owner: is_open.then_some(known.end),
                kind: known.kind,
                local: known.local,
                peer: row.map_or(known.peer, |row| row.peer),
                state: row.and_then(|row| row.state),
                unread: row.map_or(0, |row| row.unread),
                end_unread: row.is_some_and(|row| row.end_unread),
                unacknowledged: row.map_or(0, |row| row.unacknowledged),
            });
        }
        let numbers = self.numbers();
        let others = self.table.iter().filter(|row| !listed.contains(row));
        let others = others.filter(|row| belongs_to(row, &numbers));
        entries.extend(sorted(others.map(entry).collect()));
        entries
    }

    /// The addresses of all sockets so far.
    pub fn numbers(&self) -> Vec<Numbers> {
        let numbers = |known: &Known| Some((known.local?, known.peer));
        self.known.iter().filter_map(numbers).collect()
    }

    pub fn ids(&self) -> impl Iterator<Item = SocketId> + use<> {
        1..=self.known.len() as SocketId
    }

    pub fn known(&self, id: SocketId) -> &Known {
        &self.known[id as usize - 1]
    }

    /// By descriptor where there is one; by the four numbers where the kernel keeps the
    /// connection without one (TIME_WAIT, an orphan).
    pub fn row(&self, id: SocketId) -> Option<&Row> {
        let known = self.known(id);
        let own = self.table.iter().find(|row| row.inode == known.inode);
        own.or_else(|| self.by_numbers(known.local?, known.peer?))
    }

    pub fn by_numbers(&self, local: SocketAddr, peer: SocketAddr) -> Option<&Row> {
        let is =
            |row: &&Row| row.kind == Kind::Stream && row.local == local && row.peer == Some(peer);
        self.table.iter().find(is)
    }

    /// The newest socket with these numbers; a port can come back within a run.
    pub fn at(&self, local: SocketAddr, peer: SocketAddr) -> Option<&Known> {
        let is = |known: &&Known| known.local == Some(local) && known.peer == Some(peer);
        self.known.iter().rev().find(is)
    }
}

impl Known {
    fn new(inode: u64, end: End, kind: Kind) -> Known {
        Known {
            inode,
            end,
            kind,
            local: None,
            peer: None,
            sent: 0,
            received: 0,
            unread: 0,
            before: None,
            is_gone: false,
        }
    }
}
