//! The screen of an exercise that is being solved: it is checked again at each save, and single
//! keys ask for more.

use super::practice::Desk;
use crate::cli::report::report;
use crate::cli::values::Reset;
use crate::lesson::exercises::Exercise;
use crate::lesson::exercises::files::{Saved, saved};
use crate::lesson::program::workspace;
use crate::narrate::message::Practice;
use crate::narrate::{Failure, Result, message};
use crate::prompt::ask::Ask;
use crate::run::{self, Check, Wish};
use crate::terminal::keys::{Key, Keys};
use crate::terminal::say::say;
use std::time::Duration;

/// How often the files are looked at: a save is seen at once, and nothing else is slowed down.
const GLANCE: Duration = Duration::from_millis(50);

/// What comes after the wait.
enum Next {
    Check,
    Leave,
}

/// Until the person leaves. True if the last exercise that was shown is passed.
///
/// # Errors
/// Where it cannot be shown, or a signal ends it.
pub fn follow(
    desk: &mut Desk,
    mut exercise: &'static Exercise,
    wish: Wish,
    ask: &mut dyn Ask,
) -> Result<bool> {
    loop {
        let before = saved(&workspace()?);
        let (is_passed, last) = shown(desk, exercise, wish)?;
        say(&format!(
            "{}\n{}",
            message(Practice::Waits),
            message(Practice::Keys)
        ))?;
        match wait(desk, &mut exercise, last.as_ref(), before, ask)? {
            Next::Check => {}
            Next::Leave => return Ok(is_passed),
        }
        say("")?;
    }
}

/// Checks it and shows what was found; what keeps it from being checked is said and no more.
fn shown(
    desk: &mut Desk,
    exercise: &'static Exercise,
    wish: Wish,
) -> Result<(bool, Option<Check>)> {
    match run::check(exercise, wish, desk.context) {
        Ok(check) => Ok((desk.show(exercise, &check, false)?, Some(check))),
        Err(failure @ (Failure::Interrupted | Failure::ReaderGone)) => Err(failure),
        Err(failure) => {
            report(&failure, desk.context.typed_at);
            Ok((false, None))
        }
    }
}

/// Waits for a save or a key that ends the wait.
fn wait(
    desk: &mut Desk,
    exercise: &mut &'static Exercise,
    last: Option<&Check>,
    before: Saved,
    ask: &mut dyn Ask,
) -> Result<Next> {
    let root = workspace()?;
    loop {
        let key = {
            let keys = Keys::new()?;
            loop {
                if desk.context.is_interrupted() {
                    return Err(Failure::Interrupted);
                }
                if saved(&root) != before {
                    return Ok(Next::Check);
                }
                match keys.next(GLANCE) {
                    Key::None => {}
                    key => break key,
                }
            }
        };
        match key {
            Key::Letter('h') => desk.hint(Some(*exercise))?,
            Key::Letter('d') => {
                if let Some(Check::Checked(checked)) = last {
                    run::tell(checked, desk.context)?;
                }
            }
            Key::Letter('r') => desk.reset(Some(Reset::Exercise(exercise)), ask)?,
            Key::Letter('s') => {
                if let Err(failure) = desk.solution(Some(*exercise)) {
                    report(&failure, desk.context.typed_at);
                }
            }
            Key::Letter('n') => {
                *exercise = desk.which_after(exercise)?;
                return Ok(Next::Check);
            }
            Key::Letter('q') | Key::End => return Ok(Next::Leave),
            Key::Letter(_) | Key::None => {}
        }
    }
}
