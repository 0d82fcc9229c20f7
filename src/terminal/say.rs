//! What the workbook says between the lines of a run: to a terminal in lines that it has
//! room for, broken between words; to a pipe as it is.

use crate::terminal::columns::{fill, room, room_for_errors};
use std::io::{self, Write};

pub fn say(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{}", fill(text, room()))
}

/// The same, on standard error. Where nobody can be told, nobody is.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", fill(text, room_for_errors()));
}
