//! A lesson performed under trace: the stage moves the programs, the script types, and
//! every event goes to the view. Needs Linux; `elsewhere.rs` stands in for it on other
//! systems.

use crate::appearance::Appearance;
use crate::call::{End, Ending, Event, Request, Step, What, Who};
use crate::catalogue::{Cue, Lesson};
use crate::narrate::problems::{self, Stuck, Unnarrated};
use crate::scene::{Scene, Success};
use crate::stage::{Halt, Limits, Part, Stage, Wait, Waiting};
use crate::trace::Refused;
use crate::view::{View, view};
use anyhow::{Result, anyhow};
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use crate::stage::holder_of;
pub use crate::trace::die_with_us;

/// A guard against hanging, far beyond what a lesson needs.
const LONGEST_RUN: Duration = Duration::from_secs(60);

/// Performs the lesson. The text says why it cannot be narrated, if it cannot.
pub fn run(
    scene: &Scene,
    remarks: &[String],
    appearance: &Appearance,
) -> Result<Result<Success, String>> {
    let limits = Limits {
        interrupted: Arc::clone(&scene.interrupted),
        deadline: Some(Instant::now() + LONGEST_RUN),
    };
    let stage = match Stage::new(parts(scene), limits) {
        Ok(stage) => stage,
        Err(error) => match error.downcast_ref::<Refused>() {
            Some(refused) => {
                let answer = refused.to_string();
                return Ok(Err(problems::unnarrated(Unnarrated::Refused(&answer))));
            }
            None => return Err(error),
        },
    };
    narrate(scene.lesson, stage, remarks, appearance)
        .map(Ok)
        .map_err(explain)
}

fn parts(scene: &Scene) -> Vec<Part> {
    let part = |end: &End| Part {
        end: *end,
        program: scene.program.clone(),
        arguments: scene.arguments(*end).into_iter().map(Into::into).collect(),
        hold_after_connect: scene.lesson.held == Some(*end),
    };
    scene.lesson.ends.iter().map(part).collect()
}

/// Says how the run was ended from outside; other errors stay as they are.
fn explain(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<Halt>() {
        Some(Halt::TooLong) => anyhow!(problems::too_long(LONGEST_RUN.as_secs())),
        Some(Halt::Interrupted) => anyhow!(problems::interrupted()),
        None => error,
    }
}

/// A run under trace.
struct Performance<'a> {
    stage: Stage,
    view: Box<dyn View + 'a>,
    failed: BTreeSet<End>,
    last_step: Step,
}

fn narrate(
    lesson: &'static Lesson,
    stage: Stage,
    remarks: &[String],
    appearance: &Appearance,
) -> Result<Success> {
    let look = appearance.look(lesson);
    let mut view = view(io::stdout().lock(), look);
    let title = format!("Lesson {}: {}", lesson.number, lesson.title);
    view.title(&title, &format!("lessons/{}", lesson.file))?;
    for remark in remarks {
        view.remark(remark)?;
    }
    let mut performance = Performance {
        stage,
        view,
        failed: BTreeSet::new(),
        last_step: 0,
    };
    let success = performance.play(lesson.script.iter())?;
    performance.finish(lesson, success)?;
    Ok(success)
}

impl Performance<'_> {
    fn play<'b>(&mut self, mut script: impl Iterator<Item = &'b Cue>) -> Result<Success> {
        loop {
            let events = self.stage.settle()?;
            self.show(&events)?;
            if let Some(next) = self.stage.ready().first() {
                self.stage.release(next.who)?;
            } else if self.stage.alive().is_empty() {
                return Ok(self.failed.is_empty());
            } else if let Some(cue) = script.next() {
                self.give(cue);
            } else if self.stage.has_timer() {
                self.stage.wait_for_timer()?;
            } else {
                return self.nothing_left();
            }
        }
    }

    fn show(&mut self, events: &[Event]) -> Result<()> {
        for event in events {
            self.view.show(event)?;
            self.last_step = event.step;
            if let What::Exited(exited) = &event.what
                && !exited.is_child
                && !matches!(exited.how, Ending::Code(0) | Ending::Stopped)
            {
                self.failed.insert(event.who.end);
            }
        }
        Ok(())
    }

    fn give(&mut self, cue: &Cue) {
        match cue {
            // An end that has ended already reads no keyboard: then there is nothing to do.
            Cue::Type(end, line) => {
                self.stage.type_to(*end, Some(line));
            }
            Cue::EndOfInput(end) => {
                self.stage.type_to(*end, None);
            }
            Cue::LetGo(end) => self.stage.let_go(*end),
        }
    }

    /// Everybody sleeps and nothing is left to type. Where a person could go on, by typing or
    /// by starting another client, the run is over. Otherwise they wait for each other.
    fn nothing_left(&mut self) -> Result<Success> {
        let waiting = self.stage.waiting();
        let alive = self.stage.alive();
        let keyboard = waiting.iter().any(|one| matches!(one.wait, Wait::Keyboard));
        let for_anybody = alive == [End::Server] && waiting.iter().any(waits_for_anybody);
        if !keyboard && !for_anybody {
            self.view.remark(&problems::stuck(
                &waiting.iter().map(stuck).collect::<Vec<_>>(),
            ))?;
        }
        let events = self.stage.stop(&alive)?;
        if keyboard || for_anybody {
            self.show(&events)?;
            return Ok(self.failed.is_empty());
        }
        Ok(false)
    }

    fn finish(&mut self, lesson: &Lesson, success: Success) -> Result<()> {
        let failed: Vec<End> = self.failed.iter().copied().collect();
        match (success, failed.as_slice()) {
            (true, _) => self
                .view
                .remark(&problems::played(lesson, self.last_step))?,
            (false, []) => {}
            (false, failed) => self.view.remark(&problems::failed(failed))?,
        }
        Ok(())
    }
}

/// Waits for a stranger: a new client or a datagram.
fn waits_for_anybody(waiting: &Waiting) -> bool {
    let Wait::In { call, socket } = &waiting.wait else {
        return false;
    };
    match call.request {
        Request::Accept | Request::Wait { .. } => true,
        Request::Receive { .. } => socket.as_ref().is_some_and(|socket| socket.peer.is_none()),
        _ => false,
    }
}

fn stuck(waiting: &Waiting) -> (Who, Stuck<'_>) {
    let stuck = match &waiting.wait {
        Wait::In { call, socket } => Stuck::In {
            call: call.name,
            for_whom: socket.as_ref().and_then(|socket| socket.peer_end),
        },
        Wait::Untold(name) => Stuck::Untold(name),
        Wait::Keyboard => Stuck::Untold("keyboard"),
        Wait::Held => Stuck::Untold("held"),
    };
    (waiting.who, stuck)
}
