//! The log: the whole record, one event a line of JSON, as `event::log` defines it, and
//! with each event the words that a person read. Other programs work with it, and a run
//! can be told again from it.
//!
//! Each line goes out at once and in one piece: a log that is cut short can be read up to
//! there. Nothing is said here that `narrate` does not say.

use super::form::Export;
use crate::narrate::Telling;
use event::Event;
use event::log::{Line, head, line};
use std::io::{self, Write};

/// A log that is written to `out`.
pub fn log<'a>(out: Box<dyn Write + 'a>) -> Box<dyn Export + 'a> {
    Box::new(Log { out })
}

struct Log<'a> {
    out: Box<dyn Write + 'a>,
}

impl Log<'_> {
    fn write(&mut self, line: String) -> io::Result<()> {
        self.out.write_all((line + "\n").as_bytes())?;
        self.out.flush()
    }
}

/// The words of the event in one line; None where it is passed over in silence.
fn in_one_line(telling: &Telling) -> Option<String> {
    let told = match telling {
        Telling::Began {
            title: (left, right),
            ..
        } => beside(&[left, right]),
        Telling::Remark(text) => text.clone(),
        Telling::Step { told, .. } => {
            let state = told.state.map_or(String::new(), |state| state.to_string());
            beside(&[&told.notation, &state, &told.words])
        }
        Telling::Ended(paragraphs) => paragraphs.join(" "),
    };
    let told = told.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    (!told.is_empty()).then_some(told)
}

impl Export for Log<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.write(head())
    }

    fn event(&mut self, event: &Event, telling: &Telling) -> io::Result<()> {
        let told = in_one_line(telling);
        let event = event.clone();
        let line = line(&Line { event, told });
        self.write(line?)
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// As they stand beside each other on a wide terminal.
fn beside(parts: &[&str]) -> String {
    let parts = parts.iter().copied().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("  ")
}
