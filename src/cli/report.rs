//! Failures for people: what went wrong goes to standard error, and what was asked for to
//! standard output.

use crate::narrate::message::Run;
use crate::narrate::{self, Failure};
use crate::terminal::say::{complain, say};

pub fn report(failure: &Failure) {
    match failure {
        Failure::Misuse(problem) | Failure::Problem(problem) => {
            complain(&narrate::problem(problem));
        }
        Failure::Answer(text) => drop(say(text)),
        Failure::Interrupted => complain(&narrate::message(Run::Interrupted)),
        Failure::ReaderGone => {}
        Failure::Other(error) => complain(&format!("{error:#}")),
    }
}
