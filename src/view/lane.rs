//! One lane: the reference form of a transcript, plain text, time running down. It is
//! what a pipe gets, what the snapshots hold and what the book shows.

use crate::call::{Event, Place, What, Who};
use crate::narrate::quote::{line, width};
use crate::narrate::{Narrator, Told};
use crate::view::{Look, View, WIDEST};
use std::io::{self, Write};
use textwrap::Options;

/// Columns for the step number and for the call.
const STEP: usize = 4;
const CALL: usize = 34;
const STATE: usize = 12;
/// Below this many columns the words stand under the call and not beside it.
const BESIDE: usize = 96;

pub struct Lane<W> {
    out: W,
    width: usize,
    narrator: Narrator,
    /// The file whose lines need no file name.
    main_file: &'static str,
    /// Who made the calls that stand under the last heading, and from which line.
    heading: Option<(Who, Option<Place>)>,
}

impl<W: Write> Lane<W> {
    pub fn new(out: W, look: Look) -> Lane<W> {
        Lane {
            out,
            width: look.width.min(WIDEST),
            narrator: Narrator::default(),
            main_file: look.main_file,
            heading: None,
        }
    }
}

impl<W: Write> View for Lane<W> {
    fn title(&mut self, left: &str, right: &str) -> io::Result<()> {
        let gap = self.width.saturating_sub(width(left) + width(right)).max(2);
        writeln!(self.out, "{left}{:gap$}{right}", "")
    }

    fn show(&mut self, event: &Event) -> io::Result<()> {
        let told = self.narrator.tell(event);
        let under_heading = self.heading(event)?;
        let prefix = match under_heading {
            true => String::new(),
            false => format!("{}: ", event.who),
        };
        self.entry(event.step, &prefix, &told)
    }

    fn remark(&mut self, text: &str) -> io::Result<()> {
        self.heading = None;
        writeln!(self.out)?;
        for line in textwrap::wrap(text, self.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }
}

impl<W: Write> Lane<W> {
    /// Prints who makes the next calls, and from which line. False if the event belongs
    /// to somebody else than the last heading says, and must say so itself.
    fn heading(&mut self, event: &Event) -> io::Result<bool> {
        // A call that woke up was told with its line when it fell asleep.
        let woken = matches!(&event.what, What::Returned(returned) if returned.slept);
        if let What::Started(words) = &event.what {
            let program = words
                .first()
                .map_or("", |path| path.rsplit('/').next().unwrap_or(path));
            let words: Vec<&str> = [program]
                .into_iter()
                .chain(words.iter().skip(1).map(String::as_str))
                .collect();
            self.print_heading(event.who, None, &words.join(" "))?;
            self.heading = Some((event.who, None));
            return Ok(true);
        }
        let same_who = self
            .heading
            .as_ref()
            .is_some_and(|(who, _)| *who == event.who);
        // What no line of the program does names who it happens to.
        let has_no_line = matches!(
            event.what,
            What::Exited(_) | What::ThreadEnded | What::Held | What::LetGo
        );
        let Some(place) = event.place.as_ref().filter(|_| !woken) else {
            return Ok(same_who && !has_no_line);
        };
        let heading = Some((event.who, Some(place.clone())));
        if self.heading != heading {
            self.print_heading(event.who, Some(place), &place.text)?;
            self.heading = heading;
        }
        Ok(true)
    }

    fn print_heading(&mut self, who: Who, place: Option<&Place>, text: &str) -> io::Result<()> {
        let number = place.map_or(String::new(), |place| {
            match &*place.file == self.main_file {
                true => format!(" {}", place.line),
                false => format!(" {}:{}", place.file, place.line),
            }
        });
        let start = format!(" {who}{number} │ ");
        let room = self.width.saturating_sub(width(&start));
        writeln!(self.out)?;
        writeln!(self.out, "{start}{}", cut(&line(text.as_bytes()), room))
    }

    fn entry(&mut self, step: u32, prefix: &str, told: &Told) -> io::Result<()> {
        let state = told.state.map_or(String::new(), |state| state.to_string());
        let call = format!("{prefix}{}", told.notation);
        let left = STEP + 2 + CALL + 1 + STATE;
        let fits = width(&call) <= CALL && self.width >= BESIDE;
        let has_state = !state.is_empty();
        let pad = if has_state || (fits && !told.words.is_empty()) {
            CALL
        } else {
            0
        };
        let filler = pad.saturating_sub(width(&call));
        let start = format!("{step:>STEP$}  {call}{:filler$}", "");
        if fits && !told.words.is_empty() {
            let words = textwrap::wrap(&told.words, self.width - left);
            for (number, words) in words.iter().enumerate() {
                match number {
                    0 => writeln!(self.out, "{start} {state:<STATE$}{words}")?,
                    _ => writeln!(self.out, "{:left$}{words}", "")?,
                }
            }
            return Ok(());
        }
        writeln!(self.out, "{}", format!("{start} {state}").trim_end())?;
        // Under the call, indented: in a wide view in the column of the words.
        let indent = if self.width >= BESIDE { left } else { STEP + 6 };
        let indent = " ".repeat(indent);
        let options = Options::new(self.width)
            .initial_indent(&indent)
            .subsequent_indent(&indent);
        if !told.words.is_empty() {
            writeln!(self.out, "{}", textwrap::fill(&told.words, options))?;
        }
        Ok(())
    }
}

/// The text, cut with `…` where it needs more columns than there are.
fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let with = format!("{kept}{c}");
        if width(&with) + 1 > columns {
            break;
        }
        kept = with;
    }
    kept + "…"
}
