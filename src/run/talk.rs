//! `talk`: a person is the keyboard of all ends of a chat.

use super::driver::Turn;
use super::interactive::{Interactive, Then};
use super::outcome::Outcome;
use super::spec::RunSpec;
use crate::cli::during;
use crate::narrate::message::Turn as Says;
use crate::narrate::{Result, message};
use crate::prompt::ask::Ask;
use crate::terminal::say::say;

/// # Errors
/// As for [`super::driver::Driver::open`], and what ended the run before its end.
pub fn talk<'a>(spec: &'a RunSpec<'a>, ask: &'a mut dyn Ask) -> Result<Outcome> {
    let table = during::talk_table();
    let mut talking = Interactive::open(spec, ask, table, Says::TypedLine)?;
    talking.driver.forget_script();
    let outcome = talks(talking)?;
    // A talk is no run of the lesson.
    Ok(Outcome {
        complete: false,
        ..outcome
    })
}

fn talks(mut talking: Interactive) -> Result<Outcome> {
    let mut explained = !talking.ask.is_person();
    loop {
        let turn = talking.turn()?;
        let then = match &turn {
            Turn::Ended => Then::Finish { ended: true },
            Turn::Move(_) => talking.take(&turn)?,
            Turn::Timer if !talking.driver.keyboard_waits() => talking.take(&turn)?,
            _ => {
                if !std::mem::replace(&mut explained, true) {
                    say(&format!("\n{}", message(Says::HowToTalk)))?;
                }
                let keyboards = &talking.driver.keyboards();
                let prompt = message(Says::TalkPrompt { keyboards });
                // Enter alone only looks again.
                talking.obey(&prompt, &Turn::Busy, during::talking)?
            }
        };
        match then {
            Then::Settle | Then::AskAgain => {}
            Then::Finish { ended } => return talking.finish(ended),
            Then::BreakOff => return talking.break_off(),
        }
    }
}
