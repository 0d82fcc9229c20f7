//! `step`: the pair is parked before each call, and a person lets one happen.

use super::{Ended, Session, Then, Until, ends_of};
use crate::ask::Ask;
use crate::catalogue::Cue;
use crate::command::during;
use crate::narrate::{present, turns};
use crate::performance::Turn;
use crate::say::say;
use crate::scene::Scene;
use anyhow::Result;

/// The text says why nothing can be stepped here, if so.
pub fn step<'a>(scene: &'a Scene<'a>, ask: &'a mut dyn Ask) -> Result<Result<Ended, String>> {
    let table = during::step_table();
    let session = match Session::open(scene, ask, table, turns::enter_line())? {
        Ok(session) => session,
        Err(why) => return Ok(Err(why)),
    };
    if session.ask.is_person() {
        let is_pair = scene.cast.len() > 1;
        say(&format!("\n{}", turns::how_to_step(is_pair)))?;
    }
    session.steps().map(Ok)
}

impl Session<'_> {
    fn steps(mut self) -> Result<Ended> {
        loop {
            let turn = self.turn()?;
            let then = match &turn {
                Turn::Ended => Then::Finish { ended: true },
                turn if self.goes_on(turn) => self.take(turn)?,
                turn => {
                    let next = self.performance.last_step() + 1;
                    let prompt = turns::step_prompt(next, &self.next(turn));
                    self.obey(&prompt, turn, during::stepping)?
                }
            };
            match then {
                Then::Settle | Then::AskAgain => {}
                Then::Finish { ended } => return self.finish(ended),
                Then::BreakOff => return self.break_off(),
            }
        }
    }

    /// Whether `go` has not come to its end.
    fn goes_on(&mut self, turn: &Turn) -> bool {
        let goes_on = match self.going {
            None => false,
            Some(Until::End) => true,
            Some(Until::Step(step)) => {
                self.performance.last_step() < step && !matches!(turn, Turn::NothingLeft)
            }
        };
        if !goes_on {
            self.going = None;
        }
        goes_on
    }

    /// What Enter lets happen.
    fn next(&self, turn: &Turn) -> String {
        match turn {
            Turn::Move(ready) => {
                let Some(first) = ready.first() else {
                    return String::new();
                };
                let mut others = ends_of(ready);
                others.retain(|end| *end != first.who.end);
                format!(
                    "{}: {}{}",
                    first.who,
                    present::before(first),
                    turns::or_else(&others)
                )
            }
            Turn::Cue(Cue::Type(end, line)) => turns::next_typed(*end, Some(line)),
            Turn::Cue(Cue::EndOfInput(end)) => turns::next_typed(*end, None),
            Turn::Cue(Cue::LetGo(end)) => turns::next_let_go(*end),
            Turn::Timer => turns::next_timer().to_owned(),
            Turn::NothingLeft => {
                let keyboard = self.performance.keyboards().into_iter().next();
                turns::next_nothing(keyboard, self.performance.can_join())
            }
            Turn::Busy => turns::next_busy().to_owned(),
            Turn::Ended => String::new(),
        }
    }
}
