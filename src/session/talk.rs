//! `talk`: a person is the keyboard of all ends of a chat.

use super::{Ended, Session, Then};
use crate::ask::Ask;
use crate::command::during;
use crate::narrate::turns;
use crate::performance::Turn;
use crate::say::say;
use crate::scene::Scene;
use anyhow::Result;

/// The text says why nothing can be told here, if so.
pub fn talk<'a>(scene: &'a Scene<'a>, ask: &'a mut dyn Ask) -> Result<Result<Ended, String>> {
    let table = during::talk_table();
    let mut session = match Session::open(scene, ask, table, turns::typed_line())? {
        Ok(session) => session,
        Err(why) => return Ok(Err(why)),
    };
    session.performance.forget_script();
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
                    let prompt = turns::talk_prompt(&self.performance.keyboards());
                    // Enter alone only looks again.
                    self.obey(&prompt, &Turn::Busy, during::talking)?
                }
            };
            match then {
                Then::Settle | Then::AskAgain => {}
                Then::Finish { ended } => return self.finish(ended),
                Then::BreakOff => return self.break_off(),
            }
        }
    }
}
