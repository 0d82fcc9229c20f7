//! Where a run meets: an address that is free.

use crate::lesson::catalogue::Transport;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};

/// Where the lessons meet unless the person says otherwise: on this machine only.
pub const DEFAULT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 9999);

/// An address of this machine that nobody has used lately. A program that does not ask for its
/// port back at once (SO_REUSEADDR) cannot have one that another run has just left.
pub fn fresh(transport: Transport) -> Option<SocketAddr> {
    try_out(SocketAddr::new(DEFAULT.ip(), 0), transport)?.ok()
}

/// Another address of the same IP if this one is taken; None if it is free or nobody
/// meets there. Other failures are left to the lesson: it will show them.
pub fn instead_of(address: SocketAddr, transport: Transport) -> Option<SocketAddr> {
    match try_out(address, transport)? {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            try_out(SocketAddr::new(address.ip(), 0), transport)?.ok()
        }
        _ => None,
    }
}

fn try_out(address: SocketAddr, transport: Transport) -> Option<io::Result<SocketAddr>> {
    Some(match transport {
        Transport::None => return None,
        Transport::Tcp => TcpListener::bind(address).and_then(|socket| socket.local_addr()),
        Transport::Udp => UdpSocket::bind(address).and_then(|socket| socket.local_addr()),
    })
}

/// Where a client finds a server that listens on this address: a server may listen on all
/// addresses of its machine (0.0.0.0), a client needs one of them.
pub fn for_client(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
