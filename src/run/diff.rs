//! `diff`: the lesson runs as the person has changed it, unseen, and is held against the run of the
//! original that was recorded.

use super::changes::text_of;
use super::driver::{Driver, Turn};
use super::ending::{break_off, finish};
use super::outcome::Outcome;
use super::recorded::events;
use super::spec::RunSpec;
use super::teller::Teller;
use crate::check::difference::{between, lines, steps};
use crate::export::Export;
use crate::lesson::catalogue::Lesson;
use crate::narrate::difference::{Row, difference};
use crate::narrate::message::Difference as Says;
use crate::narrate::{Result, Telling, message, remark};
use crate::terminal::say::say;
use crate::view::difference::difference as show_difference;
use event::{Event, History, StepNumber, Verdict};
use std::cell::RefCell;
use std::io::{self, stdout};
use std::rc::Rc;

/// A version that takes more steps than this floods, and is stopped.
const MOST_STEPS: StepNumber = 1_000;

/// # Errors
/// As for [`Driver::open`], and what ended the run before its end.
pub fn diff(spec: &RunSpec, lesson: &'static Lesson) -> Result<Outcome> {
    for said in &spec.remarks {
        say(&remark(said))?;
    }
    let kept = Kept::default();
    let keep = || Ok(Teller::silent(&spec.context, Box::new(kept.clone())));
    let mut driver = Driver::told_by(spec, keep)?;
    let outcome = play(&mut driver);
    let outcome = driver.teller.or_broken_off(outcome)?;
    show(spec, lesson, &kept.0.borrow())?;
    Ok(outcome)
}

fn play(driver: &mut Driver) -> Result<Outcome> {
    loop {
        driver.settle()?;
        if driver.last_step() > MOST_STEPS {
            return break_off(driver);
        }
        let turn = driver.turn();
        if !driver.take(&turn)? {
            return finish(driver, matches!(turn, Turn::Ended));
        }
    }
}

fn show(spec: &RunSpec, lesson: &'static Lesson, told: &Told) -> Result<()> {
    let recorded = events(lesson)?;
    let text = text_of(lesson)?;
    let lines = lines(lesson.given, &text);
    let steps = (steps(&recorded), steps(&told.events));
    let found = between(&steps.0, &steps.1);
    let mut rows = difference(&lines, &found, &recorded, &told.events);
    let title = message(Says::Title(lesson));
    let file = format!("lessons/{}", lesson.file);
    rows.extend(came_out(told).into_iter().map(Row::Words));
    let look = spec.context.look();
    Ok(show_difference(
        stdout().lock(),
        look,
        (&title, &file),
        &rows,
    )?)
}

/// How it came out, where that is not as the original does.
fn came_out(told: &Told) -> Vec<String> {
    let mut history = History::default();
    told.events.iter().for_each(|event| history.note(event));
    match told.events.last() {
        Some(Event::Ended(Verdict::BrokenOff)) => {
            vec![message(Says::CutShort { steps: MOST_STEPS })]
        }
        Some(Event::Ended(Verdict::Over)) if history.failed().is_empty() => Vec::new(),
        _ => told.paragraphs.clone(),
    }
}

/// What was told of a run.
#[derive(Default)]
struct Told {
    events: Vec<Event>,
    /// How it came out.
    paragraphs: Vec<String>,
}

#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Told>>);

impl Export for Kept {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn event(&mut self, event: &Event, telling: &Telling) -> io::Result<()> {
        let mut told = self.0.borrow_mut();
        told.events.push(event.clone());
        if let Telling::Ended(paragraphs) = telling {
            told.paragraphs.clone_from(paragraphs);
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}
