//! A run under trace: the session moves the programs, the script types, and every event goes
//! to the teller. Who decides on the next move is not known here: `narrated` takes every turn
//! as it comes, `interactive` asks a person. Needs Linux.

use super::fruitless::Fruitless;
use super::spec::{ProgramSpec, RunSpec};
use super::teller::Teller;
use crate::cli::appearance::Setting;
use crate::lesson::catalogue::Cue;
use crate::narrate::message::Run;
use crate::narrate::problem::Unnarrated;
use crate::narrate::{Failure, Problem, Result, message};
use crate::terminal::notice::Notice;
use event::{End, Event, Ready, StepNumber, Typist, Wait};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tracer::{Halt, Limits, NotFollowed, Session};

/// A guard against hanging: so long nothing may happen. However long a run is that goes on, it
/// is not broken off.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// A program that ticks for ever does not hold up the script for ever.
const MOST_TIMERS: u32 = 10;

/// A server that is left alone after its clients gets so long to end by itself. So does one of
/// whom it cannot be seen whether it will.
const GRACE: Duration = Duration::from_secs(3);

/// Those who only ask again and again get so long, since they may wait for a moment of time. So do
/// threads of a run-time that nap for as long as their program runs.
const LONGEST_ASKING: Duration = Duration::from_secs(10);

pub struct Driver<'a> {
    pub session: Session,
    pub teller: Teller<'a>,
    pub spec: &'a RunSpec<'a>,
    script: VecDeque<Cue<'a>>,
    /// Timers waited for since the last cue.
    timers: u32,
    /// What was asked since something changed for the last time.
    pub fruitless: Fruitless,
    /// Nobody is there who could break it off.
    guarded: bool,
    /// Clients that came in later.
    joined: u32,
}

/// What comes next if nobody decides otherwise.
pub enum Turn<'a> {
    /// One of these moves; the first, if nobody chooses.
    Move(Vec<Ready>),
    /// Everybody waits, and this is next in the script.
    Cue(Cue<'a>),
    /// Everybody waits, and somebody only for a while.
    Timer,
    /// Everybody waits, and nothing is left to do.
    NothingLeft,
    /// These could move, but only ask again and again, and nobody can give them anything.
    Endless(Vec<Ready>),
    /// A program does not come to rest.
    Busy,
    /// Every program has ended.
    Ended,
}

impl From<Halt> for Failure {
    fn from(halt: Halt) -> Failure {
        match halt {
            Halt::Interrupted => Failure::Interrupted,
            Halt::TooLong => {
                let seconds = LONGEST_PAUSE.as_secs();
                Problem::TooLong { seconds }.into()
            }
            Halt::Multitude(multitude) => Problem::Multitude {
                end: multitude.end,
                threads: multitude.threads,
                processes: multitude.processes,
            }
            .into(),
            Halt::Failed(error) => Failure::Other(error),
        }
    }
}

impl From<NotFollowed> for Failure {
    fn from(why: NotFollowed) -> Failure {
        match why {
            NotFollowed::Refused(why) => {
                Problem::NeedsNarration(Unnarrated::Refused(why.to_string())).into()
            }
            NotFollowed::Unseen(end, why) => {
                Problem::NeedsNarration(Unnarrated::Unseen(end, why)).into()
            }
            NotFollowed::Failed(error) => Failure::Other(error),
        }
    }
}

impl<'a> Driver<'a> {
    /// Starts the programs and tells that the run begins.
    ///
    /// # Errors
    /// [`Problem::NeedsNarration`] where the system does not let one program trace another, or
    /// where one cannot be seen; else if a program cannot be started, or nothing can be shown.
    pub fn open(spec: &'a RunSpec<'a>) -> Result<Driver<'a>> {
        Driver::told_by(spec, || Teller::new(&spec.context, spec.log.as_ref()))
    }

    /// The same, told by this teller, which is made when the programs can be followed.
    ///
    /// # Errors
    /// As for [`Driver::open`].
    pub fn told_by(
        spec: &'a RunSpec<'a>,
        teller: impl FnOnce() -> Result<Teller<'a>>,
    ) -> Result<Driver<'a>> {
        let limits = Limits {
            interrupted: Arc::clone(&spec.context.signals.interrupted),
            deadline: Some(Instant::now() + LONGEST_PAUSE),
        };
        let programs = spec.programs.iter().map(followed).collect();
        let session = Session::new(programs, spec.root.clone(), limits)?;
        let mut teller = teller()?;
        let begun = teller.begin(spec);
        teller.or_broken_off(begun)?;
        Ok(Driver {
            session,
            teller,
            spec,
            script: spec.script.iter().copied().collect(),
            timers: 0,
            fruitless: Fruitless::from(Instant::now()),
            guarded: true,
            joined: 0,
        })
    }

    /// Lets everything come to rest, and tells what happened.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] by a signal; else what ended the run.
    pub fn settle(&mut self) -> Result<()> {
        let _notice = Notice::new(message(Run::SlowProgram));
        loop {
            let steps = self.session.settle()?;
            if steps.is_empty() {
                return Ok(());
            }
            let now = Instant::now();
            self.guard(self.guarded);
            for step in steps {
                self.fruitless.note(&step, now);
                self.teller.tell(&Event::Step(Box::new(step)))?;
            }
        }
    }

    pub fn turn(&mut self) -> Turn<'a> {
        let ready = self.session.ready();
        // Who only asks again and again waits too, maybe for one who sleeps or is typed to.
        let asks = self.session.is_idle();
        if !ready.is_empty() && !asks {
            return Turn::Move(ready);
        }
        let alive = self.session.alive();
        if alive.is_empty() {
            return Turn::Ended;
        }
        // An end that has ended already reads no keyboard: then there is nothing to do.
        while let Some(cue) = self.script.front()
            && !alive.contains(&cue.end())
        {
            self.script.pop_front();
        }
        // A sleep is the program's own business and is waited for. A limit on waiting for
        // others is not: it runs out when nobody has anything to say, which also means a
        // silent client that the script has not let go yet.
        let waits = match self.script.front() {
            Some(Cue::Type(..) | Cue::EndOfInput(_)) => {
                self.timers < MOST_TIMERS && self.session.naps()
            }
            Some(Cue::LetGo(_)) => self.timers < MOST_TIMERS && self.session.has_timer(),
            None => {
                let is_patient = self.patience_ends().is_none_or(|end| Instant::now() < end);
                let waits = self.session.naps()
                    || !asks && (self.session.has_timer() || self.session.is_blind());
                is_patient && waits
            }
        };
        match self.script.front().copied() {
            _ if waits => Turn::Timer,
            Some(cue) => Turn::Cue(cue),
            None if self.asks_for_ever() => Turn::Endless(ready),
            None if asks => Turn::Move(ready),
            None => Turn::NothingLeft,
        }
    }

    /// Whether those who could move would only ask, again and again.
    pub fn asks_for_ever(&mut self) -> bool {
        let time = if self.is_alone() {
            GRACE
        } else {
            LONGEST_ASKING
        };
        self.session.is_idle()
            && self.fruitless.is_for_ever(time, Instant::now())
            && !self.session.has_timer()
    }

    /// Until when timers are waited for after the script; None is for as long as the guard
    /// allows. A server whose clients are gone, and which has only its own timers, has nothing
    /// left to do; nor have ends in which only a run-time's own threads wake up, or which the
    /// kernel tries to connect. Of one that cannot be seen nobody knows what it waits for.
    fn patience_ends(&mut self) -> Option<Instant> {
        let time = if !self.script.is_empty() {
            return None;
        } else if self.is_alone() || self.session.is_blind() && !self.session.has_timer() {
            GRACE
        } else if self.session.is_background() {
            LONGEST_ASKING
        } else {
            return None;
        };
        Some(self.fruitless.since() + time)
    }

    /// Whether the server is left, and its clients have gone.
    fn is_alone(&self) -> bool {
        self.teller.history().clients() > 0 && self.session.alive() == [End::Server]
    }

    /// Does what is next; false if that was the end.
    ///
    /// # Errors
    /// As for [`Driver::settle`].
    pub fn take(&mut self, turn: &Turn) -> Result<bool> {
        match turn {
            Turn::Move(ready) => {
                if let Some(first) = ready.first() {
                    self.session.release(first.who)?;
                }
            }
            Turn::Cue(cue) => {
                self.script.pop_front();
                self.timers = 0;
                self.give(cue);
            }
            Turn::Timer => {
                let slow = if self.session.is_blind() {
                    Run::SlowProgram
                } else {
                    Run::SlowTimer
                };
                let _notice = Notice::new(message(slow));
                self.timers += 1;
                let until = self.patience_ends();
                self.session.wait_for_timer(until)?;
            }
            Turn::Busy => {}
            Turn::NothingLeft | Turn::Endless(_) | Turn::Ended => return Ok(false),
        }
        Ok(true)
    }

    fn give(&mut self, cue: &Cue) {
        match cue {
            Cue::Type(end, line) => {
                self.session.type_to(*end, Some(line), Typist::Script);
            }
            Cue::EndOfInput(end) => {
                self.session.type_to(*end, None, Typist::Script);
            }
            Cue::LetGo(end) => self.session.let_go(*end),
        }
    }

    /// From now on only a person types.
    pub fn forget_script(&mut self) {
        self.script.clear();
    }

    /// Starts one more client; None where there is none to be like.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn join(&mut self) -> Result<Option<End>> {
        let number = self.spec.clients() + self.joined + 1;
        let Some(client) = self.spec.another_client(number) else {
            return Ok(None);
        };
        self.session.enter(followed(&client))?;
        self.joined += 1;
        Ok(Some(client.end))
    }

    /// Shows from the next line on as this says.
    pub fn set(&mut self, setting: Setting) {
        self.spec.context.set(setting);
        self.teller.restyle(self.spec.context.look());
    }

    pub fn last_step(&self) -> StepNumber {
        self.teller.history().last_step()
    }

    /// Begins the guard against hanging anew. A person needs none and has Ctrl-C.
    pub fn guard(&mut self, guarded: bool) {
        self.guarded = guarded;
        let deadline = guarded.then(|| Instant::now() + LONGEST_PAUSE);
        self.session.set_deadline(deadline);
    }

    /// The ends that wait for a line from their keyboard.
    pub fn keyboards(&mut self) -> Vec<End> {
        let waiting = self.session.waiting().into_iter();
        let keyboards = waiting.filter(|one| matches!(one.wait, Wait::Keyboard));
        let mut ends: Vec<End> = keyboards.map(|one| one.who.end).collect();
        ends.dedup();
        ends
    }

    /// Whether somebody waits for a line from the keyboard.
    pub fn keyboard_waits(&mut self) -> bool {
        !self.keyboards().is_empty()
    }

    /// Whether one more client would meet a server.
    pub fn can_join(&self) -> bool {
        self.spec.another_client(0).is_some() && self.session.alive().contains(&End::Server)
    }
}

fn followed(spec: &ProgramSpec) -> tracer::ProgramSpec {
    tracer::ProgramSpec {
        hold_after_connect: spec.held,
        ..tracer::ProgramSpec::new(spec.end, &spec.program, &spec.arguments)
    }
}
