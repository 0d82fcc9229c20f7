//! What stands between two lanes: an upright line for each side while one of its programs
//! runs, the step number, and an arrow where something goes over to the other side.
//!
//! All of it is read from the record: from the step itself, and from the history of the
//! steps before it. Whom a call reached is not found out here.

use super::ink::Ink;
use super::line::Line;
use crate::terminal::escape::width;
use event::{End, History, Step, StepNumber, What};

/// Columns between the two upright lines.
pub const MIDDLE: usize = 10;

/// In which lane an end stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

impl Side {
    pub fn of(end: End) -> Side {
        match end {
            End::Server | End::Program => Side::Left,
            End::Client(_) => Side::Right,
        }
    }
}

/// On which sides a program runs.
#[derive(Clone, Copy)]
struct Running {
    left: bool,
    right: bool,
}

/// The middle beside one step.
pub struct Middle {
    number: StepNumber,
    from: End,
    before: Running,
    during: Running,
    /// The ends on the other side that the step reaches.
    to: Vec<End>,
    /// Several clients share a lane: the arrow has to say whom it reaches.
    is_named: bool,
}

impl Middle {
    /// `history` holds the steps before this one.
    pub fn new(step: &Step, history: &History) -> Middle {
        let from = step.who.end;
        let own = Side::of(from);
        let runs = |side| history.running().any(|end| Side::of(end) == side);
        let before = Running {
            left: runs(Side::Left),
            right: runs(Side::Right),
        };
        // A step starts and ends nobody but its own end.
        let during = Running {
            left: before.left || own == Side::Left,
            right: before.right || own == Side::Right,
        };
        let others = reached(&step.what).iter().copied();
        Middle {
            number: step.number,
            from,
            before,
            during,
            to: others.filter(|end| Side::of(*end) != own).collect(),
            is_named: own == Side::Left && history.clients() > 1,
        }
    }

    /// Beside the empty line above a heading.
    pub fn above(&self) -> Line {
        empty(self.before)
    }

    /// Beside a line without a number.
    pub fn beside(&self) -> Line {
        empty(self.during)
    }

    /// The step number, and the arrow if something goes over: `├─── 17 ──▶│`.
    pub fn step(&self) -> Line {
        let (left, right) = (bar(self.during.left), bar(self.during.right));
        // All numbers end in the same column.
        let number = format!(" {} ", self.number);
        let before = (MIDDLE - 3).saturating_sub(width(&number));
        if self.to.is_empty() {
            let number = format!("{left}{:before$}{number}   {right}", "");
            return Line::new().put(Ink::Faint, number);
        }
        let ink = Ink::Strong;
        match Side::of(self.from) {
            Side::Left => {
                let arrow = format!("├{}{number}──▶", "─".repeat(before));
                let arrow = Line::new().put(ink, arrow).put(Ink::Faint, right);
                arrow.join(self.receivers())
            }
            Side::Right => {
                let head = "◀".to_owned() + &"─".repeat(before.saturating_sub(1));
                let after = "─".repeat(MIDDLE - width(&head).max(before) - width(&number));
                let arrow = format!("{head}{number}{after}┤");
                Line::new().put(Ink::Faint, left).put(ink, arrow)
            }
        }
    }

    fn receivers(&self) -> Line {
        if !self.is_named {
            return Line::new();
        }
        let names = self.to.iter().enumerate().map(|(index, end)| {
            let comma = if index == 0 { "" } else { "," };
            Line::new()
                .plain(format!("{comma} "))
                .put(Ink::Name(*end), end.to_string())
        });
        names.fold(Line::new(), Line::join)
    }
}

fn reached(what: &What) -> &[End] {
    match what {
        What::Returned(returned) => &returned.reached,
        What::Exited(exited) => &exited.reached,
        _ => &[],
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
