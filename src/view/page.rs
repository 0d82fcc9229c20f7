//! The page that a run is printed on, event by event: has each laid out in the form of the
//! moment, and prints the lines. It asks for the width anew each time, so that a person can
//! resize the terminal during a run. What it knows of a run is the record alone.

use super::entry::Entry;
use super::ink::Ink;
use super::lane::OneLane;
use super::lanes::TwoLanes;
use super::line::Line;
use super::look::{Form, Look};
use super::middle::Middle;
use crate::narrate::{Telling, Told};
use crate::terminal::columns::wrap;
use crate::terminal::escape::width;
use event::{Began, History, Step, Subject};
use std::io::{self, Write};

/// Where a run is shown, event by event.
pub trait View {
    /// To be called with every event, in order, and with the events before it.
    ///
    /// # Errors
    /// What the system says where the lines cannot be written.
    fn show(&mut self, telling: &Telling, history: &History) -> io::Result<()>;

    /// From the next line on it looks like this.
    fn restyle(&mut self, look: Look);
}

pub fn view<'a>(out: impl Write + 'a, look: Look) -> Box<dyn View + 'a> {
    Box::new(Page::new(out, look))
}

struct Page<W> {
    out: W,
    look: Look,
    subject: About,
    one: OneLane,
    two: TwoLanes,
    /// The form of the last lines.
    last: Option<Form>,
}

/// What has to be known of the run to lay it out.
#[derive(Default)]
struct About {
    /// The file whose lines are shown without the file's name.
    main_file: String,
    /// It has a server and a client, which can stand side by side.
    is_pair: bool,
}

impl About {
    fn run(began: &Began) -> About {
        let file = match &began.subject {
            Subject::Lesson { file, .. } => file.rsplit('/').next().unwrap_or_default(),
            Subject::Pair => "",
        };
        About {
            main_file: file.to_owned(),
            is_pair: began.is_pair(),
        }
    }
}

impl<W: Write> Page<W> {
    fn new(out: W, look: Look) -> Page<W> {
        Page {
            out,
            look,
            subject: About::default(),
            one: OneLane::default(),
            two: TwoLanes::default(),
            last: None,
        }
    }

    /// What is shown, and at the right edge in which file it stands.
    fn title(&self, (left, right): &(String, String)) -> Vec<Line> {
        let columns = self.form().width();
        let gap = columns.saturating_sub(width(left) + width(right));
        let left = Line::new().put(Ink::Strong, left);
        if gap < 2 {
            vec![left, Line::new().put(Ink::Faint, right)]
        } else {
            vec![left.plain(" ".repeat(gap)).put(Ink::Faint, right)]
        }
    }

    fn step(&mut self, step: &Step, told: &Told, history: &History) -> Vec<Line> {
        let form = self.form();
        if self.last.is_some_and(|last| last.is_two() != form.is_two()) {
            self.forget_headings();
        }
        self.last = Some(form);
        let main_file = &self.subject.main_file;
        let entry = Entry {
            step,
            told,
            words: if self.look.words { &told.words } else { "" },
            main_file,
        };
        match form {
            Form::One { width } => self.one.lines(&entry, width),
            Form::Two { width } => {
                let middle = Middle::new(step, history);
                self.two.lines(&entry, &middle, width)
            }
        }
    }

    /// What the workbook itself has to say, between the steps or after them.
    fn remark(&mut self, text: &str) -> Vec<Line> {
        self.forget_headings();
        let most = self.form().width();
        let lines = wrap(text, most).into_iter();
        let lines = lines.map(|line| Line::new().plain(line));
        [Line::new()].into_iter().chain(lines).collect()
    }

    fn form(&self) -> Form {
        self.look.form(self.subject.is_pair)
    }

    fn forget_headings(&mut self) {
        self.one.forget_headings();
        self.two.forget_headings();
    }
}

impl<W: Write> View for Page<W> {
    fn show(&mut self, telling: &Telling, history: &History) -> io::Result<()> {
        let lines = match telling {
            Telling::Began { began, title } => {
                self.subject = About::run(began);
                self.title(title)
            }
            Telling::Remark(text) => self.remark(text),
            Telling::Step { step, told } => self.step(step, told, history),
            Telling::Ended(paragraphs) => {
                let remarks = paragraphs.iter().map(|text| self.remark(text));
                remarks.collect::<Vec<_>>().concat()
            }
        };
        for line in lines {
            writeln!(self.out, "{}", line.show(self.look.colour))?;
        }
        Ok(())
    }

    fn restyle(&mut self, look: Look) {
        self.look = look;
    }
}
