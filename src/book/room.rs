//! How many columns there are for a page of the book.

use std::env;
use std::io::{self, IsTerminal};

/// Columns of a page's text: longer lines are hard to read.
const WIDEST: usize = 80;

#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub text: usize,
    /// What is not read as one long line may be wider: code, and the cells of a table.
    pub wide: usize,
    /// What stands out may do so by more than its words.
    pub is_styled: bool,
}

impl Room {
    /// Into a pipe or a file, what may be wide goes as it is.
    pub fn of_output() -> Room {
        let columns = textwrap::termwidth();
        let is_terminal = io::stdout().is_terminal();
        Room {
            text: columns.min(WIDEST),
            wide: if is_terminal { columns } else { usize::MAX },
            is_styled: is_terminal && wants_style(),
        }
    }

    /// What is left beside so many columns.
    pub fn beside(self, columns: usize) -> Room {
        Room {
            text: self.text.saturating_sub(columns),
            wide: self.wide.saturating_sub(columns),
            is_styled: self.is_styled,
        }
    }
}

/// Nobody has asked for bare text.
fn wants_style() -> bool {
    let is_bare = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !is_bare && env::var_os("TERM").is_some_and(|name| name != "dumb")
}
