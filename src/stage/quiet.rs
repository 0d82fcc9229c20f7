//! Waiting until the pair is at rest: every thread is parked, asleep or gone, and
//! nothing is on its way between their sockets.
//!
//! The pauses in here only save processor time. What is waited for is always a fact that
//! the kernel shows.

use super::sockets::{Unrest, link_of};
use super::thread::{Doing, Status, Thread};
use super::{Pending, Stage};
use crate::call::{Call, End, Ending, Kind, Request, SocketId, What, Who};
use crate::trace::{self, Entry, Raw, Resume, Stop, Target, Tid};
use anyhow::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What ends a run from outside.
#[derive(Clone)]
pub struct Limits {
    /// Holds the number of the signal that asked to stop, or 0.
    pub interrupted: Arc<AtomicUsize>,
    /// A guard against hanging; it decides no result.
    pub deadline: Option<Instant>,
}

/// The run was ended from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    Interrupted,
    TooLong,
}

impl std::fmt::Display for Halt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Halt {}

impl Limits {
    fn check(&self) -> Result<(), Halt> {
        if self.interrupted.load(Ordering::Relaxed) != 0 {
            return Err(Halt::Interrupted);
        }
        match self.deadline {
            Some(deadline) if Instant::now() > deadline => Err(Halt::TooLong),
            _ => Ok(()),
        }
    }
}

/// How long unrest may go on unchanged before the pair counts as at rest with it: a full
/// receive buffer, for instance, holds back a FIN for as long as nobody reads.
const LASTING: Duration = Duration::from_millis(300);

impl Stage {
    pub(super) fn wait_until_quiet(&mut self) -> Result<()> {
        let mut patience = Patience::default();
        let mut since = (Vec::new(), Instant::now());
        loop {
            self.limits.check()?;
            if self.collect_stops()? {
                patience = Patience::default();
            } else if self.threads.values().all(Thread::is_at_rest) && !self.collect_stops()? {
                let unrest = self.unrest();
                if unrest.is_empty() || unrest == self.lasting {
                    break;
                }
                if unrest != since.0 {
                    since = (unrest, Instant::now());
                } else if since.1.elapsed() > LASTING {
                    self.lasting = unrest;
                    break;
                }
                patience.pause();
            } else {
                patience.pause();
            }
        }
        self.network_moved = false;
        for thread in self.threads.values_mut() {
            if let Status::InsideUntold { slept, .. } = &mut thread.status {
                *slept = true;
            }
        }
        Ok(())
    }

    /// All threads sleep and some have a timer: waits until something happens.
    pub fn wait_for_timer(&mut self) -> Result<()> {
        let mut patience = Patience::default();
        while !self.collect_stops()? {
            self.limits.check()?;
            patience.pause();
        }
        // What woke the thread may have come from outside the pair.
        self.network_moved = true;
        Ok(())
    }

    /// An end was killed: waits until nothing of it is left.
    pub(super) fn wait_for_end(&mut self, end: End) -> Result<()> {
        let mut patience = Patience::default();
        while self.threads.values().any(|thread| thread.who.end == end) {
            self.limits.check()?;
            if !self.collect_stops()? {
                patience.pause();
            }
        }
        Ok(())
    }

    fn unrest(&mut self) -> Vec<Unrest> {
        if !self.network_moved {
            return Vec::new();
        }
        self.sockets.look();
        let inside: Vec<(SocketId, Request)> = (self.threads.values())
            .filter_map(|thread| match &thread.status {
                Status::Inside { doing, .. } => Some((
                    self.socket_id(thread, &doing.call)?,
                    doing.call.request.clone(),
                )),
                _ => None,
            })
            .collect();
        let inside = inside.iter().map(|(id, request)| (*id, request));
        self.sockets.unrest(inside)
    }

    /// Takes note of every stop since the last time; false if there was none.
    fn collect_stops(&mut self) -> Result<bool> {
        let mut any = false;
        let known: Vec<Tid> = self.threads.keys().copied().collect();
        for tid in known {
            while self.threads.contains_key(&tid)
                && let Some(stop) = trace::next_stop(tid)
            {
                any = true;
                self.take_note(tid, stop)?;
            }
        }
        for actor in self.ends.values_mut() {
            actor.console.drain();
        }
        Ok(any)
    }

    fn take_note(&mut self, tid: Tid, stop: Stop) -> Result<()> {
        match stop {
            Stop::Entry => self.about_to_call(tid),
            Stop::Exit => self.call_returned(tid),
            Stop::Birth(child) => self.born(tid, child),
            Stop::First => self.first_stop(tid),
            Stop::Exec => self.runs_another_program(tid),
            // The signal goes on to the program, and the trace with it.
            Stop::Signal(signal) => self.go_on(tid, Resume::ToNextCall, signal),
            Stop::Group => {
                self.set(tid, Status::Suspended);
                self.go_on(tid, Resume::Listen, 0)
            }
            Stop::Exited(code) => {
                self.gone(tid, Ending::Code(code));
                Ok(())
            }
            Stop::Killed(signal) => {
                self.gone(tid, Ending::Signal(signal));
                Ok(())
            }
        }
    }

    fn about_to_call(&mut self, tid: Tid) -> Result<()> {
        // Without numbers the thread was killed meanwhile: its end comes next.
        let Some(raw) = trace::raw_call(tid) else {
            return Ok(());
        };
        let Some(thread) = self.threads.get(&tid) else {
            return Ok(());
        };
        let (pid, who) = (thread.pid, thread.who);
        let entry = trace::entry(&raw, &trace::memory_of(tid), |fd| self.target(who, pid, fd));
        match entry {
            Entry::Told(call) => return self.about_to_be_told(tid, raw, call),
            Entry::Untold { name, timed } => {
                self.set(
                    tid,
                    Status::InsideUntold {
                        name,
                        timed,
                        slept: false,
                    },
                );
            }
            Entry::ThreadEnds => {
                self.set(tid, Status::Ending);
                return self.go_on(tid, Resume::ToNextCall, 0);
            }
            Entry::GoesOn => {
                let interrupted = self
                    .threads
                    .get_mut(&tid)
                    .and_then(|t| t.interrupted.take());
                self.set(
                    tid,
                    match interrupted {
                        Some(doing) => Status::Inside {
                            doing,
                            told_asleep: true,
                        },
                        None => Status::InsideUntold {
                            name: "sleep",
                            timed: true,
                            slept: false,
                        },
                    },
                );
            }
        }
        self.go_on(tid, Resume::ToReturn, 0)
    }

    fn about_to_be_told(&mut self, tid: Tid, raw: Raw, call: Call) -> Result<()> {
        let Some(thread) = self.threads.get_mut(&tid) else {
            return Ok(());
        };
        let who = thread.who;
        if let Some(doing) = thread.interrupted.take() {
            if doing.raw == raw {
                // A signal broke the call off and the kernel begins it anew: still one call.
                thread.status = Status::Inside {
                    doing,
                    told_asleep: true,
                };
                return self.go_on(tid, Resume::ToReturn, 0);
            }
            self.pending.push(Pending::Interrupted(who, doing));
        }
        let place = self.places.of_call(thread.pid, tid);
        thread.status = Status::Parked(Doing { call, raw, place });
        Ok(())
    }

    fn call_returned(&mut self, tid: Tid) -> Result<()> {
        let Some(value) = trace::return_value(tid) else {
            return Ok(());
        };
        let Some(thread) = self.threads.get_mut(&tid) else {
            return Ok(());
        };
        match std::mem::replace(&mut thread.status, Status::Running) {
            Status::Inside { doing, .. } if is_restart(value) => {
                thread.interrupted = Some(doing);
                self.go_on(tid, Resume::ToNextCall, 0)
            }
            Status::Inside { doing, told_asleep } => {
                let (pid, who) = (thread.pid, thread.who);
                self.note_socket(pid, who, &doing.call, value);
                self.set(
                    tid,
                    Status::Back {
                        doing,
                        value,
                        slept: told_asleep,
                    },
                );
                Ok(())
            }
            Status::InsideUntold { slept: true, .. } => {
                self.set(tid, Status::Held);
                Ok(())
            }
            _ => self.go_on(tid, Resume::ToNextCall, 0),
        }
    }

    /// Learns at once which socket a call was about and what it moved, so that bytes in
    /// flight can be counted.
    fn note_socket(&mut self, pid: Tid, who: Who, call: &Call, value: i64) {
        if value < 0 {
            return;
        }
        let on = call.fd.and_then(|fd| self.sockets.last_known(pid, fd));
        match call.request {
            Request::Socket { kind, family } => {
                self.sockets.uses(family);
                self.sockets.identify(pid, value as i32, who.end, kind);
            }
            // A duplicate is known already, by its original.
            Request::Accept | Request::Duplicate => {
                self.sockets
                    .identify(pid, value as i32, who.end, Kind::Stream);
            }
            ref request => {
                if let Some(id) = on {
                    self.sockets.returned(id, request, value);
                }
            }
        }
    }

    fn born(&mut self, parent: Tid, child: Tid) -> Result<()> {
        if let Some(thread) = self.threads.get(&parent)
            && let Some(actor) = self.ends.get_mut(&thread.who.end)
        {
            actor.born += 1;
            let who = Who {
                end: thread.who.end,
                thread: actor.born,
            };
            let pid = match is_thread_of(thread.pid, child) {
                true => thread.pid,
                false => child,
            };
            let began = match pid == child {
                true => {
                    self.sockets.forked(thread.pid, child);
                    What::ProcessBegan(who)
                }
                false => What::ThreadBegan(who),
            };
            let place = self.places.of_call(thread.pid, parent);
            self.pending.push(Pending::Plain(thread.who, place, began));
            let newborn = Thread::new(who, pid, child, Status::Unborn);
            self.threads.insert(child, newborn);
        }
        self.go_on(parent, Resume::ToNextCall, 0)
    }

    /// A newborn waits for its turn. Any other thread has been told to go on, SIGCONT.
    fn first_stop(&mut self, tid: Tid) -> Result<()> {
        let newborn = matches!(
            self.threads.get(&tid).map(|t| &t.status),
            Some(Status::Unborn)
        );
        self.set(
            tid,
            if newborn {
                Status::Held
            } else {
                Status::Running
            },
        );
        match newborn {
            true => Ok(()),
            false => self.go_on(tid, Resume::ToNextCall, 0),
        }
    }

    /// execve(2) ends all other threads of the process.
    fn runs_another_program(&mut self, pid: Tid) -> Result<()> {
        self.threads
            .retain(|tid, thread| thread.pid != pid || *tid == pid);
        self.places.forget(pid);
        self.go_on(pid, Resume::ToNextCall, 0)
    }

    fn gone(&mut self, tid: Tid, how: Ending) {
        let Some(thread) = self.threads.remove(&tid) else {
            return;
        };
        let Some(actor) = self.ends.get_mut(&thread.who.end) else {
            return;
        };
        if tid != thread.pid {
            // When the whole program ends, its threads are not told one by one.
            if matches!(thread.status, Status::Ending) {
                self.pending
                    .push(Pending::Plain(thread.who, None, What::ThreadEnded));
            }
            return;
        }
        let sockets = self.sockets.process_gone(tid);
        self.network_moved = true;
        let (who, other_threads) = actor.exiting.take().unwrap_or((thread.who, 0));
        let how = if actor.stopped { Ending::Stopped } else { how };
        if tid == actor.pid {
            actor.ended = true;
        }
        self.pending.push(Pending::Exit {
            who,
            how,
            other_threads,
            sockets,
        });
    }

    fn target(&self, who: Who, pid: Tid, fd: i32) -> Target {
        let (Some(link), Some(actor)) = (link_of(pid, fd), self.ends.get(&who.end)) else {
            return Target::Other;
        };
        match link.as_str() {
            link if link == actor.console.keyboard_link => Target::Keyboard,
            link if link == actor.console.screen_link => Target::Screen,
            link if link.starts_with("socket:") => Target::Socket,
            "anon_inode:[eventpoll]" => Target::Poller(watched(pid, fd)),
            _ => Target::Other,
        }
    }

    pub(super) fn is_keyboard_wait(&self, thread: &Thread, call: &Call) -> bool {
        match &call.request {
            Request::ReadKeyboard => true,
            Request::Wait { fds, .. } => fds
                .iter()
                .any(|fd| self.target(thread.who, thread.pid, *fd) == Target::Keyboard),
            _ => false,
        }
    }

    pub(super) fn socket_id(&self, thread: &Thread, call: &Call) -> Option<SocketId> {
        self.sockets.last_known(thread.pid, call.fd?)
    }
}

/// The kernel's own mark of a call that a signal broke off; the program never sees it.
/// ERESTARTSYS, ERESTARTNOINTR, ERESTARTNOHAND, ERESTART_RESTARTBLOCK in the kernel's errno.h.
fn is_restart(value: i64) -> bool {
    matches!(-value, 512..=514 | 516)
}

fn is_thread_of(pid: Tid, tid: Tid) -> bool {
    std::path::Path::new(&format!("/proc/{pid}/task/{tid}")).exists()
}

/// The descriptors that an epoll instance watches, proc_pid_fdinfo(5).
fn watched(pid: Tid, fd: i32) -> Vec<i32> {
    let info = std::fs::read_to_string(format!("/proc/{pid}/fdinfo/{fd}")).unwrap_or_default();
    let lines = info.lines().filter_map(|line| line.strip_prefix("tfd:"));
    lines
        .filter_map(|line| line.split_whitespace().next()?.parse().ok())
        .collect()
}

/// Pauses between two looks: none at first, then longer ones, so that a quick call is
/// seen at once and a long wait costs no processor time.
#[derive(Default)]
pub struct Patience {
    looks: u32,
}

impl Patience {
    pub fn pause(&mut self) {
        self.looks += 1;
        match self.looks {
            0..50 => std::thread::yield_now(),
            50..200 => std::thread::sleep(Duration::from_micros(50)),
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}
