//! A run under trace that takes every turn as it comes, from its first step to its verdict.

use super::driver::{Driver, Turn};
use super::ending::finish;
use super::outcome::Outcome;
use super::spec::RunSpec;
use crate::narrate::Result;

/// Runs to the end.
///
/// # Errors
/// As for [`Driver::open`], and what ended the run before its end.
pub fn run(spec: &RunSpec) -> Result<Outcome> {
    let mut driver = Driver::open(spec)?;
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
