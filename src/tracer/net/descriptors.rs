//! Which socket a descriptor of a process leads to, proc_pid_fd(5).

use super::row::existing;
use crate::ptrace::{Tid, duplicate};
use event::{Kind, SocketId};
use nix::sys::socket::{SockType, SockaddrStorage, getpeername, getsockname, getsockopt, sockopt};
use nix::sys::time::{TimeVal, TimeValLike};
use std::collections::HashMap;
use std::fs;
use std::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::AsRawFd;

/// The descriptors of all traced processes that lead to sockets.
#[derive(Default)]
pub struct Descriptors(HashMap<(Tid, i32), SocketId>);

impl Descriptors {
    pub fn set(&mut self, pid: Tid, fd: i32, id: SocketId) {
        self.0.insert((pid, fd), id);
    }

    /// The socket that a descriptor was last known to lead to, also when it is closed now.
    pub fn last_known(&self, pid: Tid, fd: i32) -> Option<SocketId> {
        self.0.get(&(pid, fd)).copied()
    }

    /// The process has closed this descriptor.
    pub fn closed(&mut self, pid: Tid, fd: i32) {
        self.0.remove(&(pid, fd));
    }

    /// The process has closed these descriptors. Gives back their sockets, each once, oldest first.
    pub fn closed_all(&mut self, pid: Tid, fds: &[i32]) -> Vec<SocketId> {
        let mut ids: Vec<SocketId> = (fds.iter())
            .filter_map(|fd| self.0.remove(&(pid, *fd)))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// A new process begins with the descriptors of its parent, fork(2).
    pub fn forked(&mut self, parent: Tid, child: Tid) {
        let of_parent = self.0.iter().filter(|((pid, _), _)| *pid == parent);
        let inherited: Vec<_> = of_parent.map(|((_, fd), id)| ((child, *fd), *id)).collect();
        self.0.extend(inherited);
    }

    /// Forgets the descriptors of the process that do not lead to their socket any more,
    /// FD_CLOEXEC. `inode` is the kernel's identity of a socket.
    pub fn recheck(&mut self, pid: Tid, inode: impl Fn(SocketId) -> u64) {
        self.0
            .retain(|(owner, fd), id| *owner != pid || inode_of(pid, *fd) == Some(inode(*id)));
    }

    /// The process is gone, and its descriptors with it. Gives back the sockets to which none
    /// is left.
    pub fn process_gone(&mut self, pid: Tid) -> Vec<SocketId> {
        let had = self.of_process(pid);
        self.0.retain(|(owner, _), _| *owner != pid);
        let mut left = had;
        left.retain(|id| self.count(*id) == 0);
        left
    }

    /// The sockets to which the process has a descriptor, each once, oldest first.
    pub fn of_process(&self, pid: Tid) -> Vec<SocketId> {
        let mine = self.0.iter().filter(|((owner, _), _)| *owner == pid);
        let mut ids: Vec<SocketId> = mine.map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// One descriptor that leads to this socket, and its process.
    pub fn any_of(&self, id: SocketId) -> Option<(Tid, i32)> {
        let mut found = self.0.iter().filter(|(_, other)| **other == id);
        found.next().map(|(descriptor, _)| *descriptor)
    }

    /// How many descriptors lead to this socket.
    pub fn count(&self, id: SocketId) -> usize {
        self.0.values().filter(|other| **other == id).count()
    }
}

/// The addresses of a socket and of its peer, as far as it has them; None where the system
/// does not let the socket be asked.
pub fn addresses((pid, fd): (Tid, i32)) -> Option<(Option<SocketAddr>, Option<SocketAddr>)> {
    let socket = duplicate(pid, fd)?;
    let inet = |address: SockaddrStorage| {
        let v4 = address.as_sockaddr_in();
        let v4 = v4.map(|address| SocketAddr::from(SocketAddrV4::from(*address)));
        let v6 = address.as_sockaddr_in6();
        existing(v4.or(v6.map(|address| SocketAddrV6::from(*address).into()))?)
    };
    let local = getsockname(socket.as_raw_fd()).ok().and_then(inet);
    let peer = getpeername(socket.as_raw_fd()).ok().and_then(inet);
    Some((local, peer))
}

/// The type of a socket, SO_TYPE.
pub fn kind_of(pid: Tid, fd: i32) -> Option<Kind> {
    Some(
        match getsockopt(&duplicate(pid, fd)?, sockopt::SockType).ok()? {
            SockType::Stream => Kind::Stream,
            SockType::Datagram => Kind::Datagram,
            SockType::Raw => Kind::Raw,
            other => Kind::Other(other as i32),
        },
    )
}

/// Whether receiving and sending give up after a while, SO_RCVTIMEO and SO_SNDTIMEO.
pub fn time_limits(pid: Tid, fd: i32) -> Option<(bool, bool)> {
    let socket = duplicate(pid, fd)?;
    let receive = getsockopt(&socket, sockopt::ReceiveTimeout).ok()?;
    let send = getsockopt(&socket, sockopt::SendTimeout).ok()?;
    let is_set = |time: TimeVal| time.num_microseconds() != 0;
    Some((is_set(receive), is_set(send)))
}

/// The kernel's own identity of the socket behind a descriptor.
pub fn inode_of(thread: Tid, fd: i32) -> Option<u64> {
    let link = link_of(thread, fd)?;
    let inode = link.strip_prefix("socket:[")?.strip_suffix(']')?;
    inode.parse().ok()
}

/// The descriptors of a thread from the first to the last that lead to sockets, in order.
pub fn sockets_of(thread: Tid, first: u32, last: u32) -> Vec<i32> {
    let names = fs::read_dir(format!("/proc/{thread}/fd"))
        .into_iter()
        .flatten()
        .flatten();
    let numbers = names.filter_map(|name| name.file_name().to_str()?.parse().ok());
    let is_in = |fd: &i32| u32::try_from(*fd).is_ok_and(|fd| (first..=last).contains(&fd));
    let mut sockets: Vec<i32> = numbers.filter(is_in).collect();
    sockets.retain(|fd| inode_of(thread, *fd).is_some());
    sockets.sort_unstable();
    sockets
}

/// What a descriptor leads to, proc_pid_fd(5). Of a thread, since a process whose main thread
/// has ended shows none, pthread_exit(3).
pub fn link_of(thread: Tid, fd: i32) -> Option<String> {
    let link = fs::read_link(format!("/proc/{thread}/fd/{fd}")).ok()?;
    Some(link.to_string_lossy().into_owned())
}
