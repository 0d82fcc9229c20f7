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
use crate::terminal::columns::room;
use crate::terminal::escape::width;
use crate::terminal::keys::{Key, Keys};
use crate::terminal::say::say;
use std::path::Path;
use std::time::Duration;

/// How often the files are looked at: a save is seen at once, and nothing else is slowed down.
const GLANCE: Duration = Duration::from_millis(50);

impl Desk<'_> {
    /// Follows a person who solves it; without one it is checked once. False if that failed.
    ///
    /// # Errors
    /// As for [`follow`] and [`Desk::check`].
    pub fn solve(
        &mut self,
        which: &'static Exercise,
        wish: Wish,
        ask: &mut dyn Ask,
    ) -> Result<bool> {
        if !ask.is_person() {
            return self.check(which, wish, false);
        }
        follow(self, which, wish, ask)?;
        Ok(true)
    }
}

/// Until the person leaves.
///
/// # Errors
/// Where it cannot be shown, or a signal ends it.
fn follow(
    desk: &mut Desk,
    mut exercise: &'static Exercise,
    wish: Wish,
    ask: &mut dyn Ask,
) -> Result<()> {
    let root = workspace()?;
    // Before the first check, so that a save during it is not missed.
    let mut before = saved(&root);
    let mut keys = Keys::new()?;
    loop {
        let last = checked(desk, exercise, wish)?;
        loop {
            say(&what_can_be_done())?;
            match wait(desk, &keys, &root, &before)? {
                Wait::Saved(now) => {
                    before = now;
                    break;
                }
                Wait::Pressed('q') => return Ok(()),
                Wait::Pressed('n') => match desk.which_after(exercise) {
                    Ok(next) => {
                        exercise = next;
                        break;
                    }
                    all_passed => or_said(desk, all_passed.map(drop))?,
                },
                Wait::Pressed('r') => {
                    // Whoever answers writes a line.
                    drop(keys);
                    let done = desk.reset(Some(Reset::Exercise(exercise)), ask);
                    keys = Keys::new()?;
                    or_said(desk, done)?;
                }
                Wait::Pressed(key) => {
                    let done = press(desk, exercise, last.as_ref(), key);
                    or_said(desk, done)?;
                }
            }
        }
        say("")?;
    }
}

/// Checks it and shows what was found; what keeps it from being checked is said and no more.
fn checked(desk: &mut Desk, exercise: &'static Exercise, wish: Wish) -> Result<Option<Check>> {
    let checked = run::check(exercise, wish, desk.context);
    let shown = checked.and_then(|check| {
        desk.show(exercise, &check, false)?;
        Ok(check)
    });
    match shown {
        Ok(check) => Ok(Some(check)),
        failed => {
            or_said(desk, failed.map(drop))?;
            Ok(None)
        }
    }
}

fn press(
    desk: &mut Desk,
    exercise: &'static Exercise,
    last: Option<&Check>,
    key: char,
) -> Result<()> {
    match (key, last) {
        ('h', _) => desk.hint(Some(exercise)),
        ('s', _) if desk.hides_solution(exercise) => Ok(say(&message(Practice::Later))?),
        ('s', _) => desk.solution(Some(exercise)),
        ('d', Some(Check::Checked(checked))) => run::tell(checked, desk.context),
        _ => Ok(()),
    }
}

/// Says what went wrong, unless that ends everything.
fn or_said(desk: &Desk, done: Result<()>) -> Result<()> {
    match done {
        Err(failure @ (Failure::Interrupted | Failure::ReaderGone)) => Err(failure),
        Err(failure) => {
            report(&failure, desk.context.typed_at);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Side by side where the terminal has room for that.
fn what_can_be_done() -> String {
    let (waits, keys) = (message(Practice::Waits), message(Practice::Keys));
    let between = if width(&waits) + 8 + width(&keys) <= room() {
        " ".repeat(8)
    } else {
        "\n".to_owned()
    };
    format!("{waits}{between}{keys}")
}

enum Wait {
    /// Files were saved, and this is how they are now.
    Saved(Saved),
    Pressed(char),
}

/// Waits for a save or a key that means something.
fn wait(desk: &Desk, keys: &Keys, root: &Path, before: &Saved) -> Result<Wait> {
    loop {
        if desk.context.is_interrupted() {
            return Err(Failure::Interrupted);
        }
        let now = saved(root);
        if now != *before {
            return Ok(Wait::Saved(at_rest(root, now)));
        }
        match keys.next(GLANCE) {
            Key::Letter(key @ ('h' | 'd' | 'r' | 's' | 'n' | 'q')) => {
                return Ok(Wait::Pressed(key));
            }
            Key::End => return Ok(Wait::Pressed('q')),
            Key::Letter(_) | Key::None => {}
        }
    }
}

/// An editor may empty a file before it writes it, or take it away for a moment: how the files
/// are when they have not changed for a glance.
fn at_rest(root: &Path, mut seen: Saved) -> Saved {
    loop {
        std::thread::sleep(GLANCE);
        let now = saved(root);
        if now == seen {
            return now;
        }
        seen = now;
    }
}
