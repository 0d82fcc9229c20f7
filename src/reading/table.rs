//! A table: its last column is wrapped under itself.

use super::room::Room;
use crate::columns::{hanging, width};

/// The first row is the heading.
pub fn lines(rows: &[Vec<String>], room: Room) -> Vec<String> {
    let mut rows = rows.to_vec();
    if let Some(heading) = rows.first() {
        let under = heading.iter().map(|cell| "-".repeat(width(cell)));
        rows.insert(1, under.collect());
    }
    hanging(&rows, room.text)
}
