//! What the kernel said of each socket when it was last asked.

use super::row::Row;
use event::Kind;
use std::collections::HashMap;
use std::net::SocketAddr;

/// The two addresses of one side of a connection, its own first.
pub type Side = (SocketAddr, SocketAddr);

#[derive(Default)]
pub struct Rows {
    /// Of a socket that a program has.
    by_inode: HashMap<u64, Row>,
    /// Of one side of a connection, also where the kernel keeps it without a descriptor
    /// (TIME_WAIT, an orphan), or where nobody has accepted it yet.
    by_side: HashMap<Side, Row>,
}

impl Rows {
    /// The socket with this inode; else what is left of the connection that it had.
    pub fn of(&self, inode: u64, side: Option<Side>) -> Option<&Row> {
        self.by_inode.get(&inode).or_else(|| self.side(side?))
    }

    /// Whether somebody has the socket with this inode.
    pub fn has(&self, inode: u64) -> bool {
        self.by_inode.contains_key(&inode)
    }

    pub fn side(&self, side: Side) -> Option<&Row> {
        self.by_side.get(&side)
    }

    /// Of what was said before about this socket and its connection, nothing holds any more.
    pub fn forget(&mut self, inode: u64, side: Option<Side>) {
        self.by_inode.remove(&inode);
        if let Some((local, peer)) = side {
            self.by_side.remove(&(local, peer));
            self.by_side.remove(&(peer, local));
        }
    }

    /// The kernel says this of the socket with that inode, or of its peer.
    pub fn learn(&mut self, inode: u64, row: Row) {
        if let (Kind::Stream, Some(peer)) = (row.kind, row.peer) {
            self.by_side.insert((row.local, peer), row.clone());
        }
        if row.inode == inode {
            self.by_inode.insert(inode, row);
        }
    }
}
