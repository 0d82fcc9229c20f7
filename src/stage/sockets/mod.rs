//! The sockets of the pair: who is who, what the kernel says of each, and whether
//! anything is still on its way between them.

mod unrest;

use super::causes::Causes;
use super::kernel::{self, Row};
use crate::call::{End, Family, Kind, Opt, OptValue, Request, Socket, SocketId, TcpState};
use crate::present::{Entry, Numbers};
use crate::trace::Tid;
use std::collections::HashMap;
use std::fs;
use std::net::SocketAddr;
use std::time::Duration;

pub use unrest::Unrest;

#[derive(Default)]
pub struct Sockets {
    known: Vec<Known>,
    /// Which socket a descriptor of a process leads to.
    descriptors: HashMap<(Tid, i32), SocketId>,
    table: Vec<Row>,
    /// Some socket of the pair may use IPv6.
    ipv6: bool,
}

/// What is remembered of a socket beyond the kernel's table, also when it has left that.
struct Known {
    inode: u64,
    end: End,
    kind: Kind,
    local: Option<SocketAddr>,
    peer: Option<SocketAddr>,
    /// Whether a read gives up after a while (SO_RCVTIMEO).
    receive_timeout: bool,
    /// Bytes that calls on it have sent and received.
    sent: u64,
    received: u64,
    /// Bytes that waited to be read when the kernel last listed it.
    unread: u32,
}

impl Sockets {
    /// The socket behind a descriptor, by the kernel's own identity of it.
    pub fn identify(&mut self, pid: Tid, fd: i32, end: End, kind: Kind) -> Option<SocketId> {
        let inode = inode_of(pid, fd)?;
        let id = match self.known.iter().position(|known| known.inode == inode) {
            Some(index) => index as SocketId + 1,
            None => {
                self.known.push(Known {
                    inode,
                    end,
                    kind,
                    local: None,
                    peer: None,
                    receive_timeout: false,
                    sent: 0,
                    received: 0,
                    unread: 0,
                });
                self.known.len() as SocketId
            }
        };
        self.descriptors.insert((pid, fd), id);
        Some(id)
    }

    /// A socket of this family was made: its table has to be looked at too.
    pub fn uses(&mut self, family: Family) {
        self.ipv6 |= family == Family::Inet6;
    }

    /// The socket that a descriptor was last known to lead to, also when it is closed now.
    pub fn last_known(&self, pid: Tid, fd: i32) -> Option<SocketId> {
        self.descriptors.get(&(pid, fd)).copied()
    }

    /// The process has closed this descriptor.
    pub fn closed(&mut self, pid: Tid, fd: i32) {
        self.descriptors.remove(&(pid, fd));
    }

    /// The process is gone, and its descriptors with it. Gives back the sockets to which
    /// none is left.
    pub fn process_gone(&mut self, pid: Tid) -> Vec<SocketId> {
        let had: Vec<SocketId> = self.of_process(pid);
        self.descriptors.retain(|(owner, _), _| *owner != pid);
        had.into_iter()
            .filter(|id| self.descriptors_of(*id) == 0)
            .collect()
    }

    /// Forgets the descriptors of the process that are closed now (FD_CLOEXEC).
    pub fn recheck(&mut self, pid: Tid) {
        let known = &self.known;
        self.descriptors.retain(|(owner, fd), id| {
            *owner != pid || inode_of(pid, *fd) == Some(known[*id as usize - 1].inode)
        });
    }

    /// A new process begins with the descriptors of its parent, fork(2).
    pub fn forked(&mut self, parent: Tid, child: Tid) {
        let inherited: Vec<_> = self
            .descriptors
            .iter()
            .filter(|((pid, _), _)| *pid == parent)
            .map(|((_, fd), id)| ((child, *fd), *id))
            .collect();
        self.descriptors.extend(inherited);
    }

    pub fn has_any(&self, pid: Tid) -> bool {
        !self.of_process(pid).is_empty()
    }

    fn of_process(&self, pid: Tid) -> Vec<SocketId> {
        let mine = self
            .descriptors
            .iter()
            .filter(|((owner, _), _)| *owner == pid);
        let mut ids: Vec<SocketId> = mine.map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn descriptors_of(&self, id: SocketId) -> usize {
        self.descriptors
            .values()
            .filter(|other| **other == id)
            .count()
    }

    /// A call has moved data or set an option.
    pub fn returned(&mut self, id: SocketId, request: &Request, value: i64) {
        let known = &mut self.known[id as usize - 1];
        match request {
            Request::Send { .. } => known.sent += value as u64,
            Request::Receive { peek: false, .. } => known.received += value as u64,
            Request::SetOption {
                option: Opt::ReceiveTimeout,
                value,
            } => {
                known.receive_timeout = *value != OptValue::Time(Duration::ZERO);
            }
            _ => {}
        }
    }

    /// Whether a read from this socket gives up by itself.
    pub fn has_receive_timeout(&self, id: SocketId) -> bool {
        self.known[id as usize - 1].receive_timeout
    }

    /// Reads the kernel's table anew.
    pub fn look(&mut self) {
        self.table = kernel::table(false);
        if self.ipv6 {
            self.table.extend(kernel::table(true));
        }
        for known in &mut self.known {
            if let Some(row) = self.table.iter().find(|row| row.inode == known.inode) {
                known.local = Some(row.local);
                known.peer = row.peer.or(known.peer);
                known.unread = row.unread;
            }
        }
    }

    /// The socket as the table shows it now.
    pub fn view(&self, id: SocketId, causes: &Causes) -> Socket {
        let known = &self.known[id as usize - 1];
        let four = known.local.zip(known.peer);
        let row = self.row(id);
        let peer_row = four.and_then(|(local, peer)| self.by_numbers(peer, local));
        let gone = (known.kind == Kind::Stream && known.peer.is_some()).then_some(TcpState::Closed);
        Socket {
            id,
            kind: known.kind,
            local: known.local,
            peer: known.peer,
            state: match row {
                Some(row) => row.state,
                None => gone,
            },
            peer_state: peer_row.and_then(|row| row.state),
            peer_end: four.and_then(|(local, peer)| Some(self.at(peer, local)?.end)),
            descriptors: self.descriptors_of(id),
            unread: row.map_or(known.unread, |row| row.unread),
            first_fin: four.and_then(|(local, peer)| causes.first_fin(local, peer)),
        }
    }

    /// Every socket of the pair that the kernel knows of: those that a program made, in
    /// order, then those that only the kernel holds.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut listed: Vec<&Row> = Vec::new();
        for (index, known) in self.known.iter().enumerate() {
            let id = index as SocketId + 1;
            let is_open = self.descriptors_of(id) > 0;
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
        let others = others.filter(|row| row.belongs_to(&numbers));
        let mut others: Vec<Entry> = others.map(Row::entry).collect();
        // The kernel lists them in no order.
        others.sort_by_key(|entry| (entry.local, entry.peer));
        entries.extend(others);
        entries
    }

    /// The addresses of all sockets so far.
    pub fn numbers(&self) -> Vec<Numbers> {
        let known = self.known.iter();
        known
            .filter_map(|known| Some((known.local?, known.peer)))
            .collect()
    }

    /// By descriptor where there is one; by the four numbers where the kernel keeps the
    /// connection without one (TIME_WAIT, an orphan).
    fn row(&self, id: SocketId) -> Option<&Row> {
        let known = &self.known[id as usize - 1];
        let own = self.table.iter().find(|row| row.inode == known.inode);
        own.or_else(|| self.by_numbers(known.local?, known.peer?))
    }

    fn by_numbers(&self, local: SocketAddr, peer: SocketAddr) -> Option<&Row> {
        let is =
            |row: &&Row| row.kind == Kind::Stream && row.local == local && row.peer == Some(peer);
        self.table.iter().find(is)
    }

    /// The newest socket with these numbers; a port can come back within a run.
    fn at(&self, local: SocketAddr, peer: SocketAddr) -> Option<&Known> {
        let is = |known: &&Known| known.local == Some(local) && known.peer == Some(peer);
        self.known.iter().rev().find(is)
    }
}

/// What the kernel still keeps of sockets with these addresses after their programs.
pub fn remains(numbers: &[Numbers]) -> Vec<Entry> {
    let table = [kernel::table(false), kernel::table(true)].concat();
    let left = table.iter().filter(|row| row.belongs_to(numbers));
    let mut left: Vec<Entry> = left.map(Row::entry).collect();
    // The kernel lists them in no order.
    left.sort_by_key(|entry| (entry.local, entry.peer));
    left
}

impl Row {
    /// Whether it is one side of a connection with these addresses, or waits to be
    /// accepted at one of them.
    fn belongs_to(&self, numbers: &[Numbers]) -> bool {
        let Some(peer) = self.peer else {
            return false;
        };
        numbers.iter().any(|(local, other)| match other {
            Some(other) => [(self.local, peer), (peer, self.local)].contains(&(*local, *other)),
            None => {
                let is_open = matches!(
                    self.state,
                    Some(TcpState::Established | TcpState::CloseWait | TcpState::SynReceived)
                );
                is_open && self.inode == 0 && self.local == *local
            }
        })
    }

    fn entry(&self) -> Entry {
        Entry {
            owner: None,
            kind: self.kind,
            local: Some(self.local),
            peer: self.peer,
            state: self.state,
            unread: self.unread,
            end_unread: self.end_unread,
            unacknowledged: self.unacknowledged,
        }
    }
}

fn inode_of(pid: Tid, fd: i32) -> Option<u64> {
    let link = link_of(pid, fd)?;
    link.strip_prefix("socket:[")?
        .strip_suffix(']')?
        .parse()
        .ok()
}

/// What a descriptor leads to, proc_pid_fd(5).
pub fn link_of(pid: Tid, fd: i32) -> Option<String> {
    let link = fs::read_link(format!("/proc/{pid}/fd/{fd}")).ok()?;
    Some(link.to_string_lossy().into_owned())
}
