//! Runs, steps or talks in the best way that this system allows: narrated as it happens; else
//! a lesson's recorded narration; else plainly.

use super::outcome::Outcome;
use super::spec::RunSpec;
use super::teller::Teller;
use super::{recorded, system, untraced};
use crate::cli::values::LogFile;
use crate::lesson::catalogue::Lesson;
use crate::narrate::message::Run;
use crate::narrate::problem::{Problem, Unnarrated};
use crate::narrate::{Failure, Result, message};
use crate::prompt::ask::Ask;
use crate::terminal::say::{complain, say};
use event::Event;

/// Runs to the end; without narration if that is asked for.
///
/// # Errors
/// What ended the run before its end.
pub fn run(spec: &RunSpec, plainly: bool) -> Result<Outcome> {
    if plainly {
        return plain(spec, &Unnarrated::Asked);
    }
    let why = match system::run(spec) {
        Err(Failure::Problem(Problem::NeedsNarration(why))) => why,
        done => return done,
    };
    match spec.lesson {
        Some(lesson) => {
            let events = record(spec, lesson, &why)?;
            let mut teller = Teller::new(&spec.context, spec.log.as_ref())?;
            let told = recorded::tell(&events, &mut teller);
            teller.or_broken_off(told)
        }
        None if spec.log.is_some() => Err(Problem::NeedsNarration(why).into()),
        None => plain(spec, &why),
    }
}

fn plain(spec: &RunSpec, why: &Unnarrated) -> Result<Outcome> {
    untraced::run(spec, &message(Run::Plain { why }))
}

/// Goes through it call by call, as a person decides.
///
/// # Errors
/// What ended the run before its end.
pub fn step<'a>(spec: &'a RunSpec<'a>, ask: &'a mut dyn Ask) -> Result<Outcome> {
    let why = match system::step(spec, ask) {
        Err(Failure::Problem(Problem::NeedsNarration(why))) => why,
        done => return done,
    };
    match spec.lesson {
        Some(lesson) => recorded::step(&record(spec, lesson, &why)?, spec, ask),
        None => Err(Problem::NeedsNarration(why).into()),
    }
}

/// Makes a person the keyboard of all ends.
///
/// # Errors
/// [`Problem::NeedsNarration`] where that cannot be had, and what ended the run before its end.
pub fn talk<'a>(spec: &'a RunSpec<'a>, ask: &'a mut dyn Ask) -> Result<Outcome> {
    system::talk(spec, ask)
}

/// Asks a person what will happen, and shows what does.
///
/// # Errors
/// As for [`talk`].
pub fn predict<'a>(spec: &'a RunSpec<'a>, ask: &'a mut dyn Ask) -> Result<Outcome> {
    system::predict(spec, ask)
}

/// Runs a lesson unseen, and shows what it does other than the original.
///
/// # Errors
/// [`Problem::NeedsNarration`] where that cannot be had, and what ended the run before its end.
pub fn diff(spec: &RunSpec, lesson: &'static Lesson) -> Result<Outcome> {
    system::diff(spec, lesson)
}

/// The record of a lesson, and in a line that it is one: beside a log on standard output, where
/// nothing else may stand.
fn record(spec: &RunSpec, lesson: &Lesson, why: &Unnarrated) -> Result<Vec<Event>> {
    let at = spec.context.typed_at;
    let head = message(Run::Recorded { why, lesson, at });
    if spec.log == Some(LogFile::Standard) {
        complain(&head);
    } else {
        say(&head)?;
    }
    recorded::events(lesson)
}
