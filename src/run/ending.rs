//! The end of a run under trace: what is left is stopped, and the verdict is told.

use super::driver::Driver;
use super::outcome::Outcome;
use crate::narrate::Result;
use event::{End, Event, Request, Step, Verdict, Wait, Waiting};

/// Stops who is left and tells what it came to. `ended` if nobody is.
///
/// # Errors
/// If a signal breaks that off, or nothing can be shown.
pub fn finish(driver: &mut Driver, ended: bool) -> Result<Outcome> {
    let verdict = if ended {
        Verdict::Over
    } else {
        nothing_left(driver)?
    };
    let success = verdict == Verdict::Over && driver.teller.history().failed().is_empty();
    close(driver, verdict, Outcome::new(success))
}

/// The person wants no more of it.
///
/// # Errors
/// As for [`finish`].
pub fn break_off(driver: &mut Driver) -> Result<Outcome> {
    driver.session.stop()?;
    let outcome = Outcome {
        complete: false,
        ..Outcome::new(true)
    };
    close(driver, Verdict::BrokenOff, outcome)
}

fn close(driver: &mut Driver, verdict: Verdict, outcome: Outcome) -> Result<Outcome> {
    driver.teller.tell(&Event::Ended(verdict))?;
    let numbers = driver.session.numbers();
    Ok(Outcome { numbers, ..outcome })
}

/// Everybody sleeps and nothing is left to type. Where a person could go on, by typing or by
/// starting another client, the run is over. Otherwise they wait for each other.
fn nothing_left(driver: &mut Driver) -> Result<Verdict> {
    let waiting = driver.session.waiting();
    let only_the_server = driver.session.alive() == [End::Server];
    let for_anybody = only_the_server && waiting.iter().any(waits_for_anybody);
    let over = driver.keyboard_waits() || for_anybody;
    let stopped: Vec<Step> = driver.session.stop()?;
    if !over {
        return Ok(Verdict::Stuck(waiting));
    }
    for step in stopped {
        driver.teller.tell(&Event::Step(Box::new(step)))?;
    }
    Ok(Verdict::Over)
}

/// Waits for a stranger: a new client or a datagram.
fn waits_for_anybody(waiting: &Waiting) -> bool {
    let Wait::In { call, socket } = &waiting.wait else {
        return false;
    };
    match call.request {
        Request::Accept | Request::Wait { .. } => true,
        Request::Receive { .. } => socket.as_ref().is_some_and(|socket| socket.peer.is_none()),
        _ => false,
    }
}
