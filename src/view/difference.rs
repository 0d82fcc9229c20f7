//! Two runs beside each other: lines of source and steps with a sign before them, laid out as in
//! one lane. Each step names its end, since what stands before it is not shown.

use super::entry::Entry;
use super::fold::{Fold, Shown};
use super::ink::Ink;
use super::lane;
use super::line::Line;
use super::look::Look;
use super::page::title_line;
use crate::narrate;
use crate::narrate::difference::Row;
use crate::narrate::message::Sign;
use crate::terminal::columns::{cut, wrap};
use std::io::{self, Write};
use std::rc::Rc;

/// Prints the title, and then the rows.
///
/// # Errors
/// What the system says where it cannot be written.
pub fn difference(
    mut out: impl Write,
    look: Look,
    title: (&str, &str),
    rows: &[Row],
) -> io::Result<()> {
    let columns = look.form(false).width();
    let mut lines = title_line(title, columns);
    let mut page = Page {
        columns,
        words: look.words,
        fold: Fold::default(),
    };
    let mut last = None;
    for row in rows {
        if !may_be_folded(row) {
            lines.extend(page.rest());
        }
        // An empty line between pieces of different kinds, and around words.
        let kind = std::mem::discriminant(row);
        if last != Some(kind) || matches!(row, Row::Words(_)) {
            lines.push(Line::new());
        }
        last = Some(kind);
        lines.extend(page.row(row));
    }
    lines.extend(page.rest());
    for line in lines {
        writeln!(out, "{}", line.show(look.colour))?;
    }
    Ok(())
}

/// Of what is new, what comes again and again is counted, as on the page of a run.
fn may_be_folded(row: &Row) -> bool {
    matches!(
        row,
        Row::Step {
            sign: Sign::Came,
            ..
        }
    )
}

struct Page<'a> {
    columns: usize,
    words: bool,
    fold: Fold<&'a Row<'a>>,
}

impl<'a> Page<'a> {
    fn row(&mut self, row: &'a Row<'a>) -> Vec<Line> {
        match row {
            Row::Step { step, .. } if may_be_folded(row) => {
                let shown = self.fold.take(&Rc::new((*step).clone()), row);
                self.unfolded(shown)
            }
            _ => self.laid_out(row),
        }
    }

    fn rest(&mut self) -> Vec<Line> {
        let shown = self.fold.rest();
        self.unfolded(shown)
    }

    fn unfolded(&self, shown: Vec<Shown<&Row>>) -> Vec<Line> {
        let lines = shown.into_iter().map(|shown| match shown {
            Shown::Step(row) => self.laid_out(row),
            Shown::Again(again) => lane::count(&narrate::again(&again), self.columns),
        });
        lines.collect::<Vec<_>>().concat()
    }

    fn laid_out(&self, row: &Row) -> Vec<Line> {
        let columns = self.columns;
        match row {
            Row::Words(text) => {
                let lines = wrap(text, columns).into_iter();
                lines.map(|line| Line::new().plain(line)).collect()
            }
            Row::Source { sign, line, text } => {
                let start = start(*sign, *line).put(Ink::Faint, "│ ");
                let room = columns.saturating_sub(start.width());
                vec![start.plain(cut(text, room))]
            }
            Row::Step {
                sign,
                step,
                told,
                below,
            } => {
                let entry = Entry {
                    step,
                    told,
                    words: if self.words { &told.words } else { "" },
                    main_file: "",
                };
                let mut lines = lane::body(start(*sign, step.number), &entry, true, columns);
                if let Some(below) = below {
                    lines.extend(lane::words(below, columns));
                }
                lines
            }
        }
    }
}

fn start(sign: Sign, number: impl ToString) -> Line {
    let (sign, ink) = match sign {
        Sign::Went => ("-", Ink::Failed),
        Sign::Came => ("+", Ink::Strong),
        Sign::Changed => ("~", Ink::Strong),
        Sign::Moved => (">", Ink::Strong),
    };
    let number = format!("{:>width$}  ", number.to_string(), width = lane::STEP - 1);
    Line::new().put(ink, sign).put(Ink::Faint, number)
}
