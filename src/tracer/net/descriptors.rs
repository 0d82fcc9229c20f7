//! Which socket a descriptor of a process leads to, proc_pid_fd(5).

use super::row::existing;
use crate::ptrace::{Tid, duplicate};
use event::{Kind, SocketId};
use nix::sys::socket::{
    AddressFamily, SockType, SockaddrLike, SockaddrStorage, getpeername, getsockname, getsockopt,
    sockopt,
};
use nix::sys::time::{TimeVal, TimeValLike};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::AsRawFd;

/// The descriptors of all traced processes that lead to sockets.
#[derive(Default)]
pub struct Descriptors {
    sockets: BTreeMap<Descriptor, SocketId>,
    /// The same by socket.
    of_socket: HashMap<SocketId, HashSet<Descriptor>>,
}

/// A descriptor of a process.
pub type Descriptor = (Tid, i32);

impl Descriptors {
    /// Gives back the socket to which none is left, because this one led there before, dup2(2).
    pub fn set(&mut self, pid: Tid, fd: i32, id: SocketId) -> Option<SocketId> {
        let before = self.last_known(pid, fd).filter(|before| *before != id);
        let left = before.and_then(|_| self.closed(pid, fd));
        self.sockets.insert((pid, fd), id);
        self.of_socket.entry(id).or_default().insert((pid, fd));
        left
    }

    /// The socket that a descriptor was last known to lead to, also when it is closed now.
    pub fn last_known(&self, pid: Tid, fd: i32) -> Option<SocketId> {
        self.sockets.get(&(pid, fd)).copied()
    }

    /// The process has closed this descriptor. Gives back its socket if that was the last one.
    pub fn closed(&mut self, pid: Tid, fd: i32) -> Option<SocketId> {
        let id = self.sockets.remove(&(pid, fd))?;
        let others = self.of_socket.get_mut(&id)?;
        others.remove(&(pid, fd));
        let was_last = others.is_empty();
        was_last.then(|| {
            self.of_socket.remove(&id);
            id
        })
    }

    /// The process has closed these descriptors. Gives back their sockets, each once, oldest first.
    pub fn closed_all(&mut self, pid: Tid, fds: &[i32]) -> Vec<SocketId> {
        let known = fds.iter().filter_map(|fd| self.last_known(pid, *fd));
        let mut ids: Vec<SocketId> = known.collect();
        for fd in fds {
            self.closed(pid, *fd);
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// A new process begins with the descriptors of its parent, fork(2).
    pub fn forked(&mut self, parent: Tid, child: Tid) {
        for ((_, fd), id) in self.of(parent) {
            self.set(child, fd, id);
        }
    }

    /// Forgets the descriptors of the process that do not lead to their socket any more,
    /// FD_CLOEXEC. `inode` is the kernel's identity of a socket. Gives back the sockets to which
    /// none is left.
    pub fn recheck(&mut self, pid: Tid, inode: impl Fn(SocketId) -> Option<u64>) -> Vec<SocketId> {
        let mut all = self.of(pid);
        all.retain(|((_, fd), id)| inode_of(pid, *fd) != inode(*id));
        let left = all
            .into_iter()
            .filter_map(|((pid, fd), _)| self.closed(pid, fd));
        left.collect()
    }

    /// The process is gone, and its descriptors with it. Gives back the sockets to which none
    /// is left, oldest first.
    pub fn process_gone(&mut self, pid: Tid) -> Vec<SocketId> {
        let all = self.of(pid).into_iter();
        let left = all.filter_map(|((pid, fd), _)| self.closed(pid, fd));
        let mut left: Vec<SocketId> = left.collect();
        left.sort_unstable();
        left
    }

    pub fn has_any(&self, pid: Tid) -> bool {
        self.range(pid).next().is_some()
    }

    fn of(&self, pid: Tid) -> Vec<(Descriptor, SocketId)> {
        let mine = self.range(pid);
        mine.map(|(descriptor, id)| (*descriptor, *id)).collect()
    }

    fn range(&self, pid: Tid) -> impl Iterator<Item = (&Descriptor, &SocketId)> {
        self.sockets.range((pid, i32::MIN)..=(pid, i32::MAX))
    }

    /// One descriptor that leads to this socket, and its process.
    pub fn any_of(&self, id: SocketId) -> Option<Descriptor> {
        self.all_of(id).next()
    }

    /// All that lead to it, in no order.
    pub fn all_of(&self, id: SocketId) -> impl Iterator<Item = Descriptor> {
        self.of_socket.get(&id).into_iter().flatten().copied()
    }

    /// How many descriptors lead to this socket.
    pub fn count(&self, id: SocketId) -> usize {
        self.of_socket.get(&id).map_or(0, HashSet::len)
    }
}

/// The addresses of a socket and of its peer, as far as it has them; None where the system
/// does not let the socket be asked.
pub fn addresses((pid, fd): Descriptor) -> Option<(Option<SocketAddr>, Option<SocketAddr>)> {
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
            SockType::SeqPacket => Kind::SeqPacket,
            SockType::Raw => Kind::Raw,
            other => Kind::Other(other as i32),
        },
    )
}

/// Whether it is a Unix socket, which has no numbers of a network.
pub fn is_unix(pid: Tid, fd: i32) -> bool {
    let socket = duplicate(pid, fd);
    let address = socket.and_then(|socket| getsockname(socket.as_raw_fd()).ok());
    let family = address.and_then(|address: SockaddrStorage| address.family());
    family == Some(AddressFamily::Unix)
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
