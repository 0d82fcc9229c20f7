//! `talk`: a person is the keyboard of all ends of a chat.

use super::{Ended, Session, Then};
use crate::ask::Ask;
use crate::command::during;
use crate::narrate::turns;
use crate::performance::{Performance, Turn};
use crate::say::say;
use crate::scene::Scene;
use anyhow::Result;

/// The text says why nothing can be told here, if so.
pub fn talk<'a>(scene: &'a Scene<'a>, ask: &'a mut dyn Ask) -> Result<Result<Ended, String>> {
    let mut performance = match Performance::open(scene)? {
        Ok(performance) => performance,
        Err(why) => return Ok(Err(why)),
    };
    performance.forget_script();
    let mut session = Session {
        performance,
        scene,
        ask,
        table: during::talk_table(),
        nameless: turns::typed_line(),
        failure: None,
        going: None,
    };
    session.performance.guard(!session.ask.is_person());
    session.talks().map(Ok)
}

impl Session<'_> {
    fn talks(mut self) -> Result<Ended> {
        let mut explained = !self.ask.is_person();
        loop {
            let turn = self.turn()?;
            let then = match &turn {
                Turn::Ended => Then::Finish { ended: true },
                Turn::Move(_) => self.take(&turn)?,
                Turn::Timer if !self.performance.keyboard_waits() => self.take(&turn)?,
                _ => {
                    if !std::mem::replace(&mut explained, true) {
                        say(&format!("\n{}", turns::how_to_talk()))?;
                    }
                    self.hear_until_obeyed()?
                }
            };
            match then {
                Then::Settle | Then::AskAgain => {}
                Then::Finish { ended } => return self.finish(ended),
                Then::BreakOff => return self.break_off(),
            }
        }
    }

    fn hear_until_obeyed(&mut self) -> Result<Then> {
        let prompt = turns::talk_prompt(&self.performance.keyboards());
        loop {
            // Enter alone only looks again.
            match self.obey(&prompt, &Turn::Busy, during::talking)? {
                Then::AskAgain => {}
                then => return Ok(then),
            }
        }
    }
}
