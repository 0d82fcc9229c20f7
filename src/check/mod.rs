//! What a run is held against: what an exercise demands, another run, or what a person has predicted.
//! Pure: from events to data, without a word, and without knowing how a run is made or shown.
//!
//! - [`done`] folds the events into what each end did: connected, read so many bytes, closed …
//!   A call that only a run-time makes (poll, getsockname, a probe) is nothing that is done.
//!   [`lookup`] finds them. [`finding`] is what is found of a truth; [`truths`] has a function for
//!   each kind of truth.
//! - [`difference`] is what two runs of a lesson have in common and what not, and which lines of
//!   its source are changed. [`essence`] is what of a step counts for that, and [`align`] finds
//!   which belong together.
//! - [`prediction`] asks what happens next, and recognises what did; [`asking`] chooses among
//!   questions.
//!
//! **To add a truth**, look first whether a new `Act` does: with `Happens`, `Never` and `Before` it
//! says much. An act is a variant of `Act` in `src/lesson/exercises/truth.rs`, a line of
//! `done.rs` that notes it, and its words in `src/narrate/en/truths.rs`. A new kind of truth is
//! a variant of `Truth`, its function in `truths.rs`, and its words. The compiler leads through
//! all of them. Each is then seen broken: a program in `tests/exercises/wrong/`.

mod align;
pub mod asking;
pub mod difference;
mod done;
mod essence;
mod finding;
mod lookup;
pub mod prediction;
#[cfg(test)]
mod tests;
mod truths;

pub use finding::{Breach, Finding, Why};

use crate::lesson::exercises::Truth;
use done::Run;
use event::Event;

/// What was found of each truth, in order.
pub fn check(truths: &[Truth], events: &[Event]) -> Vec<Finding> {
    let run = Run::of(events);
    let mut is_broken = false;
    let mut findings = Vec::new();
    for truth in truths {
        let mut finding = truths::find(truth, &run);
        if let Finding::Broken(breach) = &finding {
            if is_broken && matches!(breach.why, Why::Missing { .. }) {
                finding = Finding::NotReached;
            }
            is_broken = true;
        }
        findings.push(finding);
    }
    findings
}

/// Whether everything holds.
pub fn is_passed(findings: &[Finding]) -> bool {
    findings
        .iter()
        .all(|finding| matches!(finding, Finding::Holds { .. }))
}
