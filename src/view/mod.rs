//! From events to what a person sees: each event is put into words once, and laid out in
//! one lane or in two. This room prints and makes no sentence of its own.
//!
//! `page` prints; `lane` and `lanes` lay out; `headings` and `traffic` decide what is said
//! and drawn; `line` and `ink` are the tools; `look` is what can be chosen.

mod headings;
mod ink;
mod lane;
mod lanes;
mod line;
mod look;
mod page;
mod traffic;

#[cfg(test)]
mod tests;

use crate::call::Event;
use std::io::{self, Write};

pub use look::{Colour, Lanes, Look, Switch, Width};

/// Where a run is shown, event by event.
pub trait View {
    /// The first line: what is shown, and in which file it stands.
    fn title(&mut self, left: &str, right: &str) -> io::Result<()>;

    fn show(&mut self, event: &Event) -> io::Result<()>;

    /// From the next line on it looks like this.
    fn restyle(&mut self, look: Look);

    /// What the workbook itself has to say, between the steps or after them.
    fn remark(&mut self, text: &str) -> io::Result<()>;
}

pub fn view<'a>(out: impl Write + 'a, look: Look) -> Box<dyn View + 'a> {
    Box::new(page::Page::new(out, look))
}
