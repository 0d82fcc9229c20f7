//! The sockets of the programs that are followed: who is who, and what the kernel says of
//! each.
//!
//! A step costs as much as it changes: the kernel is asked about the sockets that calls are
//! about, their peers, and those that change without a call; never about all that ever were.
//! What is left of the others is forgotten in time: see `closed`.

use super::connections::{Connections, Made};
use super::descriptors::{Descriptors, addresses, inode_of, is_unix};
use super::diag::Diag;
use super::known::Known;
use super::row::Row;
use super::rows::Rows;
use super::unix::UnixRow;
use crate::ptrace::Tid;
use event::{Address, End, Kind, Request, SocketId, TcpState};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::SocketAddr;

pub struct Sockets {
    pub(super) known: BTreeMap<SocketId, Known>,
    /// The newest one so far.
    last: SocketId,
    pub(super) by_inode: HashMap<u64, SocketId>,
    pub connections: Connections,
    /// Those that listen, and where.
    pub(super) listeners: BTreeMap<SocketId, Address>,
    pub descriptors: Descriptors,
    pub(super) rows: Rows,
    /// Those that may change before the programs rest.
    pub(super) changing: BTreeSet<SocketId>,
    /// Those that the kernel was asked about since somebody has moved.
    pub(super) asked: BTreeSet<SocketId>,
    /// Told for the last time: no program has them any more.
    pub closed: Vec<SocketId>,
    /// None where the kernel cannot be asked about one socket.
    pub diag: Option<Diag>,
}

impl Default for Sockets {
    fn default() -> Sockets {
        Sockets {
            known: BTreeMap::new(),
            last: 0,
            by_inode: HashMap::new(),
            connections: Connections::default(),
            listeners: BTreeMap::new(),
            descriptors: Descriptors::default(),
            rows: Rows::default(),
            changing: BTreeSet::new(),
            asked: BTreeSet::new(),
            closed: Vec::new(),
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
        let id = self.by_inode.get(&inode).copied();
        let id = id.unwrap_or_else(|| {
            self.last += 1;
            let mut known = Known::new(inode, end, kind());
            known.unix = is_unix(pid, fd).then(UnixRow::default);
            self.known.insert(self.last, known);
            self.by_inode.insert(inode, self.last);
            self.last
        });
        let other = self.descriptors.set(pid, fd, id);
        self.closed(other);
        self.changes(id);
        Some(id)
    }

    /// execve(2) closes most descriptors of a process.
    pub fn recheck(&mut self, pid: Tid) {
        let known = &self.known;
        let inode = |id| known.get(&id).map(|known| known.inode);
        let left = self.descriptors.recheck(pid, inode);
        left.iter().for_each(|id| self.changes(*id));
        self.closed(left);
    }

    /// A call has moved so many bytes.
    pub fn returned(&mut self, id: SocketId, request: &Request, moved: u64) {
        let Some(known) = self.known.get_mut(&id) else {
            return;
        };
        if request.sends().is_some() {
            known.sent += moved;
        } else if request.is_receive() && !request.peeks() {
            known.received += moved;
            let moved = u32::try_from(moved).unwrap_or(u32::MAX);
            known.unread = known.unread.saturating_sub(moved);
        }
    }

    /// connect(2) begins, or has failed. Until it has succeeded, getpeername(2) tells no peer, and
    /// the kernel lists the socket with that peer all the same (SYN_SENT).
    pub fn tries(&mut self, id: SocketId, peer: Option<Address>) {
        let known = self.known.get_mut(&id);
        let Some(known) = known.filter(|known| known.tries != peer) else {
            return;
        };
        known.tries = peer;
        if known.tries.is_none() && known.kind != Kind::Datagram {
            known.peer = None;
            self.connections.forget(id);
        }
    }

    /// accept(2) has made this socket, of a connection with this peer. The kernel does not say any
    /// more whose it was if it is broken off already.
    pub fn accepted(&mut self, id: SocketId, peer: Option<SocketAddr>) {
        if let Some(known) = self.known.get_mut(&id) {
            known.made = Made::Accepted;
            known.peer = peer.or(known.peer);
        }
    }

    /// A call is about this socket, or a program that had it is gone.
    pub fn changes(&mut self, id: SocketId) {
        self.changing.insert(id);
    }

    /// These are told for the last time: no program has them any more.
    pub fn closed(&mut self, ids: impl IntoIterator<Item = SocketId>) {
        for id in ids {
            if let Some(known) = self.known.get_mut(&id) {
                known.is_closed = true;
                self.closed.push(id);
                self.connections.closed(id);
                self.listens_no_more(id);
            }
        }
    }

    /// What waits at its address can be accepted only if another socket listens there.
    fn listens_no_more(&mut self, id: SocketId) {
        if let Some(here) = self.listeners.remove(&id)
            && !self.listeners.values().any(|other| *other == here)
        {
            self.connections.abandon(|at| reaches(&here, at));
        }
    }

    /// Nothing can be told of it any more.
    pub fn forget(&mut self, id: SocketId) {
        let Some(known) = self.known.remove(&id) else {
            return;
        };
        let side = known.local.zip(known.peer);
        let side = side.filter(|_| self.connections.is_newest(id));
        self.rows.forget(known.inode, side);
        self.by_inode.remove(&known.inode);
        self.connections.forget(id);
    }

    /// Asks the kernel anew about every socket that may have changed, and about its peer.
    pub fn look(&mut self) {
        let mut to_ask = self.changing.clone();
        while let Some(id) = to_ask.pop_first() {
            if self.ask(id).is_none() {
                self.learn_all(&self.table());
                return;
            }
            let Some(peer) = self.peer_of(id) else {
                continue;
            };
            let is_new = self.changing.insert(peer);
            if self.is_tcp(peer) {
                // It was asked about with this one.
                to_ask.remove(&peer);
            } else if is_new {
                to_ask.insert(peer);
            }
        }
    }

    /// Asks about one socket, and about the other side of its connection. None if that cannot be
    /// done, or if its address is not known.
    fn ask(&mut self, id: SocketId) -> Option<()> {
        let diag = self.diag.as_ref()?;
        self.asked.insert(id);
        let Some(known) = self.known.get(&id) else {
            return Some(());
        };
        if known.unix.is_some() {
            self.ask_unix(id);
            return Some(());
        }
        if !matches!(known.kind, Kind::Stream | Kind::Datagram) {
            return Some(());
        }
        let (mut local, mut peer) = (known.local, known.peer);
        if (local.is_none() || peer.is_none())
            && let Some(descriptor) = self.descriptors.any_of(id)
        {
            let now = addresses(descriptor)?;
            let is_stream = known.kind == Kind::Stream;
            let tries = known.tries.as_ref().and_then(Address::inet);
            let tries = tries.filter(|_| is_stream);
            (local, peer) = (now.0.or(local), now.1.or(peer).or(tries));
        }
        let Some(local) = local else {
            return Some(());
        };
        // One that was broken off before its accept is not listed.
        let is_accepted = known.made == Made::Accepted;
        let own = diag.one(known.kind, local, peer);
        let peer = peer.filter(|_| known.kind == Kind::Stream);
        let other = peer.and_then(|peer| diag.one(known.kind, peer, Some(local)));
        self.rows
            .forget(known.inode, peer.map(|peer| (local, peer)));
        if let Some(known) = self.known.get_mut(&id).filter(|_| is_accepted) {
            (known.local, known.peer) = (Some(local), peer);
        }
        let rows = own.into_iter().chain(other);
        if let Some(peer) = self.peer_of(id).filter(|peer| self.is_tcp(*peer)) {
            self.asked.insert(peer);
            if let Some(known) = self.known.get(&peer) {
                self.rows.forget(known.inode, None);
            }
            self.learn(peer, rows.clone());
        }
        self.learn(id, rows);
        Some(())
    }

    fn is_tcp(&self, id: SocketId) -> bool {
        self.known(id)
            .is_some_and(|known| known.kind == Kind::Stream && known.unix.is_none())
    }

    fn learn(&mut self, id: SocketId, rows: impl Iterator<Item = Row>) {
        let Some(known) = self.known.get_mut(&id) else {
            return;
        };
        for row in rows {
            if row.inode == known.inode {
                known.local = Some(row.local);
                known.peer = row.peer.or(known.peer);
                known.unread = row.unread;
                known.state = row.state;
            }
            self.rows.learn(known.inode, row);
        }
        if known.state == Some(TcpState::Listen)
            && let Some(local) = known.local
        {
            self.listeners.insert(id, Address::Inet(local));
        }
        if let Some(side) = known.local.zip(known.peer) {
            let to = Address::Inet(side.1);
            let listeners = &self.listeners;
            let is_listener = |at| known.kind == Kind::Stream && reaches(at, &to);
            let waits_at = || listeners.values().any(is_listener).then(|| to.clone());
            let named = (known.kind, side);
            self.connections
                .has_numbers(id, named, known.made, waits_at);
        }
    }

    /// Learns about all known sockets what the kernel's whole table says.
    pub fn learn_all(&mut self, table: &[Row]) {
        self.rows = Rows::default();
        for row in table {
            if let Some(id) = self.by_inode.get(&row.inode).copied() {
                self.learn(id, [row.clone()].into_iter());
            }
        }
        // What has no descriptor, or one of a program that is not followed.
        for row in table {
            if let Some(peer) = row.peer
                && self.connections.is_known((row.kind, (row.local, peer)))
            {
                self.rows.learn(0, row.clone());
            }
        }
        self.asked.extend(self.known.keys());
    }

    /// The programs are at rest. `unrest` are the sockets that may change all the same.
    pub fn rest(&mut self, unrest: &[SocketId]) {
        let mut changing = std::mem::take(&mut self.changing);
        changing.retain(|id| unrest.contains(id) || self.has_a_stranger(*id));
        self.changing = changing;
    }

    /// Whether the other side of this open connection is in hands that are not followed, or in
    /// nobody's yet: that side can change at any time.
    fn has_a_stranger(&self, id: SocketId) -> bool {
        let is_open = |known: &Known| known.kind == Kind::Stream && !known.is_closed;
        let side = self.side(id);
        self.known(id).is_some_and(is_open) && side.is_some() && self.other(id).is_none()
    }

    /// Somebody is about to move: what is so now is from then on what was so before.
    pub fn remember(&mut self) {
        for id in std::mem::take(&mut self.asked) {
            let state = self.state(id);
            if let Some(known) = self.known.get_mut(&id) {
                known.before = state;
                known.unix_before.clone_from(&known.unix);
            }
        }
    }

    /// The state of the socket before the last move.
    pub fn before(&self, id: SocketId) -> Option<TcpState> {
        self.known(id)?.before
    }

    pub(super) fn state(&self, id: SocketId) -> Option<TcpState> {
        let known = self.known(id)?;
        let gone = known.kind == Kind::Stream && known.peer.is_some();
        match self.row(id) {
            Some(row) => row.state,
            None => gone.then_some(TcpState::Closed),
        }
    }
}

/// Whether a socket with this address gets what goes to that one. It may have all addresses of
/// the machine: then its port decides.
pub fn reaches(local: &Address, to: &Address) -> bool {
    match (local.inet(), to.inet()) {
        (Some(local), Some(to)) if local.ip().is_unspecified() => to.port() == local.port(),
        _ => local == to,
    }
}
