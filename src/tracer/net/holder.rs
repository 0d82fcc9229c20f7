//! Which program holds an address, where the system tells.

use super::diag::Diag;
use super::row::Row;
use super::table::table;
use event::Kind;
use procfs::process::{FDTarget, Process, all_processes};
use std::net::SocketAddr;

/// The name and the process number of the program that holds this address. Processes of
/// other users show nothing.
pub fn holder_of(address: SocketAddr, kind: Kind) -> Option<(String, i32)> {
    let holds = |row: &&Row| {
        let same_ip = row.local.ip() == address.ip() || row.local.ip().is_unspecified();
        row.kind == kind && row.peer.is_none() && row.local.port() == address.port() && same_ip
    };
    let inode = table(Diag::open().as_ref()).iter().find(holds)?.inode;
    let has = |process: &Process| {
        let mut descriptors = process.fd().into_iter().flatten().flatten();
        descriptors.any(|fd| matches!(fd.target, FDTarget::Socket(socket) if socket == inode))
    };
    let mut processes = all_processes().ok()?.flatten();
    let process = processes.find(has)?;
    Some((process.stat().ok()?.comm, process.pid()))
}
