//! A run that was recorded, told again: from a file, or from the records of the lessons that
//! the workbook carries with it. It needs no tracing and works on every system.

use super::explain::{explain, explainable};
use super::outcome::{Outcome, refuse};
use super::spec::RunSpec;
use super::teller::Teller;
use crate::book;
use crate::cli::during::{self, Always, Go, Telling};
use crate::lesson::catalogue::{Lesson, Page, START};
use crate::lesson::recorded::of_lesson;
use crate::narrate::message::{Next, Turn};
use crate::narrate::problem::{InPair, Logs};
use crate::narrate::{Failure, Result, message};
use crate::prompt::ask::{Answer, Ask, Question};
use crate::terminal::say::say;
use event::{Event, StepNumber, Verdict};

/// The record of a lesson.
///
/// # Errors
/// If the workbook was built with one that is broken.
pub fn events(lesson: &Lesson) -> Result<Vec<Event>> {
    let events = of_lesson(lesson).map_err(|why| Logs::OwnUnreadable {
        path: lesson.record_file().into(),
        why,
    })?;
    Ok(events)
}

/// Tells all of it.
///
/// # Errors
/// Where it cannot be shown.
pub fn tell(events: &[Event], teller: &mut Teller) -> Result<Outcome> {
    for event in events {
        teller.tell(event)?;
    }
    let was_over = matches!(events.last(), Some(Event::Ended(Verdict::Over)));
    let success = was_over && teller.history().failed().is_empty();
    Ok(Outcome {
        steps: teller.steps().clone(),
        ..Outcome::new(success)
    })
}

/// Tells it step by step, as a person goes on. Nobody can move otherwise than they did.
///
/// # Errors
/// As for [`tell`].
pub fn step(events: &[Event], spec: &RunSpec, ask: &mut dyn Ask) -> Result<Outcome> {
    let mut teller = Teller::new(&spec.context, spec.log.as_ref())?;
    let table = during::tell_table();
    // Goes on without asking, up to this step.
    let mut until = 0;
    let mut refused = None;
    for event in events {
        if let Event::Step(step) = event {
            while step.number > until {
                match obey(&table, step.number, spec, &mut teller, ask) {
                    Ok(Some(more)) => until = more,
                    Ok(None) => return broken_off(&mut teller, refused),
                    Err(failure) => refuse(&mut refused, explainable(failure))?,
                }
            }
        }
        teller.tell(event)?;
    }
    let success = teller.history().failed().is_empty();
    Ok(Outcome {
        refused,
        steps: teller.steps().clone(),
        ..Outcome::new(success)
    })
}

fn broken_off(teller: &mut Teller, refused: Option<u8>) -> Result<Outcome> {
    teller.tell(&Event::Ended(Verdict::BrokenOff))?;
    Ok(Outcome {
        complete: false,
        refused,
        steps: teller.steps().clone(),
        ..Outcome::new(true)
    })
}

/// Asks for a line before this step. Up to which step it goes on; None leaves.
fn obey(
    table: &clap::Command,
    step: StepNumber,
    spec: &RunSpec,
    teller: &mut Teller,
    ask: &mut dyn Ask,
) -> Result<Option<StepNumber>> {
    teller.rest()?;
    let next = Next::Recorded;
    let question = Question {
        prompt: format!("{}> ", message(Turn::StepPrompt { step, next })),
        table,
        ends: Vec::new(),
        vanishes: true,
    };
    let typed = match ask.ask(&question) {
        Answer::Line(line) => during::telling(&line)?,
        Answer::Interrupted => {
            say(&message(Turn::HowToLeave))?;
            return Ok(Some(0));
        }
        Answer::End => return Ok(None),
        Answer::Unusable(why) => return Err(Failure::misuse(why)),
    };
    match typed {
        None => return Ok(Some(step)),
        Some(Telling::Go(Go { step: Some(asked) })) if asked < step => {
            let now = step - 1;
            return Err(InPair::StepIsPast { asked, now }.into());
        }
        Some(Telling::Go(go)) => return Ok(Some(go.step.unwrap_or(StepNumber::MAX))),
        Some(Telling::Always(Always::Stop)) => return Ok(None),
        Some(Telling::Always(Always::Set(setting))) => {
            spec.context.set(setting);
            teller.restyle(spec.context.look());
        }
        Some(Telling::Always(Always::Explain(what))) => {
            explain(&what.asked, table, teller.steps())?;
        }
        Some(Telling::Always(Always::Read(asked))) => {
            let page = asked.page.or(spec.lesson.map(Page::Chapter));
            book::read(page.unwrap_or(START), ask.is_person())?;
        }
        Some(Telling::Always(Always::Help(what))) => {
            let name = what.command.as_deref();
            if name.is_none() {
                say(&message(Turn::EnterLine))?;
            }
            say(&during::help_here(table, name)?)?;
        }
    }
    Ok(Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::catalogue::LESSONS;
    use crate::narrate::{TypedAt, problem};
    use insta::assert_snapshot;

    #[test]
    fn of_a_broken_record_the_file_is_named_where_it_stands() {
        let lesson = Lesson {
            record: "hello\n",
            ..LESSONS[1]
        };
        let Err(Failure::Problem(broken)) = events(&lesson) else {
            panic!("this is no log");
        };
        assert_snapshot!(problem(&broken, TypedAt::Shell), @r"
        the recorded run that the workbook was built with is broken: tests/snapshots/lesson2.log is no log of the workbook
        hint: git restore tests/snapshots/lesson2.log brings it back; then build the workbook again: cargo run
        ");
    }
}
