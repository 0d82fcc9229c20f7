//! The page that a run is printed on, event by event: puts each into words, has it laid
//! out in the form of the moment, and prints the lines. It asks for the width anew each
//! time, so that a person can resize the terminal during a run.

use super::View;
use super::ink::Ink;
use super::lane::OneLane;
use super::lanes::TwoLanes;
use super::line::Line;
use super::look::{Form, Look};
use crate::call::{Event, What};
use crate::columns;
use crate::narrate::quote::width;
use crate::narrate::{Narrator, Told};
use std::io::{self, Write};

pub struct Page<W> {
    out: W,
    look: Look,
    narrator: Narrator,
    one: OneLane,
    two: TwoLanes,
    /// The form of the last lines.
    last: Option<Form>,
}

/// One event, ready to be laid out.
pub struct Entry<'a> {
    pub event: &'a Event,
    pub told: Told,
    pub main_file: &'static str,
}

impl<W: Write> Page<W> {
    pub fn new(out: W, look: Look) -> Page<W> {
        Page {
            out,
            look,
            narrator: Narrator::default(),
            one: OneLane::default(),
            two: TwoLanes::default(),
            last: None,
        }
    }

    fn print(&mut self, lines: Vec<Line>) -> io::Result<()> {
        for line in lines {
            writeln!(self.out, "{}", line.show(self.look.colour))?;
        }
        Ok(())
    }

    fn forget_headings(&mut self) {
        self.one.forget_headings();
        self.two.forget_headings();
    }
}

impl<W: Write> View for Page<W> {
    fn title(&mut self, left: &str, right: &str) -> io::Result<()> {
        let columns = self.look.form().width();
        let gap = columns.saturating_sub(width(left) + width(right));
        let left = Line::new().put(Ink::Strong, left);
        self.print(match gap {
            0 | 1 => vec![left, Line::new().put(Ink::Faint, right)],
            _ => vec![left.plain(" ".repeat(gap)).put(Ink::Faint, right)],
        })
    }

    fn show(&mut self, event: &Event) -> io::Result<()> {
        let mut told = self.narrator.tell(event);
        if !self.look.words {
            told.words.clear();
        }
        let form = self.look.form();
        if self.last.is_some_and(|last| last.is_two() != form.is_two()) {
            self.forget_headings();
        }
        self.last = Some(form);
        let main_file = self.look.main_file;
        let entry = Entry {
            event,
            told,
            main_file,
        };
        // Two lanes need to have seen everything, whatever is shown.
        let seen = self.two.see(event);
        let lines = match form {
            Form::One { width } => self.one.lines(&entry, width),
            Form::Two { width } => self.two.lines(&entry, seen, width),
        };
        self.print(lines)
    }

    fn restyle(&mut self, look: Look) {
        self.look = look;
    }

    fn remark(&mut self, text: &str) -> io::Result<()> {
        self.forget_headings();
        let most = self.look.form().width();
        let lines = columns::wrap(text, most).into_iter();
        let lines = lines.map(|line| Line::new().plain(line));
        self.print([Line::new()].into_iter().chain(lines).collect())
    }
}

impl Entry<'_> {
    /// The call after what its first line starts with; with the name of its end if nothing
    /// else says it. What goes on in further lines stands a little to the right.
    pub fn call(&self, start: Line, named: bool, columns: usize) -> Vec<Line> {
        let column = start.width();
        let who = self.event.who;
        let name = match named {
            true => format!("{who}: "),
            false => String::new(),
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
        let failed = match &self.event.what {
            What::Returned(returned) => returned.result.is_err(),
            What::Printed { error, .. } => *error,
            _ => false,
        };
        match failed {
            true => Ink::Failed,
            false => Ink::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lanes, Width};
    use super::*;
    use crate::call::{End, Who};
    use insta::assert_snapshot;

    fn prints(step: u32, text: &str) -> Event {
        let who = Who {
            end: End::Server,
            thread: 1,
        };
        let text = text.as_bytes().to_vec();
        let what = What::Printed { error: false, text };
        Event {
            step,
            who,
            place: None,
            what,
        }
    }

    #[test]
    fn a_terminal_that_becomes_narrow_goes_on_in_one_lane() {
        let mut out = Vec::new();
        let look = Look {
            width: Width::Columns(60),
            main_file: "lesson.rs",
            pair: true,
            lanes: Lanes::Two,
            words: true,
            colour: false,
        };
        let mut page = Page::new(&mut out, look);
        page.title("Lesson 7: Rooms", "lessons/lesson.rs")
            .expect("memory takes everything");
        page.show(&prints(1, "wide"))
            .expect("memory takes everything");
        page.look.width = Width::Columns(50);
        page.show(&prints(2, "narrow"))
            .expect("memory takes everything");
        page.title("Lesson 7: A longer title", "lessons/lesson_of_rooms.rs")
            .expect("memory takes everything");
        assert_snapshot!(String::from_utf8(out).expect("memory takes everything"), @r#"
        Lesson 7: Rooms                            lessons/lesson.rs
           server: prints       │     1
             "wide"             │
           2  server: prints "narrow"
        Lesson 7: A longer title
        lessons/lesson_of_rooms.rs
        "#);
    }
}
