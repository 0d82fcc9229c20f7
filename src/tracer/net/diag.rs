//! Asks the kernel about sockets, sock_diag(7): about one connection by its addresses, which
//! takes a microsecond, or about all, for which it goes through its whole table.
//!
//! Layouts from linux/netlink.h, linux/inet_diag.h. No privilege is needed; the answers are
//! about the network namespace in which the question is asked.

use super::netlink::{HEADER, NLM_F_REQUEST, SOCK_DIAG_BY_FAMILY, header, message, u32_at};
use super::row::Row;
use super::unix::{self, UnixRow};
use event::{Kind, TcpState};
use nix::sys::socket::{
    AddressFamily, MsgFlags, NetlinkAddr, SockFlag, SockProtocol, SockType, recv, sendto, socket,
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::fd::{AsRawFd, OwnedFd};
use std::time::Duration;

/// A connection to the kernel for such questions.
pub struct Diag(OwnedFd);

const REQUEST: usize = HEADER + 56;
/// `struct inet_diag_msg`.
const ANSWER: usize = 72;
/// As much as the kernel puts into one message of a dump, and more than it says of one socket.
const BUFFER: usize = 32 * 1024;
const SMALL_BUFFER: usize = 1024;

const NLM_F_DUMP: u16 = 0x300;
const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
/// For so long, tcp(7); `idiag_expires` is what is left of it.
const TIME_WAIT: Duration = Duration::from_secs(60);
const NO_COOKIE: [u8; 8] = [0xff; 8];
const INET_DIAG_INFO: u16 = 2;
/// Where `tcpi_notsent_bytes` and `tcpi_unacked` stand.
const NOT_SENT: usize = 144;
const NOT_ACKNOWLEDGED: usize = 24;

impl Diag {
    /// None where the kernel is built without it.
    pub fn open() -> Option<Diag> {
        let socket = socket(
            AddressFamily::Netlink,
            SockType::Raw,
            SockFlag::SOCK_CLOEXEC,
            SockProtocol::NetlinkSockDiag,
        );
        Some(Diag(socket.ok()?))
    }

    /// The side of a connection that has these addresses, or without a peer the socket that
    /// listens or is bound there.
    pub fn one(&self, kind: Kind, local: SocketAddr, peer: Option<SocketAddr>) -> Option<Row> {
        let request = request(kind, NLM_F_REQUEST, local, peer)?;
        let mut found = None;
        self.ask(&request, |body| found = row(body, kind).or(found.take()))?;
        // Where there is no such connection, the kernel answers with the listener.
        found.filter(|row| row.peer == peer)
    }

    /// How many bytes of this side of a TCP connection the kernel has not sent yet, although its
    /// program has, and how many segments are sent and not acknowledged: `struct tcp_info`.
    pub fn unsent(&self, local: SocketAddr, peer: SocketAddr) -> Option<(u32, u32)> {
        let mut request = request(Kind::Stream, NLM_F_REQUEST, local, Some(peer))?;
        request[HEADER + 2] = 1 << (INET_DIAG_INFO - 1);
        let fd = self.0.as_raw_fd();
        sendto(fd, &request, &NetlinkAddr::new(0, 0), MsgFlags::empty()).ok()?;
        let mut buffer = vec![0; BUFFER];
        let length = recv(fd, &mut buffer, MsgFlags::empty()).ok()?;
        let (kind, body, _) = message(&buffer[..length])?;
        let attributes = body.get(ANSWER..).filter(|_| kind == SOCK_DIAG_BY_FAMILY)?;
        let info = attribute(attributes, INET_DIAG_INFO)?;
        Some((u32_at(info, NOT_SENT)?, u32_at(info, NOT_ACKNOWLEDGED)?))
    }

    /// All sockets of this kind, over IPv4 and IPv6. None if the kernel does not answer.
    pub fn all(&self, kind: Kind) -> Option<Vec<Row>> {
        let mut rows = Vec::new();
        for any in [
            IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED),
        ] {
            let any = SocketAddr::new(any, 0);
            let request = request(kind, NLM_F_REQUEST | NLM_F_DUMP, any, None)?;
            self.ask(&request, |body| rows.extend(row(body, kind)))?;
        }
        Some(rows)
    }

    /// For how long this side of a connection has been in TIME_WAIT; None where it is not.
    pub fn time_wait(&self, local: SocketAddr, peer: SocketAddr) -> Option<Duration> {
        let request = request(Kind::Stream, NLM_F_REQUEST, local, Some(peer))?;
        let mut left = None;
        self.ask(&request, |body| {
            let is_it = row(body, Kind::Stream)
                .is_some_and(|row| row.state == Some(TcpState::TimeWait) && row.peer == Some(peer));
            left = u32_at(body, 52).filter(|_| is_it);
        })?;
        let left = Duration::from_millis(left?.into());
        Some(TIME_WAIT.saturating_sub(left))
    }

    /// The Unix socket with this inode.
    pub fn unix(&self, inode: u64) -> Option<UnixRow> {
        let mut found = None;
        self.ask(&unix::request(inode)?, |body| found = unix::row(body))?;
        found
    }

    fn ask(&self, request: &[u8], mut take: impl FnMut(&[u8])) -> Option<()> {
        let fd = self.0.as_raw_fd();
        sendto(fd, request, &NetlinkAddr::new(0, 0), MsgFlags::empty()).ok()?;
        let is_dump = request[6..8] != NLM_F_REQUEST.to_ne_bytes();
        let mut buffer = vec![0; if is_dump { BUFFER } else { SMALL_BUFFER }];
        loop {
            let length = recv(fd, &mut buffer, MsgFlags::empty()).ok()?;
            let mut rest = &buffer[..length];
            while let Some((kind_of_message, body, after)) = message(rest) {
                rest = after;
                match kind_of_message {
                    // Also where nothing is there, ENOENT.
                    NLMSG_ERROR | NLMSG_DONE => return Some(()),
                    _ => take(body),
                }
            }
            if !is_dump {
                return Some(());
            }
        }
    }
}

/// The value of the first attribute of this kind, `struct rtattr`.
fn attribute(mut bytes: &[u8], wanted: u16) -> Option<&[u8]> {
    loop {
        let number = |at| Some(u16::from_ne_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        let (length, kind) = (usize::from(number(0)?), number(2)?);
        if kind == wanted {
            return bytes.get(4..length);
        }
        bytes = bytes.get(length.max(4).next_multiple_of(4)..)?;
    }
}

/// `struct nlmsghdr` and `struct inet_diag_req_v2`.
fn request(kind: Kind, flags: u16, local: SocketAddr, peer: Option<SocketAddr>) -> Option<Vec<u8>> {
    let protocol = match kind {
        Kind::Stream => libc::IPPROTO_TCP,
        Kind::Datagram => libc::IPPROTO_UDP,
        Kind::SeqPacket | Kind::Raw | Kind::Other(_) => return None,
    };
    let family = if local.is_ipv4() {
        libc::AF_INET
    } else {
        libc::AF_INET6
    };
    let nobody = match local.ip() {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let peer = peer.unwrap_or(SocketAddr::new(nobody, 0));
    let mut bytes = header(REQUEST, flags);
    bytes.extend([family as u8, protocol as u8, 0, 0]);
    // In every state.
    bytes.extend(u32::MAX.to_ne_bytes());
    // The kernel looks up a datagram socket as the receiver of what comes from its peer, and
    // takes its own address for the destination: udp_diag_get_exact().
    let (source, destination) = if kind == Kind::Datagram && flags == NLM_F_REQUEST {
        (peer, local)
    } else {
        (local, peer)
    };
    bytes.extend(source.port().to_be_bytes());
    bytes.extend(destination.port().to_be_bytes());
    bytes.extend(octets(source.ip()));
    bytes.extend(octets(destination.ip()));
    bytes.extend([0; 4]);
    bytes.extend(NO_COOKIE);
    Some(bytes)
}

fn octets(ip: IpAddr) -> [u8; 16] {
    match ip {
        IpAddr::V4(ip) => {
            let mut all = [0; 16];
            all[..4].copy_from_slice(&ip.octets());
            all
        }
        IpAddr::V6(ip) => ip.octets(),
    }
}

/// `struct inet_diag_msg`.
fn row(body: &[u8], kind: Kind) -> Option<Row> {
    let body = body.get(..ANSWER)?;
    let is_v4 = i32::from(body[0]) == libc::AF_INET;
    let address = |port: usize, ip: usize| {
        let port = u16::from_be_bytes([body[port], body[port + 1]]);
        let octets: [u8; 16] = body[ip..ip + 16].try_into().ok()?;
        let ip = if is_v4 {
            IpAddr::V4(Ipv4Addr::new(octets[0], octets[1], octets[2], octets[3]))
        } else {
            IpAddr::V6(Ipv6Addr::from(octets))
        };
        Some(SocketAddr::new(ip, port))
    };
    Some(Row::new(
        kind,
        (kind == Kind::Stream).then(|| state(body[1])).flatten(),
        address(4, 8)?,
        address(6, 24)?,
        u32_at(body, 56)?,
        u32_at(body, 60)?,
        u32_at(body, 68)?.into(),
    ))
}

/// The numbers of net/tcp_states.h.
fn state(number: u8) -> Option<TcpState> {
    Some(match number {
        1 => TcpState::Established,
        2 => TcpState::SynSent,
        3 | 12 => TcpState::SynReceived,
        4 => TcpState::FinWait1,
        5 => TcpState::FinWait2,
        6 => TcpState::TimeWait,
        7 => TcpState::Closed,
        8 => TcpState::CloseWait,
        9 => TcpState::LastAck,
        10 => TcpState::Listen,
        11 => TcpState::Closing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::{TcpListener, TcpStream, UdpSocket};

    #[test]
    fn a_connection_and_its_listener_are_told_apart() {
        let diag = Diag::open().expect("this kernel has sock_diag");
        for any in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(listener) = TcpListener::bind(any) else {
                continue;
            };
            let here = listener.local_addr().expect("bound");
            let mut client = TcpStream::connect(here).expect("connected");
            client.write_all(b"hello").expect("sent");
            let there = client.local_addr().expect("bound");
            let waiting = diag
                .one(Kind::Stream, here, Some(there))
                .expect("not accepted yet");
            assert_eq!((waiting.unread, waiting.inode), (5, 0));
            assert_eq!(waiting.state, Some(TcpState::Established));
            let listening = diag.one(Kind::Stream, here, None).expect("a listener");
            assert_eq!(
                (listening.state, listening.unread),
                (Some(TcpState::Listen), 1)
            );
            assert_eq!(listening.unacknowledged, 0);
            let nobody = SocketAddr::new(here.ip(), there.port().wrapping_add(1));
            assert_eq!(diag.one(Kind::Stream, here, Some(nobody)), None);
            let all = diag.all(Kind::Stream).expect("an answer");
            assert!(all.contains(&waiting) && all.contains(&listening));
        }
    }

    #[test]
    fn a_datagram_socket_is_found_with_and_without_a_peer() {
        let diag = Diag::open().expect("this kernel has sock_diag");
        let bind = || UdpSocket::bind("127.0.0.1:0").expect("bound");
        let (one, other) = (bind(), bind());
        let here = one.local_addr().expect("bound");
        let there = other.local_addr().expect("bound");
        assert_eq!(
            diag.one(Kind::Datagram, here, None).map(|row| row.local),
            Some(here)
        );
        other.connect(here).expect("connected");
        let connected = diag
            .one(Kind::Datagram, there, Some(here))
            .expect("connected");
        assert_eq!((connected.local, connected.peer), (there, Some(here)));
        other.send(b"hello").expect("sent");
        assert!(
            diag.one(Kind::Datagram, here, None)
                .is_some_and(|row| row.unread > 0)
        );
    }

    #[test]
    fn what_waits_for_an_acknowledgement_is_not_sent() {
        let diag = Diag::open().expect("this kernel has sock_diag");
        let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
        let here = listener.local_addr().expect("bound");
        let client = TcpStream::connect(here).expect("connected");
        let there = client.local_addr().expect("bound");
        assert_eq!(diag.unsent(there, here).map(|(bytes, _)| bytes), Some(0));
        let nobody = SocketAddr::new(here.ip(), there.port().wrapping_add(1));
        assert_eq!(diag.unsent(nobody, there), None);
    }

    #[test]
    fn a_broken_answer_is_no_row() {
        assert_eq!(row(&[2; 71], Kind::Stream), None);
        assert_eq!(attribute(&[0; 8], 2), None);
        assert_eq!(attribute(&[40, 0, 2, 0, 1], 2), None);
        assert!(message(&[0; 15]).is_none());
        assert!(message(&[255; 40]).is_none());
        assert!(message(&[1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).is_none());
    }
}
