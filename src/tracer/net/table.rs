//! The kernel's whole table of sockets: by sock_diag(7), else from `/proc/net/tcp`, proc(5).

use super::diag::Diag;
use super::row::Row;
use event::{Kind, TcpState};
use procfs::net::{self, TcpNetEntry, UdpNetEntry};

/// All TCP and UDP sockets, over IPv4 and IPv6. The kernel goes through its whole table for
/// it, which takes long: for one socket, ask [`Diag::one`].
pub fn table(diag: Option<&Diag>) -> Vec<Row> {
    let asked = |kind| diag.and_then(|diag| diag.all(kind));
    match (asked(Kind::Stream), asked(Kind::Datagram)) {
        (Some(streams), Some(datagrams)) => [streams, datagrams].concat(),
        _ => from_files(),
    }
}

/// The same as text, for a kernel without sock_diag(7). A file that cannot be read is empty:
/// a kernel may be built without IPv6.
fn from_files() -> Vec<Row> {
    let streams = [net::tcp(), net::tcp6()].into_iter().flatten().flatten();
    let datagrams = [net::udp(), net::udp6()].into_iter().flatten().flatten();
    streams.map(stream).chain(datagrams.map(datagram)).collect()
}

fn stream(entry: TcpNetEntry) -> Row {
    Row::new(
        Kind::Stream,
        Some(state(entry.state)),
        entry.local_address,
        entry.remote_address,
        entry.rx_queue,
        entry.tx_queue,
        entry.inode,
    )
}

fn datagram(entry: UdpNetEntry) -> Row {
    Row::new(
        Kind::Datagram,
        None,
        entry.local_address,
        entry.remote_address,
        entry.rx_queue,
        entry.tx_queue,
        entry.inode,
    )
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
