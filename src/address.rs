//! Where a run meets: an address that is free.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};

/// Where the lessons meet unless the person says otherwise: on this machine only.
pub const DEFAULT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 9999);

/// Another address of the same IP if this one is taken; None if it is free. Other failures
/// are left to the lesson: it will show them.
pub fn instead_of(address: SocketAddr, udp: bool) -> Option<SocketAddr> {
    match try_out(address, udp) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            try_out(SocketAddr::new(address.ip(), 0), udp).ok()
        }
        _ => None,
    }
}

fn try_out(address: SocketAddr, udp: bool) -> io::Result<SocketAddr> {
    match udp {
        true => UdpSocket::bind(address)?.local_addr(),
        false => TcpListener::bind(address)?.local_addr(),
    }
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
