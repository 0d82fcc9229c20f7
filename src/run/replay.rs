//! From a log to the run that it records, told again.

use super::outcome::Outcome;
use super::recorded;
use super::spec::Context;
use super::teller::Teller;
use crate::cli::values::LogFile;
use crate::narrate::Result;
use crate::narrate::problem::Logs;
use event::Event;
use event::log::{Unreadable, read};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::PathBuf;

/// Tells the whole log.
///
/// # Errors
/// If it is none, or cannot be read; nothing is told then.
pub fn replay(file: &LogFile, context: &Context) -> Result<Outcome> {
    let (path, events) = context.idly(|| match file {
        LogFile::Standard => (PathBuf::from("-"), read(io::stdin().lock())),
        LogFile::File(path) => (path.clone(), open(path)),
    })?;
    let events = events.map_err(|why| Logs::Unreadable { path, why })?;
    let mut teller = Teller::new(context, None)?;
    recorded::tell(&events, &mut teller)
}

fn open(path: &PathBuf) -> Result<Vec<Event>, Unreadable> {
    let file = File::open(path).map_err(|error| Unreadable::File(error.to_string()))?;
    read(BufReader::new(file))
}
