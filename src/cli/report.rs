//! Failures for people: what went wrong goes to standard error, and what was asked for to
//! standard output.

use crate::narrate::message::Run;
use crate::narrate::{self, Failure, TypedAt};
use crate::terminal::say::{complain, say};

/// What to type next is typed where the command was typed.
pub fn report(failure: &Failure, at: TypedAt) {
    match failure {
        Failure::Misuse(problem) | Failure::Problem(problem) => {
            complain(&narrate::problem(problem, at));
        }
        Failure::Answer(text) => drop(say(text)),
        Failure::Interrupted => complain(&narrate::message(Run::Interrupted)),
        Failure::ReaderGone => {}
        Failure::Other(error) => complain(&format!("{error:#}")),
    }
}
