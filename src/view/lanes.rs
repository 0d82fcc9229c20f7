//! Two lanes: the lines of one lane side by side, the server's left, the clients' right,
//! time running down. What stands between them is `middle`'s; here is what stands in a
//! lane, and to which column.

use super::entry::Entry;
use super::headings::{Heading, Headings, Said};
use super::ink::Ink;
use super::line::{Line, put_state};
use super::middle::{MIDDLE, Middle, Side};
use crate::terminal::columns::{code, cut, wrap};
use crate::terminal::escape::width;

/// All columns that belong to no lane.
const BETWEEN: usize = MIDDLE + 3;
/// Where a heading, a call, its state and its words begin in their lane.
const MARGIN: usize = 1;
const CALL: usize = 3;
const STATE: usize = 36;
const WORDS: usize = 5;
/// A name that takes more than this part of its lane has a long source line below it.
const PART_FOR_NAME: usize = 3;
/// The most lines that a heading takes for the source.
const SOURCE_LINES: usize = 4;

#[derive(Default)]
pub struct TwoLanes {
    headings: Headings,
}

impl TwoLanes {
    pub fn forget_headings(&mut self) {
        self.headings.forget();
    }

    pub fn lines(&mut self, entry: &Entry, middle: &Middle, columns: usize) -> Vec<Line> {
        let who = entry.step.who;
        let rows = Rows {
            lane: columns.saturating_sub(BETWEEN) / 2,
            side: Side::of(who.end),
        };
        let said = self.headings.for_step(entry.step, entry.main_file);
        let mut lines = Vec::new();
        if let Said::Here(it) = &said {
            lines.push(rows.row(Line::new(), middle.above()));
            for line in heading(it, rows.lane) {
                lines.push(rows.row(line, middle.beside()));
            }
        }
        let named = matches!(said, Said::ByItself);
        if named && self.headings.names_another(who) {
            // Else the next entry would seem to belong to this one.
            self.headings.forget();
        }
        let mut content = body(entry, named, rows.lane).into_iter();
        let first = content.next().unwrap_or_default();
        lines.push(rows.row(first, middle.step()));
        lines.extend(content.map(|line| rows.row(line, middle.beside())));
        lines
    }
}

struct Rows {
    /// Columns of a lane.
    lane: usize,
    side: Side,
}

impl Rows {
    /// Puts a line of its lane and the middle side by side.
    fn row(&self, line: Line, middle: Line) -> Line {
        match self.side {
            Side::Left => line.pad(self.lane + 1).join(middle),
            Side::Right => Line::new().pad(self.lane + 1).join(middle).join(line),
        }
    }
}

/// Who and which line: the source beside it, on further lines where it is long.
fn heading(heading: &Heading, lane: usize) -> Vec<Line> {
    let name = heading.name();
    let beside = MARGIN + width(&name) + 1;
    let named = Line::new()
        .pad(MARGIN)
        .put(Ink::Name(heading.who.end), name);
    let is_beside = beside * PART_FOR_NAME <= lane || beside + 2 + width(&heading.text) <= lane;
    let (mut lines, indent) = if is_beside {
        (Vec::new(), beside)
    } else {
        (vec![named.clone()], CALL)
    };
    let room = lane.saturating_sub(indent + 2);
    let mut source = code(&heading.text, room, room);
    if source.len() > SOURCE_LINES {
        let rest = source.split_off(SOURCE_LINES - 1).concat();
        source.push(cut(&rest, room));
    }
    for (number, text) in source.into_iter().enumerate() {
        let start = if is_beside && number == 0 {
            named.clone()
        } else {
            Line::new()
        };
        let start = start.pad(indent).put(Ink::Faint, "│ ");
        lines.push(start.plain(text));
    }
    lines
}

/// The call with its state, and under it what it means.
fn body(entry: &Entry, named: bool, lane: usize) -> Vec<Line> {
    let mut lines = entry.call(Line::new().pad(CALL), named, lane);
    if let Some(state) = entry.told.state {
        put_state(&mut lines, state, STATE, lane);
    }
    if !entry.words.is_empty() {
        for words in wrap(entry.words, lane.saturating_sub(WORDS)) {
            lines.push(Line::new().pad(WORDS).plain(words));
        }
    }
    lines
}
