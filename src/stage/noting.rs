//! Takes note of what traced threads did: each stop changes what is known of its thread,
//! and most of them let it go on at once. Nothing is told here, and nothing is chosen.

use super::sockets::link_of;
use super::thread::{Broken, Doing, Status};
use super::{Pending, Stage};
use crate::call::{Call, Ending, Kind, Request, Who};
use crate::trace::{self, Entry, Raw, Resume, Stop, Target, Tid};
use anyhow::Result;

impl Stage {
    /// Takes note of every stop since the last time; false if there was none.
    pub(super) fn collect_stops(&mut self) -> Result<bool> {
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
                let thread = self.threads.get_mut(&tid);
                let broken = thread.and_then(|thread| thread.interrupted.take());
                let status = match broken {
                    Some(broken) => Status::from(broken),
                    None => Status::InsideUntold {
                        name: "sleep",
                        timed: true,
                        slept: false,
                    },
                };
                self.set(tid, status);
            }
        }
        self.go_on(tid, Resume::ToReturn, 0)
    }

    fn about_to_be_told(&mut self, tid: Tid, raw: Raw, call: Call) -> Result<()> {
        let is_exit = matches!(call.request, Request::Exit { .. });
        if is_exit && self.leaves_untold(tid) {
            self.set(tid, Status::Ending);
            return self.go_on(tid, Resume::ToNextCall, 0);
        }
        self.tell_birth(tid);
        let Some(thread) = self.threads.get_mut(&tid) else {
            return Ok(());
        };
        let who = thread.who;
        if let Some(broken) = thread.interrupted.take() {
            if broken.doing.raw == raw {
                // A signal broke the call off and the kernel begins it anew: still one call.
                thread.status = Status::from(broken);
                return self.go_on(tid, Resume::ToReturn, 0);
            }
            self.pending.push(Pending::Interrupted(who, broken.doing));
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
            Status::Inside { doing, told_asleep } if is_restart(value) => {
                thread.interrupted = Some(Broken { doing, told_asleep });
                self.go_on(tid, Resume::ToNextCall, 0)
            }
            Status::Inside { doing, told_asleep } => {
                self.network_moved |= doing.call.touches_network();
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

    /// execve(2) ends all other threads of the process, and closes most descriptors.
    fn runs_another_program(&mut self, pid: Tid) -> Result<()> {
        self.threads
            .retain(|tid, thread| thread.pid != pid || *tid == pid);
        self.places.forget(pid);
        self.sockets.recheck(pid);
        self.go_on(pid, Resume::ToNextCall, 0)
    }

    pub(super) fn target(&self, who: Who, pid: Tid, fd: i32) -> Target {
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
}

/// The kernel's own mark of a call that a signal broke off; the program never sees it.
/// ERESTARTSYS, ERESTARTNOINTR, ERESTARTNOHAND, ERESTART_RESTARTBLOCK in the kernel's errno.h.
fn is_restart(value: i64) -> bool {
    matches!(-value, 512..=514 | 516)
}

/// The descriptors that an epoll instance watches, proc_pid_fdinfo(5).
fn watched(pid: Tid, fd: i32) -> Vec<i32> {
    let info = std::fs::read_to_string(format!("/proc/{pid}/fdinfo/{fd}")).unwrap_or_default();
    let lines = info.lines().filter_map(|line| line.strip_prefix("tfd:"));
    lines
        .filter_map(|line| line.split_whitespace().next()?.parse().ok())
        .collect()
}
