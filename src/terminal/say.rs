//! What the workbook says between the lines of a run: to a terminal in lines that it has
//! room for, broken between words; to a pipe as it is. A name or a word of a stranger may stand
//! in it: whatever could drive the terminal is escaped, also where nobody thought of it before.

use crate::terminal::columns::{fill, room, room_for_errors};
use crate::terminal::escape::lines;
use std::io::{self, Write};

pub fn say(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{}", fill(&lines(text), room()))
}

/// The same, on standard error. Where nobody can be told, nobody is.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", fill(&lines(text), room_for_errors()));
}
