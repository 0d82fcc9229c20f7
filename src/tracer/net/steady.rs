//! The same ports in each run, where a program leaves it to the kernel to pick one, which picks
//! at random. Here the first connection of a run gets the first port of a list, the second the
//! second, and so on; sockets that are bound to port 0, or not at all, have a list of their own.
//!
//! Only with Linux 6.3, towards loopback addresses, and as long as the program has not chosen for
//! itself. Everywhere else nothing is touched.
//!
//! The program's socket is limited to the port for this one call, through a duplicate of its
//! descriptor. That no call fails for it is tried out before: nobody may hold the port, and no
//! connection may have these four numbers. One of an earlier run may still be in TIME_WAIT: the
//! kernel uses its numbers again when that is a second old, tcp(7), tcp_tw_reuse.

use super::diag::Diag;
use crate::ptrace::{Tid, duplicate, limit_local_port, local_ports};
use event::{Address, Kind, Request};
use nix::Result;
use nix::errno::Errno;
use nix::sys::socket::{
    AddressFamily, GetSockOpt, SetSockOpt, SockFlag, SockType, SockaddrIn, SockaddrIn6,
    SockaddrLike, SockaddrStorage, bind, connect, getsockname, getsockopt, setsockopt, socket,
    sockopt,
};
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::{AsRawFd, OwnedFd};
use std::time::Duration;

/// The first port for connections, the first for all else, and how many there are of each. A run
/// with more is none that anybody compares.
const CONNECTED: u16 = 50_001;
const BOUND: u16 = 51_001;
const MOST: u16 = 1_000;

/// So many in a row are tried out: strangers hold few ports.
const TRIED: usize = 20;

/// So old must a connection in TIME_WAIT be: the kernel's second, and the tick of its clock.
const OLD_ENOUGH: Duration = Duration::from_millis(1_000 + 20);

/// How many ports of each list were given.
#[derive(Default)]
pub struct Steady {
    connected: u16,
    bound: u16,
}

/// What is to be done before the call.
pub enum Port {
    /// The kernel picks one, as without the workbook.
    Any,
    /// This one, which can be had after so long.
    In(Duration, u16),
}

impl Steady {
    /// The port that this call gets, which is about a socket of this kind and process.
    pub fn port(&mut self, diag: &Diag, pid: Tid, fd: i32, kind: Kind, request: &Request) -> Port {
        let port = match (kind, request) {
            (Kind::Stream, Request::Connect(Address::Inet(peer))) => {
                self.for_connection(diag, pid, fd, *peer)
            }
            (Kind::Stream | Kind::Datagram, Request::Bind(Address::Inet(at))) if at.port() == 0 => {
                self.for_bound(pid, fd, kind, Some(*at))
            }
            // Who sends from no port gets one, udp(7).
            (Kind::Datagram, Request::Connect(to) | Request::Send { to: Some(to), .. })
                if is_near(to) =>
            {
                self.for_bound(pid, fd, kind, None)
            }
            _ => None,
        };
        port.map_or(Port::Any, |(wait, port)| Port::In(wait, port))
    }

    fn for_connection(
        &mut self,
        diag: &Diag,
        pid: Tid,
        fd: i32,
        peer: SocketAddr,
    ) -> Option<(Duration, u16)> {
        let ip = match peer.ip() {
            IpAddr::V4(ip) if ip.is_loopback() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_loopback() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            _ => return None,
        };
        free_to_choose(pid, fd)?;
        next(&mut self.connected, CONNECTED, |port| {
            let local = SocketAddr::new(ip, port);
            // From its own address to the same one, a socket is connected with itself.
            if port == peer.port() || !can_connect(local) {
                return None;
            }
            if diag.one(Kind::Stream, local, Some(peer)).is_none() {
                return Some(Duration::ZERO);
            }
            let age = diag.time_wait(local, peer).filter(|_| is_used_again());
            age.map(|age| OLD_ENOUGH.saturating_sub(age))
        })
    }

    fn for_bound(
        &mut self,
        pid: Tid,
        fd: i32,
        kind: Kind,
        at: Option<SocketAddr>,
    ) -> Option<(Duration, u16)> {
        let (socket, own) = free_to_choose(pid, fd)?;
        next(&mut self.bound, BOUND, |port| {
            let can_be_bound = can_bind(&socket, kind, at.unwrap_or(own), port);
            can_be_bound.then_some(Duration::ZERO)
        })
    }
}

/// The next port of a list that can be had, and after how long.
fn next(
    given: &mut u16,
    first: u16,
    can_be_had: impl Fn(u16) -> Option<Duration>,
) -> Option<(Duration, u16)> {
    let list = first + *given..first + MOST;
    for port in list.take(TRIED) {
        *given += 1;
        if let Some(wait) = can_be_had(port) {
            return Some((wait, port));
        }
    }
    None
}

/// Towards others a port stays as hard to guess as the kernel makes it.
fn is_near(to: &Address) -> bool {
    to.inet().is_some_and(|to| to.ip().is_loopback())
}

/// A duplicate of the socket and its address, if it is in our own network, has no port yet, and
/// nobody has limited its ports.
fn free_to_choose(pid: Tid, fd: i32) -> Option<(OwnedFd, SocketAddr)> {
    let socket = duplicate(pid, fd)?;
    let address: SockaddrStorage = getsockname(socket.as_raw_fd()).ok()?;
    let v4 = address.as_sockaddr_in();
    let v4 = v4.map(|address| SocketAddr::from(SocketAddrV4::from(*address)));
    let v6 = address.as_sockaddr_in6();
    let own = v4.or(v6.map(|address| SocketAddrV6::from(*address).into()))?;
    let network = |process: &str| fs::read_link(format!("/proc/{process}/ns/net")).ok();
    let is_free = own.port() == 0
        && local_ports(&socket) == Some(0)
        && network("self") == network(&pid.to_string());
    is_free.then_some((socket, own))
}

/// Whether the kernel would give this port to a connection with a peer of its own. It picks the
/// port before anything is sent, and nobody can listen at port 0.
fn can_connect(local: SocketAddr) -> bool {
    let try_it = || {
        let socket = like(local, SockType::Stream)?;
        limit_local_port(&socket, Some(local.port()))?;
        connect(socket.as_raw_fd(), &*without_port(local))
    };
    try_it() == Err(Errno::ECONNREFUSED)
}

/// Whether a socket like this one could be bound there, to this port.
fn can_bind(original: &OwnedFd, kind: Kind, at: SocketAddr, port: u16) -> bool {
    let kind = if kind == Kind::Stream {
        SockType::Stream
    } else {
        SockType::Datagram
    };
    let try_it = || {
        let socket = like(at, kind)?;
        same(original, &socket, sockopt::ReuseAddr)?;
        same(original, &socket, sockopt::ReusePort)?;
        if at.is_ipv6() {
            same(original, &socket, sockopt::Ipv6V6Only)?;
        }
        limit_local_port(&socket, Some(port))?;
        bind(socket.as_raw_fd(), &*without_port(at))
    };
    try_it().is_ok()
}

/// Gives one socket an option as another one has it.
fn same<O>(from: &OwnedFd, to: &OwnedFd, option: O) -> Result<()>
where
    O: SetSockOpt<Val = bool> + GetSockOpt<Val = bool> + Copy,
{
    setsockopt(to, option, &getsockopt(from, option)?)
}

fn like(address: SocketAddr, kind: SockType) -> Result<OwnedFd> {
    let family = if address.is_ipv4() {
        AddressFamily::Inet
    } else {
        AddressFamily::Inet6
    };
    socket(family, kind, SockFlag::SOCK_CLOEXEC, None)
}

fn without_port(mut address: SocketAddr) -> Box<dyn SockaddrLike> {
    address.set_port(0);
    match address {
        SocketAddr::V4(address) => Box::new(SockaddrIn::from(address)),
        SocketAddr::V6(address) => Box::new(SockaddrIn6::from(address)),
    }
}

/// Whether the kernel uses the numbers of a connection in TIME_WAIT again at all.
fn is_used_again() -> bool {
    let is_on = |name: &str| {
        let value = fs::read_to_string(format!("/proc/sys/net/ipv4/{name}"));
        value.is_ok_and(|value| value.trim() != "0")
    };
    is_on("tcp_tw_reuse") && is_on("tcp_timestamps")
}

/// Limits the socket to this port, or ends that.
pub fn limit(pid: Tid, fd: i32, port: Option<u16>) {
    if let Some(socket) = duplicate(pid, fd) {
        // Where that cannot be had, the kernel picks one.
        let _ = limit_local_port(&socket, port);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{TcpListener, UdpSocket};

    fn kernel_has_it() -> bool {
        let any: SocketAddr = "127.0.0.1:0".parse().expect("an address");
        let socket = like(any, SockType::Stream).expect("a socket");
        let has = local_ports(&socket).is_some();
        if !has {
            eprintln!("skipped: IP_LOCAL_PORT_RANGE needs Linux 6.3");
        }
        has
    }

    /// What a new socket of this process gets that is about to connect.
    fn port_of(steady: &mut Steady, socket: &OwnedFd, peer: SocketAddr) -> Option<u16> {
        let diag = Diag::open().expect("this kernel has sock_diag");
        let (pid, fd) = (Tid::this(), socket.as_raw_fd());
        let request = Request::Connect(Address::Inet(peer));
        match steady.port(&diag, pid, fd, Kind::Stream, &request) {
            Port::In(_, port) => Some(port),
            Port::Any => None,
        }
    }

    #[test]
    fn connections_get_ports_of_the_list_one_after_the_other() {
        if !kernel_has_it() {
            return;
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
        let peer = listener.local_addr().expect("bound");
        let mut steady = Steady::default();
        let mut last = CONNECTED - 1;
        for _ in 0..3 {
            let client = like(peer, SockType::Stream).expect("a socket");
            let fd = client.as_raw_fd();
            let port = port_of(&mut steady, &client, peer).expect("one of the list");
            assert!(port > last && port < CONNECTED + MOST);
            last = port;
            limit(Tid::this(), fd, Some(port));
            connect(fd, &SockaddrIn::new(127, 0, 0, 1, peer.port())).expect("connected");
            let own: SockaddrIn = getsockname(fd).expect("an address");
            assert_eq!(own.port(), port);
            limit(Tid::this(), fd, None);
            assert_eq!(local_ports(&client), Some(0));
        }
    }

    #[test]
    fn who_has_chosen_for_itself_is_left_alone() {
        if !kernel_has_it() {
            return;
        }
        let peer: SocketAddr = "127.0.0.1:9".parse().expect("an address");
        let far: SocketAddr = "192.0.2.1:9".parse().expect("an address");
        let socket = || like(peer, SockType::Stream).expect("a socket");
        let mut steady = Steady::default();
        let limited = socket();
        limit_local_port(&limited, Some(40_000)).expect("set");
        assert_eq!(port_of(&mut steady, &limited, peer), None);
        let bound = socket();
        bind(bound.as_raw_fd(), &SockaddrIn::new(127, 0, 0, 1, 0)).expect("bound");
        assert_eq!(port_of(&mut steady, &bound, peer), None);
        assert_eq!(port_of(&mut steady, &socket(), far), None, "not loopback");
        let itself = SocketAddr::new(peer.ip(), CONNECTED);
        assert_ne!(port_of(&mut steady, &socket(), itself), Some(CONNECTED));
    }

    #[test]
    fn a_socket_that_is_bound_to_port_0_gets_one_of_the_other_list_unless_it_is_taken() {
        if !kernel_has_it() {
            return;
        }
        let any: SocketAddr = "127.0.0.1:0".parse().expect("an address");
        let diag = Diag::open().expect("this kernel has sock_diag");
        let mut steady = Steady::default();
        let socket = like(any, SockType::Datagram).expect("a socket");
        let (pid, fd) = (Tid::this(), socket.as_raw_fd());
        let request = Request::Bind(Address::Inet(any));
        let Port::In(_, port) = steady.port(&diag, pid, fd, Kind::Datagram, &request) else {
            panic!("one of the list");
        };
        assert!((BOUND..BOUND + MOST).contains(&port));
        let other = UdpSocket::bind("127.0.0.1:0").expect("bound");
        let taken = other.local_addr().expect("bound").port();
        assert!(!can_bind(&socket, Kind::Datagram, any, taken));
    }
}
