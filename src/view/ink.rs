//! The colours. They help the eye and carry no meaning of their own: all that they say
//! stands there in words. Only the 16 base colours, which every terminal sets for its own
//! background, and of them those that are readable on black and on white.

use event::End;
use owo_colors::{OwoColorize, Style};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// What a person reads: calls, words, source.
    Plain,
    /// What a person only looks up: step numbers, the lines between the lanes.
    Faint,
    /// Who it is, and what goes from there to the other side.
    Name(End),
    /// The state of a connection, and the title.
    Strong,
    /// A call that failed, a complaint.
    Failed,
}

pub fn paint(ink: Ink, text: &str) -> String {
    let style = match ink {
        Ink::Plain => return text.to_owned(),
        Ink::Faint => Style::new().dimmed(),
        Ink::Name(End::Server | End::Program) => Style::new().cyan().bold(),
        Ink::Name(End::Client(_)) => Style::new().magenta().bold(),
        Ink::Strong => Style::new().bold(),
        Ink::Failed => Style::new().red(),
    };
    text.style(style).to_string()
}
