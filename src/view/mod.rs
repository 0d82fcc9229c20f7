//! From events to what a person sees.

mod lane;

use crate::call::Event;
use lane::Lane;
use std::io::{self, Write};

/// The most columns that a line of text takes.
pub const WIDEST: usize = 100;

/// How a run is to look.
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// The file whose lines are shown without the file's name.
    pub main_file: &'static str,
}

/// Where a run is shown, event by event.
pub trait View {
    /// The first line: what is shown, and in which file it stands.
    fn title(&mut self, left: &str, right: &str) -> io::Result<()>;

    fn show(&mut self, event: &Event) -> io::Result<()>;

    /// What the workbook itself has to say, between the steps or after them.
    fn remark(&mut self, text: &str) -> io::Result<()>;
}

pub fn view<'a>(out: impl Write + 'a, look: Look) -> Box<dyn View + 'a> {
    Box::new(Lane::new(out, look))
}
