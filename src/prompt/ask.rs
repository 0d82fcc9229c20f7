//! Asking for the next line. Who answers is not known here: a person at the prompt, or a
//! pipe with a line for each command.

use crate::narrate::problem::Unusable;

/// What is asked, and what could be answered.
pub struct Question<'a> {
    pub prompt: String,
    /// The commands that can be typed now.
    pub table: &'a clap::Command,
    /// Words that a command's argument may be, and what can stand before a colon.
    pub ends: Vec<String>,
    /// An empty answer leaves no line on the screen.
    pub vanishes: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    Line(String),
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D, or the end of the pipe.
    End,
    /// A line that is no text to work with.
    Unusable(Unusable),
}

pub trait Ask {
    fn ask(&mut self, question: &Question) -> Answer;

    /// What was given for later is not wanted any more: Ctrl-C.
    fn forget(&mut self) {}

    /// A person is there, who wants to be told what can be done.
    fn is_person(&self) -> bool;
}
