//! From what the workbook says, and from what went wrong, to words.

use crate::narrate::language;
use crate::narrate::message::Message;
use crate::narrate::problem::{Problem, TypedAt};

/// What the workbook says, in words: `message(Turn::HowToTalk)`.
pub fn message<'a>(message: impl Into<Message<'a>>) -> String {
    language::message(&message.into())
}

/// What went wrong, in words, and on a line of its own what to type next at this place.
pub fn problem(problem: &Problem, at: TypedAt) -> String {
    language::problem(problem, at)
}
