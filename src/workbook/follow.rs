//! The screen of an exercise that is being solved: it is checked again at each save, and single
//! keys ask for more.

use super::practice::Desk;
use crate::cli::report::report;
use crate::lesson::exercises::Exercise;
use crate::lesson::exercises::files::saved;
use crate::lesson::program::workspace;
use crate::narrate::message::Practice;
use crate::narrate::{Failure, Result, message};
use crate::prompt::ask::Ask;
use crate::run::{self, Check};
use crate::terminal::keys::{Key, Keys};
use crate::terminal::say::say;
use std::time::Duration;

/// How often the files are looked at: a save is seen at once, and nothing else is slowed down.
const GLANCE: Duration = Duration::from_millis(50);

/// What a key asks for.
enum Wish {
    Check,
    Leave,
}

/// Until the person leaves. True if the last exercise that was shown is passed.
///
/// # Errors
/// Where it cannot be shown, or a signal ends it.
pub fn follow(desk: &mut Desk, mut exercise: &'static Exercise, ask: &mut dyn Ask) -> Result<bool> {
    loop {
        let before = saved(&workspace()?);
        let (is_passed, last) = shown(desk, exercise)?;
        say(&format!(
            "{}\n{}",
            message(Practice::Waits),
            message(Practice::Keys)
        ))?;
        match wait(desk, &mut exercise, last.as_ref(), before, ask)? {
            Wish::Check => {}
            Wish::Leave => return Ok(is_passed),
        }
        say("")?;
    }
}

/// Checks it and shows what was found; what keeps it from being checked is said and no more.
fn shown(desk: &mut Desk, exercise: &'static Exercise) -> Result<(bool, Option<Check>)> {
    match run::check(exercise, None, desk.context) {
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
    before: crate::lesson::exercises::files::Saved,
    ask: &mut dyn Ask,
) -> Result<Wish> {
    let root = workspace()?;
    loop {
        let key = {
            let keys = Keys::new()?;
            loop {
                if desk.context.is_interrupted() {
                    return Err(Failure::Interrupted);
                }
                if saved(&root) != before {
                    return Ok(Wish::Check);
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
            Key::Letter('r') => {
                desk.reset(Some(crate::cli::values::Reset::Exercise(exercise)), ask)?
            }
            Key::Letter('s') => {
                if let Err(failure) = desk.solution(Some(*exercise)) {
                    report(&failure, desk.context.typed_at);
                }
            }
            Key::Letter('n') => {
                *exercise = desk.which_after(exercise)?;
                return Ok(Wish::Check);
            }
            Key::Letter('q') | Key::End => return Ok(Wish::Leave),
            Key::Letter(_) | Key::None => {}
        }
    }
}
