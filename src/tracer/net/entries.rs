//! The table of sockets that a person sees.

use super::remains::{belongs_to, entry, sorted};
use super::row::Row;
use super::rows::Side;
use super::sockets::Sockets;
use event::Entry;
use std::collections::HashSet;

/// Every socket of these programs that the kernel knows of: those that a program made, in
/// order, then those that only the kernel holds.
pub fn entries(sockets: &mut Sockets) -> Vec<Entry> {
    sockets.look();
    let table = sockets.table();
    sockets.learn_all(&table);
    let mut entries = Vec::new();
    let mut listed: HashSet<(Side, u64)> = HashSet::new();
    let name = |row: &Row| ((row.local, row.peer.unwrap_or(row.local)), row.inode);
    for (id, known) in sockets.all() {
        let is_open = sockets.descriptors.count(id) > 0;
        let row = sockets.row(id);
        if row.is_none() && !is_open || row.is_some_and(|row| !listed.insert(name(row))) {
            continue;
        }
        let unix = sockets.unix(id);
        let unread = unix.as_ref().map_or(0, |_| known.unread);
        entries.push(Entry {
            owner: is_open.then_some(known.end),
            kind: known.kind,
            local: known.local,
            peer: row.map_or(known.peer, |row| row.peer),
            state: row.and_then(|row| row.state),
            unread: row.map_or(unread, |row| row.unread),
            end_unread: row.is_some_and(|row| row.end_unread),
            unacknowledged: row.map_or(0, |row| row.unacknowledged),
            unix,
        });
    }
    let numbers = sockets.numbers();
    let others = table.iter().filter(|row| !listed.contains(&name(row)));
    let others = others.filter(|row| belongs_to(row, &numbers));
    entries.extend(sorted(others.map(entry).collect()));
    entries
}
