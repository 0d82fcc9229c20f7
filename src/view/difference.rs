//! Two runs beside each other: lines of source and steps with a sign before them, laid out as in
//! one lane. Each step names its end, since what stands before it is not shown.

use super::entry::Entry;
use super::ink::Ink;
use super::lane;
use super::line::Line;
use super::look::Look;
use super::page::title_line;
use crate::narrate::Row;
use crate::narrate::message::Sign;
use crate::terminal::columns::{cut, wrap};
use std::io::{self, Write};

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
    let mut last = None;
    for row in rows {
        // An empty line between pieces of different kinds, and around words.
        let kind = std::mem::discriminant(row);
        if last != Some(kind) || matches!(row, Row::Words(_)) {
            lines.push(Line::new());
        }
        last = Some(kind);
        lines.extend(laid_out(row, columns, look.words));
    }
    for line in lines {
        writeln!(out, "{}", line.show(look.colour))?;
    }
    Ok(())
}

fn laid_out(row: &Row, columns: usize, words: bool) -> Vec<Line> {
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
                words: if words { &told.words } else { "" },
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
