//! One step, told and ready to be laid out: what both forms of a transcript share. It
//! knows how a call is written and in which ink, and not in which column it stands.

use super::ink::Ink;
use super::line::Line;
use crate::narrate::Told;
use crate::terminal::columns;
use crate::terminal::escape::width;
use event::{Output, Step, What};

pub struct Entry<'a> {
    pub step: &'a Step,
    pub told: &'a Told,
    /// What it means, if that is to be shown.
    pub words: &'a str,
    /// The file whose lines are shown without the file's name.
    pub main_file: &'a str,
}

impl Entry<'_> {
    /// The call after what its first line starts with; with the name of its end if nothing
    /// else says it. What goes on in further lines stands a little to the right.
    pub fn call(&self, start: Line, named: bool, columns: usize) -> Vec<Line> {
        let column = start.width();
        let who = self.step.who;
        let name = if named {
            format!("{who}: ")
        } else {
            String::new()
        };
        let room = columns.saturating_sub(column);
        let first = room.saturating_sub(width(&name));
        let pieces = columns::code(&self.told.notation, first, room.saturating_sub(2));
        let mut start = Some(start.put(Ink::Name(who.end), name));
        let indented = |text| {
            let start = start.take();
            let start = start.unwrap_or_else(|| Line::new().pad(column + 2));
            start.put(self.ink(), text)
        };
        pieces.into_iter().map(indented).collect()
    }

    fn ink(&self) -> Ink {
        let failed = match &self.step.what {
            What::Returned(returned) => returned.result.is_err(),
            What::Printed { output, .. } => *output == Output::Error,
            _ => false,
        };
        if failed { Ink::Failed } else { Ink::Plain }
    }
}
