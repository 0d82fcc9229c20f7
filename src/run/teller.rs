//! Hands every event of a run on to all who want it, told once: to the view, which shows it, and
//! to a log, which keeps it. What has to be known of the events before it is known here.

use super::spec::{Context, RunSpec};
use super::steps::Steps;
use crate::cli::values::LogFile;
use crate::export::{Export, export};
use crate::narrate::problem::Logs;
use crate::narrate::{Failure, Narrator, Problem, Result, Telling, TypedAt, problem as said};
use crate::terminal::mishap;
use crate::view::{Look, View, view};
use event::{Event, History, Verdict};
use std::fs::File;
use std::io::{self, stdout};

pub struct Teller<'a> {
    view: Box<dyn View + 'a>,
    /// None also when its last event is written.
    log: Option<Box<dyn Export + 'a>>,
    narrator: Narrator,
    /// The events before the one that is told.
    history: History,
    steps: Steps,
}

impl<'a> Teller<'a> {
    /// Nothing is shown before the first event.
    ///
    /// # Errors
    /// If the log cannot be begun.
    pub fn new(context: &Context, log: Option<&LogFile>) -> Result<Teller<'a>> {
        let look = context.look();
        let shown: Box<dyn View> = match log {
            Some(LogFile::Standard) => view(io::sink(), look),
            _ => view(stdout().lock(), look),
        };
        let mut log = log.map(|log| context.idly(|| open(log))?).transpose()?;
        if let Some(log) = &mut log {
            log.begin()?;
        }
        Ok(Teller {
            view: shown,
            log,
            narrator: Narrator::default(),
            history: History::default(),
            steps: Steps::default(),
        })
    }

    /// Shows nothing: the events go to this alone.
    pub fn silent(context: &Context, to: Box<dyn Export + 'a>) -> Teller<'a> {
        Teller {
            view: view(io::sink(), context.look()),
            log: Some(to),
            narrator: Narrator::default(),
            history: History::default(),
            steps: Steps::default(),
        }
    }

    /// The run begins: what it is, and what should be known before.
    ///
    /// # Errors
    /// Here and below: where it cannot be shown or written.
    pub fn begin(&mut self, spec: &RunSpec) -> Result<()> {
        self.tell(&Event::Began(spec.began()))?;
        for remark in &spec.remarks {
            self.tell(&Event::Remark(remark.clone()))?;
        }
        Ok(())
    }

    pub fn tell(&mut self, event: &Event) -> Result<()> {
        match event {
            Event::Began(_) => mishap::at_step(0),
            Event::Step(step) => mishap::at_step(step.number),
            Event::Remark(_) | Event::Ended(_) => {}
        }
        let telling = self.narrator.tell(event, &self.history);
        // What cannot be shown has happened all the same.
        self.keep(event, &telling)?;
        let shown = self.view.show(&telling, &self.history);
        if let Telling::Step { step, told } = &telling {
            self.steps.keep(step, told);
        }
        self.history.note(event);
        self.steps.lesson = self.history.lesson();
        if matches!(event, Event::Ended(_)) {
            mishap::at_step(0);
        }
        Ok(shown?)
    }

    /// What has gone wrong is said elsewhere. The record is whole all the same.
    pub fn or_broken_off<T>(&mut self, done: Result<T>) -> Result<T> {
        if let Err(failure) = &done {
            let event = Event::Ended(verdict(failure));
            let telling = self.narrator.tell(&event, &self.history);
            self.keep(&event, &telling)?;
            mishap::at_step(0);
            // Who cannot be shown the rest has been told so by the failure itself.
            let _ = self.view.rest();
        }
        done
    }

    fn keep(&mut self, event: &Event, telling: &Telling) -> Result<()> {
        if let Some(log) = &mut self.log {
            log.event(event, telling)?;
            if matches!(event, Event::Ended(_)) {
                log.end()?;
                self.log = None;
            }
        }
        Ok(())
    }

    /// Shows what was held back since it may come again.
    pub fn rest(&mut self) -> Result<()> {
        Ok(self.view.rest()?)
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    /// The last steps, as they were told.
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    pub fn restyle(&mut self, look: Look) {
        self.view.restyle(look);
    }
}

/// Where the record is kept, in the form that its name asks for.
fn open<'a>(log: &LogFile) -> Result<Box<dyn Export + 'a>> {
    let path = match log {
        LogFile::Standard => return Ok(export(None, Box::new(stdout().lock()))),
        LogFile::File(path) => path,
    };
    let file = File::create(path).map_err(|error| Logs::Unwritable {
        path: path.clone(),
        error: error.to_string(),
    })?;
    Ok(export(Some(path), Box::new(file)))
}

/// How a run came out that this has ended.
fn verdict(failure: &Failure) -> Verdict {
    match failure {
        Failure::Problem(Problem::TooLong { .. } | Problem::Computes { .. }) => Verdict::TooLong,
        Failure::Problem(problem) | Failure::Misuse(problem) => {
            Verdict::Failed(said(problem, TypedAt::Shell))
        }
        Failure::Other(error) => Verdict::Failed(format!("{error:#}")),
        Failure::Interrupted | Failure::ReaderGone | Failure::Answer(_) => Verdict::BrokenOff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;

    #[test]
    fn the_record_names_what_has_ended_the_run() {
        let too_long = Failure::from(Problem::TooLong {
            seconds: 60,
            threads: Vec::new(),
        });
        assert_eq!(verdict(&too_long), Verdict::TooLong);
        let gone = Failure::from(io::Error::from(ErrorKind::BrokenPipe));
        assert_eq!(verdict(&gone), Verdict::BrokenOff);
        assert_eq!(verdict(&Failure::Interrupted), Verdict::BrokenOff);
        let full = Failure::from(io::Error::from(ErrorKind::StorageFull));
        let why = "no storage space".to_owned();
        assert_eq!(verdict(&full), Verdict::Failed(why));
    }
}
