//! Errors for people: a line of what went wrong, and the exit code that belongs to it.

use crate::command::Misuse;
use std::io::{self, ErrorKind, Write};

pub const FAILED: u8 = 1;
/// What was typed is no command.
pub const MISUSED: u8 = 2;

/// Writes it to stderr; the answer to `--help` goes to stdout.
pub fn report(error: &anyhow::Error) {
    let closed = error.downcast_ref::<io::Error>();
    // The reader of a pipe has seen enough (`| head -3`): nobody is left to be told.
    if closed.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        return;
    }
    let _ = match error.downcast_ref::<Misuse>() {
        Some(misuse) if misuse.is_answer => writeln!(io::stdout(), "{misuse}"),
        _ => writeln!(io::stderr(), "{error:#}"),
    };
}

pub fn code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Misuse>() {
        Some(misuse) if misuse.is_answer => 0,
        Some(_) => MISUSED,
        None => FAILED,
    }
}
