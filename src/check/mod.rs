//! Whether a run shows what an exercise demands. Pure: a list of events and a list of truths
//! give a list of findings, without a word. It knows nothing of how a run is made.
//!
//! - [`done`] folds the events into what each end did: connected, read so many bytes, closed …
//!   A call that only a run-time makes (poll, getsockname, a probe) is nothing that is done.
//! - [`finding`] is what is found of a truth; [`truths`] has a function for each kind of truth.
//!
//! **To add a truth**, look first whether a new `Act` does: with `Happens`, `Never` and `Before` it
//! says much. An act is a variant of `Act` in `src/lesson/exercises/truth.rs`, a line of
//! `done.rs` that notes it, and its words in `src/narrate/en/truths.rs`. A new kind of truth is
//! a variant of `Truth`, its function in `truths.rs`, and its words. The compiler leads through
//! all of them. Each is then seen broken: a program in `tests/exercises/wrong/`.

mod done;
mod finding;
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
