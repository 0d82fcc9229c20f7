//! A session: programs that are followed, and the total order of all that they do.
//!
//! Every thread is parked before each call that is told. When all threads are at rest, one
//! parked thread is released for that one call; when all are at rest again, what happened is
//! told and the next one can be chosen. So at any time one thread at the most runs in its own
//! code, and the order never depends on time.

mod sight;

use crate::alarms::Alarms;
use crate::births::Births;
use crate::clock::Clock;
use crate::console::Console;
use crate::ends::{Ends, Killed, ProgramSpec};
use crate::net::{Network, Port};
use crate::parts::{Parts, candidates};
use crate::ptrace::{self, Launch, Orphans, Refused, Resume, Tid};
use crate::quiesce::{Halt, Limits, Quiesce, Woken, end_all};
use crate::record;
use crate::recorder::Recorder;
use crate::schedule::Schedule;
use crate::source::Places;
use crate::syscall::filter;
use crate::target::is_keyboard_wait;
use crate::tracee::{State, Tracee, Tracees};
use anyhow::Context;
use event::{End, Request, Step, Typist, Unseen, What, Who};
use seccompiler::BpfProgram;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

pub struct Session {
    parts: Parts,
    quiesce: Quiesce,
    filter: BpfProgram,
    /// Told already, but not handed out: the waiting was broken off.
    told: Vec<Step>,
    orphans: Orphans,
}

/// Why a program is not followed.
#[derive(Debug)]
pub enum NotFollowed {
    /// The system does not let one program trace another.
    Refused(Refused),
    /// Nothing of what this end does can be seen.
    Unseen(End, Unseen),
    /// It could not be started.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for NotFollowed {
    fn from(error: anyhow::Error) -> NotFollowed {
        NotFollowed::Failed(error)
    }
}

impl Session {
    /// Starts the programs, each stopped before its first instruction. Source files below
    /// `root` are told by their path from there.
    ///
    /// # Errors
    /// [`NotFollowed::Refused`] where the system does not allow tracing; `Unseen` where it hides
    /// a program; `Failed` where one cannot be started.
    pub fn new(
        specs: Vec<ProgramSpec>,
        root: PathBuf,
        limits: Limits,
    ) -> Result<Session, NotFollowed> {
        let mut session = Session {
            parts: Parts {
                tracees: Tracees::default(),
                ends: Ends::default(),
                network: Network::default(),
                places: Places::from(root),
                schedule: Schedule::default(),
                recorder: Recorder::start(),
                clock: Clock::default(),
                alarms: Alarms::default(),
                births: Births::default(),
            },
            quiesce: Quiesce::new(limits),
            filter: filter()?,
            told: Vec::new(),
            orphans: Orphans::adopt(),
        };
        for spec in specs {
            session.enter(spec)?;
        }
        Ok(session)
    }

    /// The lines of this file are told only where no other own line of a program leads there.
    pub fn pass_over(&mut self, frame: PathBuf) {
        self.parts.places.pass_over(frame);
    }

    /// Starts one more program while the others are there.
    ///
    /// # Errors
    /// As for [`Session::new`].
    pub fn enter(&mut self, spec: ProgramSpec) -> Result<(), NotFollowed> {
        let (console, plugs) = Console::new()?;
        let pid = ptrace::launch(Launch {
            program: &spec.program,
            arguments: &spec.arguments,
            keyboard: plugs.keyboard,
            screen: plugs.screen,
            filter: &self.filter,
            bell: &self.quiesce.bell,
        })
        .map_err(|error| match error {
            ptrace::LaunchError::Refused(refused) => NotFollowed::Refused(refused),
            ptrace::LaunchError::Failed(error) => NotFollowed::Failed(error),
        })?;
        if let Some(why) = ptrace::unseen(pid) {
            ptrace::kill(pid);
            return Err(NotFollowed::Unseen(spec.end, why));
        }
        let main = Tracee::new(Who::main(spec.end), pid, pid, State::Held);
        self.parts.tracees.add(main);
        self.parts.ends.add(spec, pid, console);
        Ok(())
    }

    /// Lets everything come to rest and tells what happened, in parts: ask again until nothing is
    /// told. Then all are at rest.
    ///
    /// # Errors
    /// [`Halt`] if the waiting was broken off. What was told until then is not lost: it comes
    /// first the next time.
    pub fn settle(&mut self) -> Result<Vec<Step>, Halt> {
        loop {
            self.quiesce.wait_until_quiet(&mut self.parts)?;
            record::tell(&mut self.parts, &mut self.told);
            // Threads that came back from a call run on to their next one, one at a time:
            // so their own code never runs side by side either.
            // What they do meanwhile may be without end.
            if !self.told.is_empty() {
                return Ok(std::mem::take(&mut self.told));
            }
            let Some(next) = self.next_held() else {
                return Ok(Vec::new());
            };
            self.parts.births.goes_on(next);
            ptrace::resume(next, Resume::ToNextCall, 0)?;
            self.parts.tracees.set(next, State::Running);
        }
    }

    /// The next thread to go on after a call.
    fn next_held(&self) -> Option<Tid> {
        let held = self.parts.tracees.all().filter(|tracee| {
            let is_free = tracee.state == State::Held && tracee.due.is_none();
            is_free && self.parts.ends.has_started(tracee.who.end)
        });
        let order = self.parts.schedule.order(candidates(held));
        let births = &self.parts.births;
        order
            .into_iter()
            .min_by_key(|tid| births.lets_go_first(*tid))
    }

    /// Lets one of the ready threads make its call.
    ///
    /// # Errors
    /// If there is no such thread, or the system refuses to let it go on.
    pub fn release(&mut self, who: Who) -> anyhow::Result<()> {
        let tid = self.parts.tracees.find(who).context("no such thread")?;
        self.give_port(tid);
        let parts = &mut self.parts;
        parts.network.remember();
        parts.schedule.moves(tid);
        let tracee = parts.tracees.get_mut(tid).context("no such thread")?;
        let pid = tracee.pid;
        match std::mem::replace(&mut tracee.state, State::Held) {
            State::Parked(mut doing) => {
                doing.socket = parts.network.id_of(pid, &doing.call);
                doing.waits_at = parts.network.waits_at(pid, &doing.call);
                if doing.call.touches_network() {
                    parts.network.moves(pid, &doing.call, doing.socket);
                }
                let is_exit = matches!(doing.call.request, Request::Exit { .. });
                tracee.state = State::Inside {
                    doing,
                    told_asleep: false,
                };
                let others = parts.tracees.of_process(pid);
                let others = others.filter(|one| one.tid != tid && one.state != State::Ending);
                let others = others.count();
                if let Some(followed) = parts.ends.get_mut(who.end).filter(|_| is_exit) {
                    followed.exiting = Some((who, others));
                }
                ptrace::resume(tid, Resume::ToReturn, 0)
            }
            // An end that has not started.
            state => {
                tracee.state = state;
                let followed = parts.ends.get_mut(who.end).context("no such end")?;
                followed.started = true;
                let started = What::Started(followed.spec.words());
                parts.recorder.note_plain(who, None, started);
                Ok(())
            }
        }
    }

    /// Gives a call that asks for a port its own one, if need be as soon as the kernel can use it
    /// again.
    fn give_port(&mut self, tid: Tid) {
        let Parts {
            tracees, network, ..
        } = &mut self.parts;
        let Some(tracee) = tracees.get(tid) else {
            return;
        };
        if let State::Parked(doing) = &tracee.state
            && let Port::In(wait, port) = network.port_for(tracee.pid, &doing.call)
        {
            self.quiesce.pause(wait);
            network.give_port(tracee.pid, &doing.call, port);
        }
    }

    /// Types a line to an end, or with None the end of its input. False if its keyboard takes
    /// no more.
    pub fn type_to(&mut self, end: End, line: Option<&str>, by: Typist) -> bool {
        let reader = self.keyboard_reader(end);
        let Some(followed) = self.parts.ends.get_mut(end) else {
            return false;
        };
        let taken = followed.console.type_line(line);
        if taken {
            self.parts.network.remember();
            let line = line.map(str::to_owned);
            let typed = What::Typed { line, by };
            let who = reader.unwrap_or(Who::main(end));
            self.parts.recorder.note_plain(who, None, typed);
        }
        taken
    }

    /// The thread of this end that waits for its keyboard.
    fn keyboard_reader(&self, end: End) -> Option<Who> {
        let reads = |tracee: &&Tracee| match &tracee.state {
            State::Inside { doing, .. } => {
                is_keyboard_wait(&self.parts.ends, end, tracee.tid, &doing.call)
            }
            _ => false,
        };
        let told = self.parts.tracees.of_end(end);
        let told = told.filter(|tracee| tracee.untold_birth.is_none());
        told.filter(reads).map(|tracee| tracee.who).min()
    }

    /// Lets an end that is held go on.
    pub fn let_go(&mut self, end: End) {
        if let Some(followed) = self.parts.ends.get_mut(end) {
            followed.held = false;
            let who = Who::main(end);
            self.parts.recorder.note_plain(who, None, What::LetGo);
        }
    }

    /// Ends the programs that are left, one after the other. What the others would do about
    /// it is not told: the run is over.
    ///
    /// # Errors
    /// [`Halt`] if the waiting for their ends was broken off.
    pub fn stop(&mut self) -> Result<Vec<Step>, Halt> {
        for end in self.alive() {
            self.kill_end(end, Killed::RunIsOver)?;
        }
        self.parts.recorder.keep_only_ends();
        self.parts.network.look();
        let mut steps = Vec::new();
        record::tell_pending(&mut self.parts, &mut steps);
        Ok(steps)
    }

    /// Kills all processes of an end, because a person wishes it. What the others then see is
    /// told by `settle`.
    ///
    /// # Errors
    /// [`Halt`] if the waiting for its end was broken off.
    pub fn kill(&mut self, end: End) -> Result<(), Halt> {
        self.kill_end(end, Killed::OnRequest)
    }

    fn kill_end(&mut self, end: End, why: Killed) -> Result<(), Halt> {
        self.parts.network.remember();
        if let Some(followed) = self.parts.ends.get_mut(end) {
            followed.killed = Some(why);
        }
        let processes = self.parts.tracees.of_end(end).map(|tracee| tracee.pid);
        let processes: BTreeSet<Tid> = processes.collect();
        processes.into_iter().for_each(ptrace::kill);
        self.quiesce.wait_for_end(&mut self.parts, end)
    }

    /// All threads sleep and some have a timer: lets the sleep that ends first end, or waits
    /// until something else happens. False if nothing has happened until this moment.
    ///
    /// # Errors
    /// [`Halt`] if the waiting was broken off.
    pub fn wait_for_timer(&mut self, until: Option<Instant>) -> Result<bool, Halt> {
        self.parts.network.remember();
        let woken = self.quiesce.wait_for_timer(&mut self.parts, until)?;
        if let Woken::BySleep(tid, due) = woken {
            self.parts.clock.reach(due);
            self.parts.schedule.moves(tid);
            if let Some(tracee) = self.parts.tracees.get_mut(tid) {
                tracee.due = None;
                tracee.state = State::Running;
            }
            ptrace::resume(tid, Resume::ToNextCall, 0)?;
        }
        Ok(woken != Woken::NotYet)
    }

    /// From now on, this is the guard against hanging.
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.quiesce.limits.deadline = deadline;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        end_all(&mut self.parts, &self.orphans, &self.quiesce.bell);
    }
}
