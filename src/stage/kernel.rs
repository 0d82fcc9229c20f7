//! The kernel's own table of sockets, proc(5), `/proc/net/tcp`: addresses, states and queues.

use crate::call::{Kind, TcpState};
use crate::catalogue::Transport;
use procfs::net::{self, TcpNetEntry, UdpNetEntry};
use procfs::process::{FDTarget, Process, all_processes};
use std::net::SocketAddr;

/// One socket as the kernel lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    pub local: SocketAddr,
    /// None while the socket has no peer.
    pub peer: Option<SocketAddr>,
    pub state: Option<TcpState>,
    /// Bytes that the peer has not acknowledged.
    pub unacknowledged: u32,
    /// Bytes that nobody has read; on a listener, connections that wait to be accepted; on a
    /// UDP socket, the memory that its datagrams take.
    pub unread: u32,
    /// The peer's FIN has arrived, and no read has returned 0 yet.
    pub end_unread: bool,
    /// 0 where no descriptor leads to the socket: not accepted yet, or closed already.
    pub inode: u64,
}

/// All TCP and UDP sockets of this machine, over IPv4 or IPv6. The kernel goes through
/// its whole table each time, which takes about a millisecond for each of the two.
///
/// A table that cannot be read is empty: a kernel may be built without IPv6.
pub fn table(ipv6: bool) -> Vec<Row> {
    let (tcp, udp) = match ipv6 {
        true => (net::tcp6(), net::udp6()),
        false => (net::tcp(), net::udp()),
    };
    let tcp = tcp.into_iter().flatten().map(Row::from);
    let udp = udp.into_iter().flatten().map(Row::from);
    tcp.chain(udp).collect()
}

/// Which program holds this address: its name and its process number, where the system
/// tells. Processes of other users show nothing.
pub fn holder_of(address: SocketAddr, transport: Transport) -> Option<(String, i32)> {
    let kind = match transport {
        Transport::Udp => Kind::Datagram,
        Transport::Tcp | Transport::None => Kind::Stream,
    };
    let holds = |row: &&Row| {
        let same_ip = row.local.ip() == address.ip() || row.local.ip().is_unspecified();
        row.kind == kind && row.peer.is_none() && row.local.port() == address.port() && same_ip
    };
    let both = [table(false), table(true)].concat();
    let inode = both.iter().find(holds)?.inode;
    let has = |process: &Process| {
        let mut descriptors = process.fd().into_iter().flatten().flatten();
        descriptors.any(|fd| matches!(fd.target, FDTarget::Socket(socket) if socket == inode))
    };
    let mut processes = all_processes().ok()?.flatten();
    let process = processes.find(has)?;
    Some((process.stat().ok()?.comm, process.pid()))
}

impl From<TcpNetEntry> for Row {
    /// The kernel counts a FIN as one byte, in either queue: it has a sequence number,
    /// RFC 9293, section 3.4.
    fn from(entry: TcpNetEntry) -> Row {
        use TcpState::{CloseWait, Closing, FinWait1, LastAck};
        let state = state(entry.state);
        let end_unread = matches!(state, CloseWait | LastAck | Closing) && entry.rx_queue > 0;
        let sends_end = matches!(state, FinWait1 | LastAck | Closing) && entry.tx_queue > 0;
        Row {
            kind: Kind::Stream,
            local: canonical(entry.local_address),
            peer: peer(entry.remote_address),
            state: Some(state),
            unacknowledged: entry.tx_queue - u32::from(sends_end),
            unread: entry.rx_queue - u32::from(end_unread),
            end_unread,
            inode: entry.inode,
        }
    }
}

impl From<UdpNetEntry> for Row {
    fn from(entry: UdpNetEntry) -> Row {
        Row {
            kind: Kind::Datagram,
            local: canonical(entry.local_address),
            peer: peer(entry.remote_address),
            state: None,
            unacknowledged: entry.tx_queue,
            unread: entry.rx_queue,
            end_unread: false,
            inode: entry.inode,
        }
    }
}

fn peer(address: SocketAddr) -> Option<SocketAddr> {
    (address.port() != 0).then(|| canonical(address))
}

/// An IPv4 address as such also where an IPv6 socket shows it as `::ffff:127.0.0.1`.
pub fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

fn state(state: net::TcpState) -> TcpState {
    match state {
        net::TcpState::Established => TcpState::Established,
        net::TcpState::SynSent => TcpState::SynSent,
        net::TcpState::SynRecv | net::TcpState::NewSynRecv => TcpState::SynReceived,
        net::TcpState::FinWait1 => TcpState::FinWait1,
        net::TcpState::FinWait2 => TcpState::FinWait2,
        net::TcpState::TimeWait => TcpState::TimeWait,
        net::TcpState::Close => TcpState::Closed,
        net::TcpState::CloseWait => TcpState::CloseWait,
        net::TcpState::LastAck => TcpState::LastAck,
        net::TcpState::Listen => TcpState::Listen,
        net::TcpState::Closing => TcpState::Closing,
    }
}
