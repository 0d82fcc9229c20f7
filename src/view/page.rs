//! The page that a run is printed on, event by event: has each laid out in the form of the
//! moment, and prints the lines. It asks for the width anew each time, so that a person can
//! resize the terminal during a run. What it knows of a run is the record alone.

use super::asides::Sieve;
use super::entry::Entry;
use super::fold::{Fold, Shown};
use super::ink::Ink;
use super::lane::OneLane;
use super::lanes::TwoLanes;
use super::line::Line;
use super::look::{Form, Look};
use super::middle::Middle;
use crate::narrate::{self, Telling, Told};
use crate::terminal::columns::wrap;
use crate::terminal::escape::width;
use event::{Began, History, Step, Subject, What};
use std::io::{self, Write};
use std::rc::Rc;

/// Where a run is shown, event by event.
pub trait View {
    /// To be called with every event, in order, and with the events before it.
    ///
    /// # Errors
    /// What the system says where the lines cannot be written.
    fn show(&mut self, telling: &Telling, history: &History) -> io::Result<()>;

    /// Shows what was held back since it may come again: the run pauses or has ended.
    ///
    /// # Errors
    /// As for [`View::show`].
    fn rest(&mut self) -> io::Result<()>;

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
    sieve: Sieve<ToShow>,
    fold: Fold<ToShow>,
    /// The form of the last lines.
    last: Option<Form>,
}

/// A step with what is known of it when it happens.
struct ToShow {
    step: Rc<Step>,
    told: Told,
    middle: Middle,
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
            sieve: Sieve::default(),
            fold: Fold::default(),
            last: None,
        }
    }

    fn step(&mut self, step: &Step, told: &Told, history: &History) -> Vec<Line> {
        let step = Rc::new(step.clone());
        let to_show = ToShow {
            step: Rc::clone(&step),
            told: told.clone(),
            middle: Middle::new(&step, history),
        };
        if self.look.all_steps {
            return [self.held_back(), self.laid_out(&to_show)].concat();
        }
        let pauses = matches!(step.what, What::Asleep { .. } | What::Exited(_));
        let story = self.sieve.take(&step, to_show);
        let mut lines = self.folded(story);
        if pauses && self.sieve.has_many() && !self.fold.is_folding() {
            lines.extend(self.asides());
        }
        lines
    }

    /// What has been kept until now.
    fn held_back(&mut self) -> Vec<Line> {
        let story = self.sieve.pause();
        let mut lines = self.folded(story);
        let shown = self.fold.rest();
        lines.extend(self.unfolded(shown));
        lines.extend(self.asides());
        lines
    }

    /// What is not shown since it is no part of the story.
    fn asides(&mut self) -> Vec<Line> {
        let asides = self.sieve.asides();
        asides.map_or(Vec::new(), |asides| self.count(&narrate::asides(&asides)))
    }

    fn folded(&mut self, story: Vec<(Rc<Step>, ToShow)>) -> Vec<Line> {
        let shown = story.into_iter();
        let shown = shown.flat_map(|(step, to_show)| self.fold.take(&step, to_show));
        let shown = shown.collect();
        self.unfolded(shown)
    }

    fn unfolded(&mut self, shown: Vec<Shown<ToShow>>) -> Vec<Line> {
        let lines = shown.into_iter().map(|shown| match shown {
            Shown::Step(step) => self.laid_out(&step),
            Shown::Again(again) => self.count(&narrate::again(&again)),
        });
        lines.collect::<Vec<_>>().concat()
    }

    fn laid_out(&mut self, ToShow { step, told, middle }: &ToShow) -> Vec<Line> {
        let form = self.form();
        if self.last.is_some_and(|last| last.is_two() != form.is_two()) {
            self.forget_headings();
        }
        self.last = Some(form);
        let entry = Entry {
            step,
            told,
            words: if self.look.words { &told.words } else { "" },
            main_file: &self.subject.main_file,
        };
        match form {
            Form::One { width } => self.one.lines(&entry, width),
            Form::Two { width } => self.two.lines(&entry, middle, width),
        }
    }

    /// A line that counts what is not shown, below the numbers of the steps.
    fn count(&mut self, text: &str) -> Vec<Line> {
        self.forget_headings();
        super::lane::count(text, self.form().width())
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

    /// All lines go out at once, in one piece.
    fn print(&mut self, lines: Vec<Line>) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        let colour = self.look.colour;
        let lines: String = lines
            .into_iter()
            .map(|line| line.show(colour) + "\n")
            .collect();
        self.out.write_all(lines.as_bytes())
    }

    fn forget_headings(&mut self) {
        self.one.forget_headings();
        self.two.forget_headings();
    }
}

/// What is shown, and at the right edge in which file it stands.
pub fn title_line((left, right): (&str, &str), columns: usize) -> Vec<Line> {
    let gap = columns.saturating_sub(width(left) + width(right));
    let left = Line::new().put(Ink::Strong, left);
    if gap < 2 {
        vec![left, Line::new().put(Ink::Faint, right)]
    } else {
        vec![left.plain(" ".repeat(gap)).put(Ink::Faint, right)]
    }
}

impl<W: Write> View for Page<W> {
    fn show(&mut self, telling: &Telling, history: &History) -> io::Result<()> {
        let lines = match telling {
            Telling::Began { began, title } => {
                self.subject = About::run(began);
                title_line((&title.0, &title.1), self.form().width())
            }
            Telling::Remark(text) => {
                let held_back = self.held_back();
                [held_back, self.remark(text)].concat()
            }
            Telling::Step { step, told } => self.step(step, told, history),
            Telling::Ended(paragraphs) => {
                let held_back = self.held_back();
                let remarks = paragraphs.iter().map(|text| self.remark(text));
                [held_back]
                    .into_iter()
                    .chain(remarks)
                    .collect::<Vec<_>>()
                    .concat()
            }
        };
        self.print(lines)
    }

    fn rest(&mut self) -> io::Result<()> {
        let lines = self.held_back();
        self.print(lines)
    }

    fn restyle(&mut self, look: Look) {
        self.look = look;
    }
}
