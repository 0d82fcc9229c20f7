//! The pair under control: one total order of everything that the programs of a run do.
//!
//! Every thread is parked before each call that is told. When all threads are at rest,
//! one parked thread is released for that one call; when all are at rest again, what
//! happened is told and the next one is chosen. So at any time one thread at the most
//! runs in its own code, and the order never depends on time. `trace` does the stopping;
//! this room decides who goes on when. It knows no word of the narration.

mod births;
mod causes;
mod console;
mod kernel;
mod looks;
mod noting;
mod quiet;
mod sockets;
mod telling;
mod thread;

use crate::call::{End, Ending, Event, Place, Request, SocketId, Step, Typist, What, Who};
use crate::present::Wait;
use crate::trace::{self, Launch, Places, Resume, Tid};
use anyhow::{Context, Result};
use causes::Causes;
use console::{Console, Plugs};
pub use kernel::holder_of;
use quiet::Patience;
pub use quiet::{Halt, Limits};
pub use sockets::remains;
use sockets::{Sockets, Unrest};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Instant;
use thread::{Doing, Status, Thread};

/// A program to put on the stage, and which end it plays.
pub struct Part {
    pub end: End,
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    /// Hold this end before its next call once it has connected.
    pub hold_after_connect: bool,
}

pub struct Stage {
    ends: BTreeMap<End, Actor>,
    threads: BTreeMap<Tid, Thread>,
    sockets: Sockets,
    causes: Causes,
    places: Places,
    limits: Limits,
    /// The last step told.
    step: Step,
    /// The thread that was released last.
    mover: Option<Tid>,
    /// The mover's call may have changed something in the network.
    network_moved: bool,
    /// Happened, and told as the next steps.
    pending: Vec<Pending>,
    /// Told already, but not handed out: the waiting was broken off.
    told: Vec<Event>,
    /// Unrest that did not end for a while: the pair may rest with it.
    lasting: Vec<Unrest>,
}

/// Something that happened beside the calls.
enum Pending {
    Plain(Who, Option<Place>, What),
    Interrupted(Who, Doing),
    /// A program is gone, and with it these sockets, which the kernel closed.
    Exit {
        who: Who,
        how: Ending,
        is_child: bool,
        other_threads: usize,
        sockets: Vec<SocketId>,
    },
}

/// One end on the stage.
struct Actor {
    part: Part,
    pid: Tid,
    console: Console,
    /// Threads born so far.
    born: u32,
    started: bool,
    held: bool,
    ended: bool,
    /// The runner has killed it.
    stopped: bool,
    /// The thread that has called exit_group(2), and how many others there were.
    exiting: Option<(Who, usize)>,
}

impl Stage {
    /// Puts the programs on the stage, each stopped before its first instruction.
    ///
    /// Fails with [`trace::Refused`] where the system does not allow tracing.
    pub fn new(parts: Vec<Part>, limits: Limits) -> Result<Stage> {
        let mut stage = Stage {
            ends: BTreeMap::new(),
            threads: BTreeMap::new(),
            sockets: Sockets::default(),
            causes: Causes::default(),
            places: Places::default(),
            limits,
            step: 0,
            mover: None,
            network_moved: false,
            pending: Vec::new(),
            told: Vec::new(),
            lasting: Vec::new(),
        };
        for part in parts {
            stage.enter(part)?;
        }
        Ok(stage)
    }

    /// Puts one more program on the stage while the others are there.
    pub fn enter(&mut self, part: Part) -> Result<()> {
        let (console, Plugs { keyboard, screen }) = Console::new()?;
        let pid = trace::launch(Launch {
            program: &part.program,
            arguments: &part.arguments,
            keyboard,
            screen,
        })?;
        let who = Who {
            end: part.end,
            thread: 1,
        };
        self.threads
            .insert(pid, Thread::new(who, pid, pid, Status::Held));
        let actor = Actor {
            part,
            pid,
            console,
            born: 1,
            started: false,
            held: false,
            ended: false,
            stopped: false,
            exiting: None,
        };
        self.ends.insert(actor.part.end, actor);
        Ok(())
    }

    /// Lets everything come to rest and tells what happened.
    pub fn settle(&mut self) -> Result<Vec<Event>> {
        loop {
            self.wait_until_quiet()?;
            let mut events = std::mem::take(&mut self.told);
            self.tell(&mut events)?;
            // Threads that came back from a call run on to their next one, one at a time:
            // so their own code never runs side by side either.
            let Some(next) = self.next_held() else {
                return Ok(events);
            };
            self.told = events;
            self.go_on(next, Resume::ToNextCall, 0)?;
            self.set(next, Status::Running);
        }
    }

    /// Lets one of the ready threads make its call.
    pub fn release(&mut self, who: Who) -> Result<()> {
        let tid = self.find(who).context("no such thread")?;
        let pid = self.threads[&tid].pid;
        let siblings = self
            .threads
            .values()
            .filter(|other| other.pid == pid)
            .count();
        let thread = self.threads.get_mut(&tid).context("no such thread")?;
        match std::mem::replace(&mut thread.status, Status::Running) {
            Status::Parked(doing) => {
                self.network_moved |= doing.call.touches_network();
                if let (Request::Exit { .. }, Some(actor)) =
                    (&doing.call.request, self.ends.get_mut(&who.end))
                {
                    actor.exiting = Some((who, siblings - 1));
                }
                thread.status = Status::Inside {
                    doing,
                    told_asleep: false,
                };
                self.go_on(tid, Resume::ToReturn, 0)?;
            }
            // An end that has not started.
            other => {
                thread.status = other;
                let actor = self.ends.get_mut(&who.end).context("no such end")?;
                actor.started = true;
                let words = [actor.part.program.as_os_str()].into_iter();
                let words = words.chain(actor.part.arguments.iter().map(OsString::as_os_str));
                let words = words
                    .map(|word| word.to_string_lossy().into_owned())
                    .collect();
                self.pending
                    .push(Pending::Plain(who, None, What::Started(words)));
            }
        }
        self.mover = Some(tid);
        Ok(())
    }

    /// Types a line to an end, or with None the end of its input.
    pub fn type_to(&mut self, end: End, line: Option<&str>, by: Typist) -> bool {
        let reader = self
            .waiting()
            .into_iter()
            .find(|waiting| waiting.who.end == end && matches!(waiting.wait, Wait::Keyboard));
        let who = reader.map_or(Who { end, thread: 1 }, |waiting| waiting.who);
        let Some(actor) = self.ends.get_mut(&end) else {
            return false;
        };
        let taken = actor.console.type_line(line);
        if taken {
            let line = line.map(str::to_owned);
            let typed = What::Typed { line, by };
            self.pending.push(Pending::Plain(who, None, typed));
        }
        taken
    }

    /// Lets an end that is held go on.
    pub fn let_go(&mut self, end: End) {
        if let Some(actor) = self.ends.get_mut(&end) {
            actor.held = false;
            self.pending
                .push(Pending::Plain(Who { end, thread: 1 }, None, What::LetGo));
        }
    }

    /// Ends the programs of these ends, one after the other. What the others would do
    /// about it is not told: the run is over.
    pub fn stop(&mut self, ends: &[End]) -> Result<Vec<Event>> {
        for end in ends {
            let Some(actor) = self.ends.get_mut(end).filter(|actor| !actor.ended) else {
                continue;
            };
            actor.stopped = true;
            self.kill(*end)?;
        }
        self.pending
            .retain(|pending| matches!(pending, Pending::Exit { .. }));
        self.sockets.look();
        let mut events = Vec::new();
        self.tell_pending(&mut events);
        Ok(events)
    }

    /// Kills all processes of an end. What the others then see is told by `settle`.
    pub fn kill(&mut self, end: End) -> Result<()> {
        let pids: BTreeSet<Tid> = (self.threads.values())
            .filter(|thread| thread.who.end == end)
            .map(|thread| thread.pid)
            .collect();
        pids.into_iter().for_each(trace::kill);
        self.wait_for_end(end)
    }

    /// From now on, this is the guard against hanging.
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.limits.deadline = deadline;
    }

    fn find(&self, who: Who) -> Option<Tid> {
        let found = self
            .threads
            .values()
            .find(|thread| thread.who == who && thread.untold_birth.is_none());
        found.map(|thread| thread.tid)
    }

    fn set(&mut self, tid: Tid, status: Status) {
        if let Some(thread) = self.threads.get_mut(&tid) {
            thread.status = status;
        }
    }

    fn go_on(&self, tid: Tid, how: Resume, signal: i32) -> Result<()> {
        trace::resume(tid, how, signal)
    }

    /// The next thread to go on after a call: the mover, else in the fixed order.
    fn next_held(&self) -> Option<Tid> {
        let held = self.threads.values().filter(|thread| {
            matches!(thread.status, Status::Held) && self.ends[&thread.who.end].started
        });
        held.min_by_key(|thread| (Some(thread.tid) != self.mover, thread.who))
            .map(|thread| thread.tid)
    }
}

impl Drop for Stage {
    /// Nothing of the pair survives the run.
    fn drop(&mut self) {
        for actor in self.ends.values().filter(|actor| !actor.ended) {
            trace::kill(actor.pid);
        }
        let pids: Vec<Tid> = self.threads.values().map(|thread| thread.pid).collect();
        pids.into_iter().for_each(trace::kill);
        let mut patience = Patience::default();
        while !self.threads.is_empty() {
            self.threads.retain(|tid, _| {
                !matches!(
                    trace::next_stop(*tid),
                    Some(trace::Stop::Exited(_) | trace::Stop::Killed(_))
                )
            });
            patience.pause();
        }
    }
}
