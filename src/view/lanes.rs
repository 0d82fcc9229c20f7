//! Two lanes: the lines of one lane side by side, the server's left, the clients' right,
//! time running down. Between them stand a line for each side while one of its programs
//! runs, the step number, and an arrow where something goes over.

use super::headings::{Heading, Headings, Said};
use super::ink::Ink;
use super::line::{Line, put_state};
use super::page::Entry;
use super::traffic::Traffic;
use crate::call::{End, Event, Step};
use crate::columns::{code, cut, wrap};
use crate::narrate::quote::width;

/// Columns between the two upright lines.
const MIDDLE: usize = 10;
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

fn side(end: End) -> Side {
    match end {
        End::Server | End::Program => Side::Left,
        End::Client(_) => Side::Right,
    }
}

#[derive(Default)]
pub struct TwoLanes {
    headings: Headings,
    traffic: Traffic,
}

/// On which sides a program runs.
#[derive(Clone, Copy)]
struct Running {
    left: bool,
    right: bool,
}

/// What an event means for the middle.
pub struct Seen {
    before: Running,
    during: Running,
    /// The ends on the other side to which something goes.
    to: Vec<End>,
}

impl TwoLanes {
    pub fn forget_headings(&mut self) {
        self.headings.forget();
    }

    /// To be told of every event, also of one that is shown in one lane.
    pub fn see(&mut self, event: &Event) -> Seen {
        let own = side(event.who.end);
        let before = self.running();
        let mut to = self.traffic.note(event);
        to.retain(|end| side(*end) != own);
        let after = self.running();
        let during = Running {
            left: after.left || own == Side::Left,
            right: after.right || own == Side::Right,
        };
        Seen { before, during, to }
    }

    fn running(&self) -> Running {
        Running {
            left: self.traffic.is_running(|end| side(end) == Side::Left),
            right: self.traffic.is_running(|end| side(end) == Side::Right),
        }
    }

    pub fn lines(&mut self, entry: &Entry, seen: Seen, columns: usize) -> Vec<Line> {
        let who = entry.event.who;
        let rows = Rows {
            lane: columns.saturating_sub(BETWEEN) / 2,
            side: side(who.end),
        };
        let said = self.headings.for_event(entry.event, entry.main_file);
        let mut lines = Vec::new();
        if let Said::Here(it) = &said {
            lines.push(rows.row(Line::new(), empty(seen.before)));
            for line in heading(it, rows.lane) {
                lines.push(rows.row(line, empty(seen.during)));
            }
        }
        let named = matches!(said, Said::ByItself);
        if named && self.headings.names_another(who) {
            // Else the next entry would seem to belong to this one.
            self.headings.forget();
        }
        let mut content = body(entry, named, rows.lane).into_iter();
        let first = content.next().unwrap_or_default();
        let mut first = rows.row(first, middle(entry.event.step, who.end, &seen));
        if rows.side == Side::Left && self.traffic.has_several_clients() {
            first = first.join(receivers(&seen.to));
        }
        lines.push(first);
        lines.extend(content.map(|line| rows.row(line, empty(seen.during))));
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

/// The upright line of a side, while one of its programs runs.
fn bar(runs: bool) -> &'static str {
    if runs { "│" } else { " " }
}

fn empty(running: Running) -> Line {
    let (left, right) = (bar(running.left), bar(running.right));
    Line::new().put(Ink::Faint, format!("{left}{:MIDDLE$}{right}", ""))
}

/// The step number, and the arrow if something goes over: `├─── 17 ──▶│`.
fn middle(step: Step, from: End, seen: &Seen) -> Line {
    let (left, right) = (bar(seen.during.left), bar(seen.during.right));
    // All numbers end in the same column.
    let number = format!(" {step} ");
    let before = (MIDDLE - 3).saturating_sub(width(&number));
    let ink = Ink::Name(from);
    match (seen.to.is_empty(), side(from)) {
        (true, _) => {
            let number = format!("{left}{:before$}{number}   {right}", "");
            Line::new().put(Ink::Faint, number)
        }
        (false, Side::Left) => {
            let arrow = format!("├{}{number}──▶", "─".repeat(before));
            Line::new().put(ink, arrow).put(Ink::Faint, right)
        }
        (false, Side::Right) => {
            let head = "◀".to_owned() + &"─".repeat(before.saturating_sub(1));
            let after = "─".repeat(MIDDLE - width(&head).max(before) - width(&number));
            let arrow = format!("{head}{number}{after}┤");
            Line::new().put(Ink::Faint, left).put(ink, arrow)
        }
    }
}

/// Where several clients share a lane, the arrow says whom it reaches.
fn receivers(to: &[End]) -> Line {
    let names = to.iter().enumerate().map(|(index, end)| {
        let comma = if index == 0 { "" } else { "," };
        Line::new()
            .plain(format!("{comma} "))
            .put(Ink::Name(*end), end.to_string())
    });
    names.fold(Line::new(), Line::join)
}

/// Who and which line: the source beside it, on further lines where it is long.
fn heading(heading: &Heading, lane: usize) -> Vec<Line> {
    let name = heading.name();
    let beside = MARGIN + width(&name) + 1;
    let named = Line::new()
        .pad(MARGIN)
        .put(Ink::Name(heading.who.end), name);
    let is_beside = beside * PART_FOR_NAME <= lane || beside + 2 + width(&heading.text) <= lane;
    let (mut lines, indent) = match is_beside {
        true => (Vec::new(), beside),
        false => (vec![named.clone()], CALL),
    };
    let room = lane.saturating_sub(indent + 2);
    let mut source = code(&heading.text, room, room);
    if source.len() > SOURCE_LINES {
        let rest = source.split_off(SOURCE_LINES - 1).concat();
        source.push(cut(&rest, room));
    }
    for (number, text) in source.into_iter().enumerate() {
        let start = match is_beside && number == 0 {
            true => named.clone(),
            false => Line::new(),
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
    if !entry.told.words.is_empty() {
        for words in wrap(&entry.told.words, lane.saturating_sub(WORDS)) {
            lines.push(Line::new().pad(WORDS).plain(words));
        }
    }
    lines
}
