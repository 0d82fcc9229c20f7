//! A run of an exercise: its programs are built, run without a word, and what they did is
//! checked. Where nothing can be traced they run as they are, and nothing is checked.

use super::pair::program as brought;
use super::spec::{Context, ProgramSpec, RunSpec};
use super::system;
use super::teller::Teller;
use super::{recorded, untraced};
use crate::check::{self, Finding};
use crate::export::Export;
use crate::lesson::address;
use crate::lesson::exercises::{Exercise, Role};
use crate::lesson::program::{self, Builder};
use crate::narrate::message::{Practice, Run};
use crate::narrate::problem::{Practising, Unnarrated, Unusual};
use crate::narrate::{Failure, Problem, Result, Telling, message, unended};
use crate::terminal::notice::Notice;
use event::{End, Event, Subject, Verdict, What};
use std::cell::RefCell;
use std::fs;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::path::Path;
use std::rc::Rc;

/// A run of an exercise has some hundred events. One that has so many is cut: it might go on for
/// ever, since who makes calls is not hanging.
const MOST_EVENTS: usize = 20_000;

/// So many calls that fail say the same earlier: somebody tries again and again without a rest.
const MOST_FAILURES: usize = 500;

/// A run of an exercise, and what was found of each of its truths.
pub struct Checked {
    pub events: Vec<Event>,
    pub findings: Vec<Finding>,
    /// It was broken off, since it went round in a circle.
    is_cut: bool,
}

impl Checked {
    pub fn is_passed(&self) -> bool {
        check::is_passed(&self.findings)
    }

    /// Who waits for what, or asks for ever, where the run came to no end.
    pub fn ending(&self) -> Option<String> {
        let steps = self.events.iter().rev().find_map(|event| match event {
            Event::Step(step) => Some(step.number),
            _ => None,
        });
        let steps = steps.unwrap_or_default();
        match self.events.last()? {
            _ if self.is_cut => Some(message(Practice::Cut { step: steps })),
            Event::Ended(Verdict::BrokenOff) => None,
            Event::Ended(verdict) => unended(verdict, steps),
            _ => None,
        }
    }
}

/// What came of it.
pub enum Check {
    Checked(Checked),
    /// It ran plainly, and this is why.
    Ran(Unnarrated),
}

/// What of an exercise is run otherwise than usual.
#[derive(Clone, Copy, Default)]
pub struct Wish<'a> {
    /// This end is a program of the learner's, in the place of the exercise's own.
    pub own: Option<(End, &'a str)>,
    /// Where the ends meet.
    pub address: Option<SocketAddr>,
}

/// # Errors
/// If its file cannot be read or built, or a signal breaks it off.
pub fn check(exercise: &'static Exercise, wish: Wish, context: &Context) -> Result<Check> {
    let spec = spec(exercise, wish, context)?;
    let record = Rc::new(RefCell::new(Record::default()));
    let notice = Notice::new(message(Practice::Running));
    let ran = system::watch(&spec, Box::new(Collect(Rc::clone(&record))));
    drop(notice);
    match ran {
        Err(_) if record.borrow().is_cut => {}
        Ok(_) => {}
        Err(Failure::Problem(
            Problem::TooLong { .. } | Problem::Computes { .. } | Problem::Multitude { .. },
        )) => {}
        Err(Failure::Problem(Problem::NeedsNarration(why))) => {
            untraced::run(&spec, &message(Run::Plain { why: &why }))?;
            return Ok(Check::Ran(why));
        }
        Err(failure) => return Err(failure),
    }
    let Record { events, is_cut, .. } = record.take();
    let findings = check::check(exercise.truths, &events);
    Ok(Check::Checked(Checked {
        events,
        findings,
        is_cut,
    }))
}

/// Tells the whole run.
///
/// # Errors
/// Where it cannot be shown.
pub fn tell(checked: &Checked, context: &Context) -> Result<()> {
    recorded::tell(&checked.events, &mut Teller::new(context, None)?)?;
    Ok(())
}

#[derive(Default)]
struct Record {
    events: Vec<Event>,
    failures: usize,
    is_cut: bool,
}

/// Keeps the events, and nothing of how they are told. After too many it ends the run.
struct Collect(Rc<RefCell<Record>>);

impl Export for Collect {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn event(&mut self, event: &Event, _: &Telling) -> io::Result<()> {
        let mut record = self.0.borrow_mut();
        record.events.push(event.clone());
        record.failures += usize::from(is_failure(event));
        let is_too_much = record.events.len() > MOST_EVENTS || record.failures > MOST_FAILURES;
        if is_too_much && !record.is_cut {
            record.is_cut = true;
            // Nobody listens any more: that ends the run as a broken-off one.
            return Err(ErrorKind::BrokenPipe.into());
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn is_failure(event: &Event) -> bool {
    match event {
        Event::Step(step) => matches!(&step.what, What::Returned(call) if call.result.is_err()),
        _ => false,
    }
}

/// Who takes part, and where they meet.
fn spec(exercise: &'static Exercise, wish: Wish, context: &Context) -> Result<RunSpec<'static>> {
    if let Some((end, _)) = wish.own
        && !exercise.is_learners(end)
    {
        return Err(Failure::misuse(Practising::NotTheLearners {
            exercise,
            end,
        }));
    }
    let root = program::workspace()?;
    // An exercise of both ends still needs its own program for the other one.
    let needs_own = exercise
        .cast
        .iter()
        .any(|(end, role)| *role == Role::Learner && wish.own.is_none_or(|(own, _)| own != *end));
    if needs_own {
        readable(exercise, &root)?;
    }
    let builder = Builder {
        bind: system::die_with_us,
        is_interrupted: &|| context.is_interrupted(),
    };
    let notice = Notice::new(message(Practice::Building));
    let Some(built) = program::build_exercise(exercise, needs_own, notice, &builder)? else {
        return Err(Failure::Interrupted);
    };
    // A program in another language may not ask for its port back at once.
    let fresh = || wish.own.and(address::fresh(exercise.transport));
    let default = wish.address.or_else(fresh).unwrap_or(address::DEFAULT);
    let address = address::instead_of(default, exercise.transport).unwrap_or(default);
    let mut programs = Vec::new();
    for (end, role) in exercise.cast {
        let mut spec = match (role, wish.own) {
            (Role::Peer(words), _) => {
                let words = words.iter().map(|word| (*word).to_owned());
                ProgramSpec::new(*end, built.peer.clone(), words.collect())
            }
            (Role::Learner, Some((own, command))) if own == *end => brought(*end, command)?,
            (Role::Learner, _) => {
                let own = built.own.clone().unwrap_or_default();
                ProgramSpec::new(*end, own, Vec::new())
            }
        };
        spec.arguments.extend(words(*end, address));
        spec.held = exercise.held == Some(*end);
        programs.push(spec);
    }
    Ok(RunSpec {
        subject: Subject::Pair,
        lesson: None,
        programs,
        script: exercise.script.to_vec(),
        remarks: Vec::new(),
        root,
        log: None,
        context: context.clone(),
    })
}

/// What each end is told on its command line.
fn words(end: End, address: SocketAddr) -> [String; 2] {
    let (name, address) = match end {
        End::Server | End::Program => ("server", address),
        End::Client(_) => ("client", address::for_client(address)),
    };
    [name.to_owned(), address.to_string()]
}

fn readable(exercise: &'static Exercise, root: &Path) -> Result<()> {
    let why = match fs::read(root.join(exercise.file())) {
        Ok(bytes) if std::str::from_utf8(&bytes).is_ok() => return Ok(()),
        Ok(_) => Unusual::NotUtf8,
        Err(error) if error.kind() == ErrorKind::NotFound => Unusual::Missing,
        Err(error) => Unusual::Other(error.to_string()),
    };
    Err(Practising::Unreadable { exercise, why }.into())
}
