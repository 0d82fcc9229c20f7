//! A run under trace that takes every turn as it comes, from its first step to its verdict.

use super::driver::{Driver, Turn};
use super::ending::finish;
use super::outcome::Outcome;
use super::spec::RunSpec;
use super::teller::Teller;
use crate::export::Export;
use crate::narrate::Result;

/// Runs to the end.
///
/// # Errors
/// As for [`Driver::open`], and what ended the run before its end.
pub fn run(spec: &RunSpec) -> Result<Outcome> {
    to_the_end(Driver::open(spec)?)
}

/// Runs to the end without a word, and gives every event to this.
///
/// # Errors
/// As for [`run`].
pub fn watch<'a>(spec: &'a RunSpec<'a>, to: Box<dyn Export + 'a>) -> Result<Outcome> {
    to_the_end(Driver::told_by(spec, || {
        Ok(Teller::silent(&spec.context, to))
    })?)
}

fn to_the_end(mut driver: Driver) -> Result<Outcome> {
    let outcome = play(&mut driver);
    driver.teller.or_broken_off(outcome)
}

fn play(driver: &mut Driver) -> Result<Outcome> {
    loop {
        driver.settle()?;
        let turn = driver.turn();
        if !driver.take(&turn)? {
            return finish(driver, matches!(turn, Turn::Ended));
        }
    }
}
