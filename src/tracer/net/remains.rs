//! What the kernel still keeps of sockets that no program has any more, or not yet.

use super::diag::Diag;
use super::row::Row;
use super::table::table;
use event::{Entry, Numbers};

/// What the kernel still keeps of sockets with these addresses after their programs.
pub fn remains(numbers: &[Numbers]) -> Vec<Entry> {
    let table = table(Diag::open().as_ref());
    let left = table.iter().filter(|row| belongs_to(row, numbers));
    sorted(left.map(entry).collect())
}

/// In a fixed order: the kernel lists them in none.
pub fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| (entry.local, entry.peer));
    entries
}

/// Whether the row is one side of a connection with these addresses, or waits to be accepted
/// at one of them.
pub fn belongs_to(row: &Row, numbers: &[Numbers]) -> bool {
    let Some(peer) = row.peer else {
        return false;
    };
    numbers.iter().any(|(local, other)| match other {
        Some(other) => [(row.local, peer), (peer, row.local)].contains(&(*local, *other)),
        None => row.waits_for_accept() && row.local == *local,
    })
}

/// A socket that no program has.
pub fn entry(row: &Row) -> Entry {
    Entry {
        owner: None,
        kind: row.kind,
        local: Some(row.local),
        peer: row.peer,
        state: row.state,
        unread: row.unread,
        end_unread: row.end_unread,
        unacknowledged: row.unacknowledged,
        unix: None,
    }
}
