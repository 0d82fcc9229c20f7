//! One lane: the reference form of a transcript, time running down. It is what a pipe
//! gets, what the snapshots hold and what the book shows.

use super::entry::Entry;
use super::headings::{Heading, Headings, Said};
use super::ink::Ink;
use super::line::{Line, put_state};
use crate::terminal::columns::{cut, wrap};
use crate::terminal::escape::width;

/// Columns for the step number, the call and the state.
pub const STEP: usize = 4;
const CALL: usize = 34;
const STATE: usize = 12;
/// Where the call begins, and where the words beside it.
pub const MARGIN: usize = STEP + 2;
const BESIDE: usize = MARGIN + CALL + 1 + STATE;
/// Below this many columns the words stand under the call and not beside it.
const WIDE: usize = 96;

#[derive(Default)]
pub struct OneLane {
    headings: Headings,
}

impl OneLane {
    pub fn forget_headings(&mut self) {
        self.headings.forget();
    }

    pub fn lines(&mut self, entry: &Entry, columns: usize) -> Vec<Line> {
        let said = self.headings.for_step(entry.step, entry.main_file);
        let mut lines = match &said {
            Said::Here(it) => vec![Line::new(), heading(it, columns)],
            Said::ByItself | Said::Above => Vec::new(),
        };
        let named = matches!(said, Said::ByItself);
        let step = format!("{:>STEP$}  ", entry.step.number);
        let start = Line::new().put(Ink::Faint, step);
        lines.extend(body(start, entry, named, columns));
        lines
    }
}

fn heading(heading: &Heading, columns: usize) -> Line {
    let name = heading.name();
    let room = columns.saturating_sub(width(&name) + 4);
    Line::new()
        .plain(" ")
        .put(Ink::Name(heading.who.end), name)
        .put(Ink::Faint, " │ ")
        .plain(cut(&heading.text, room))
}

/// The call, its state and its words, after the step's number.
pub fn body(start: Line, entry: &Entry, named: bool, columns: usize) -> Vec<Line> {
    let mut lines = entry.call(start, named, columns);
    let fits = lines.len() == 1 && lines[0].width() <= MARGIN + CALL && columns >= WIDE;
    if let Some(state) = entry.told.state {
        put_state(&mut lines, state, MARGIN + CALL + 1, columns);
    }
    if entry.words.is_empty() {
        return lines;
    }
    // Not beside the call, then under it.
    let beside = if fits { lines.pop() } else { None };
    lines.extend(words_after(
        beside.unwrap_or_default(),
        entry.words,
        columns,
    ));
    lines
}

/// A line that counts what is not shown, below the numbers of the steps.
pub fn count(text: &str, columns: usize) -> Vec<Line> {
    let indent = MARGIN - 2;
    let lines = wrap(text, columns - indent).into_iter();
    lines
        .map(|line| Line::new().pad(indent).put(Ink::Faint, line))
        .collect()
}

/// Words under a step: in a wide view in the column of the words.
pub fn words(text: &str, columns: usize) -> Vec<Line> {
    words_after(Line::new(), text, columns)
}

fn words_after(mut start: Line, text: &str, columns: usize) -> Vec<Line> {
    let indent = if columns >= WIDE { BESIDE } else { STEP + 6 };
    let lines = wrap(text, columns - indent).into_iter();
    lines
        .map(|line| std::mem::take(&mut start).pad(indent).plain(line))
        .collect()
}
