//! The log: the whole record, one event a line of JSON, as `event::log` defines it, and
//! with each event the words that a person read. Other programs work with it, and a run
//! can be told again from it.
//!
//! Each line goes out at once and in one piece: a log that is cut short can be read up to
//! there. Nothing is said here that `narrate` does not say.

use super::form::Export;
use crate::narrate::{self, Narrator, Told};
use event::log::{Line, head, line};
use event::{Event, History};
use std::io::{self, Write};

/// A log that is written to `out`.
pub fn log<'a>(out: Box<dyn Write + 'a>) -> Box<dyn Export + 'a> {
    Box::new(Log {
        out,
        narrator: Narrator::default(),
        history: History::default(),
    })
}

struct Log<'a> {
    out: Box<dyn Write + 'a>,
    narrator: Narrator,
    /// The events before the one that is written.
    history: History,
}

impl Log<'_> {
    fn write(&mut self, line: String) -> io::Result<()> {
        self.out.write_all((line + "\n").as_bytes())?;
        self.out.flush()
    }

    /// The words of the event in one line; None where it is passed over in silence.
    fn told(&mut self, event: &Event) -> Option<String> {
        let told = match event {
            Event::Began(began) => {
                let (left, right) = narrate::title(began);
                joined([left, right])
            }
            Event::Remark(remark) => narrate::remark(remark),
            Event::Step(step) => {
                let Told {
                    notation,
                    state,
                    words,
                } = self.narrator.tell(step, &self.history);
                let state = state.map_or(String::new(), |state| state.to_string());
                joined([notation, state, words])
            }
            Event::Ended(verdict) => narrate::verdict(verdict, &self.history).join(" "),
        };
        let told = told.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        (!told.is_empty()).then_some(told)
    }
}

impl Export for Log<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.write(head())
    }

    fn event(&mut self, event: &Event) -> io::Result<()> {
        let told = self.told(event);
        self.history.note(event);
        let event = event.clone();
        let line = line(&Line { event, told });
        self.write(line?)
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// As they stand beside each other on a wide terminal.
fn joined<const N: usize>(parts: [String; N]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("  ")
}
