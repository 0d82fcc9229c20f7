//! `step`: the pair is parked before each call, and a person lets one happen.

use super::driver::Turn;
use super::interactive::{Interactive, Then, Until, ends_of};
use super::outcome::Outcome;
use super::spec::RunSpec;
use crate::cli::during;
use crate::lesson::catalogue::Cue;
use crate::narrate::message::{Next, Turn as Says};
use crate::narrate::{Result, message};
use crate::prompt::ask::Ask;
use crate::terminal::say::say;

/// # Errors
/// As for [`super::driver::Driver::open`], and what ended the run before its end.
pub fn step<'a>(spec: &'a RunSpec<'a>, ask: &'a mut dyn Ask) -> Result<Outcome> {
    let is_pair = spec.began().is_pair();
    let table = if is_pair {
        during::step_table()
    } else {
        during::step_table_alone()
    };
    let stepping = Interactive::open(spec, ask, table, Says::EnterLine)?;
    if stepping.ask.is_person() {
        let how = message(Says::HowToStep { is_pair });
        say(&format!("\n{how}"))?;
    }
    steps(stepping)
}

fn steps(mut stepping: Interactive) -> Result<Outcome> {
    loop {
        let turn = stepping.turn()?;
        let then = match &turn {
            Turn::Ended => Then::Finish { ended: true },
            turn if goes_on(&mut stepping, turn) => stepping.take(turn)?,
            turn => {
                let prompt = prompt(&mut stepping, turn);
                stepping.obey(&prompt, turn, during::stepping)?
            }
        };
        match then {
            Then::Settle | Then::AskAgain => {}
            Then::Finish { ended } => return stepping.finish(ended),
            Then::BreakOff => return stepping.break_off(),
        }
    }
}

/// Whether `go` has not come to its end.
fn goes_on(stepping: &mut Interactive, turn: &Turn) -> bool {
    let goes_on = match stepping.going {
        None => false,
        Some(Until::End) => true,
        Some(Until::Step(step)) => {
            stepping.driver.last_step() < step && !matches!(turn, Turn::NothingLeft)
        }
    };
    if !goes_on {
        stepping.going = None;
    }
    goes_on
}

/// What Enter lets happen.
fn prompt(stepping: &mut Interactive, turn: &Turn) -> String {
    let step = stepping.driver.last_step() + 1;
    let asks = |next| message(Says::StepPrompt { step, next });
    match turn {
        Turn::Move(ready) | Turn::Endless(ready) => {
            let Some(first) = ready.first() else {
                return String::new();
            };
            let mut others = ends_of(ready);
            others.retain(|end| *end != first.who.end);
            asks(Next::Move {
                ready: first,
                others: &others,
            })
        }
        Turn::Cue(Cue::Type(end, line)) => asks(Next::Type {
            end: *end,
            line: Some(line),
        }),
        Turn::Cue(Cue::EndOfInput(end)) => asks(Next::Type {
            end: *end,
            line: None,
        }),
        Turn::Cue(Cue::LetGo(end)) => asks(Next::LetGo(*end)),
        Turn::Timer => asks(Next::Timer),
        Turn::NothingLeft => asks(Next::NothingLeft {
            keyboard: stepping.driver.keyboards().into_iter().next(),
            can_join: stepping.driver.can_join(),
        }),
        Turn::Busy => asks(Next::Busy),
        Turn::Ended => String::new(),
    }
}
