//! Errors for people: a line of what went wrong, and the exit code that belongs to it.

use crate::command::Misuse;
use crate::say::{complain, say};
use std::io::{self, ErrorKind};

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
    match error.downcast_ref::<Misuse>() {
        Some(misuse) if misuse.is_answer => drop(say(&misuse.to_string())),
        _ => complain(&format!("{error:#}")),
    }
}

pub fn code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Misuse>() {
        Some(misuse) if misuse.is_answer => 0,
        Some(_) => MISUSED,
        None => FAILED,
    }
}
