//! The end of a run under trace: what is left is stopped, and the verdict is told.

use super::driver::Driver;
use super::outcome::Outcome;
use super::telling::telling;
use crate::narrate::Result;
use event::{Call, End, Event, Request, Socket, Step, Verdict, Wait, Waiting};

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
    Ok(Outcome {
        numbers,
        steps: driver.teller.steps().clone(),
        ..outcome
    })
}

/// Everybody sleeps, or asks again and again, and nothing is left to type. Where a person could go
/// on, by typing or by starting another client, the run is over. Otherwise they wait for each other,
/// or one of them is lost in a loop.
fn nothing_left(driver: &mut Driver) -> Result<Verdict> {
    let waiting = telling(driver.session.waiting_at());
    let only_the_server = driver.session.alive() == [End::Server];
    let asked = if driver.asks_for_ever() {
        driver.fruitless.last()
    } else {
        None
    };
    let endless = asked.map(|(step, returned)| Verdict::Endless {
        who: step.who,
        place: step.place.clone(),
        at_end_of_stream: returned.is_end_of_stream(),
        waiting: waiting.clone(),
    });
    let is_lost = asked.is_some_and(|(_, returned)| returned.is_end_of_stream());
    let asks = asked.is_some_and(|(_, returned)| is_for_anybody(&returned.call, None));
    let waits = |waiting: &Waiting| match &waiting.wait {
        Wait::In { call, socket } => is_for_anybody(call, socket.as_deref()),
        _ => false,
    };
    let for_anybody = only_the_server && (asks || waiting.iter().any(waits));
    // Who cannot be seen may wait for anything.
    let may_go_on = driver.keyboard_waits() || for_anybody || driver.session.is_blind();
    let over = !is_lost && may_go_on;
    let stopped: Vec<Step> = driver.session.stop()?;
    if !over {
        return Ok(endless.unwrap_or(Verdict::Stuck(waiting)));
    }
    for step in stopped {
        driver.teller.tell(&Event::Step(Box::new(step)))?;
    }
    Ok(Verdict::Over)
}

/// Whether a stranger could answer this call: a new client, or who sends a datagram.
fn is_for_anybody(call: &Call, socket: Option<&Socket>) -> bool {
    match call.request {
        Request::Accept | Request::Wait { .. } => true,
        Request::Receive { .. } | Request::ReceiveSeveral { .. } => {
            socket.is_some_and(|socket| socket.peer.is_none())
        }
        _ => false,
    }
}
