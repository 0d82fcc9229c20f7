//! Threads and processes that come and go while a pair is on the stage: fork(2),
//! pthread_create(3), exit_group(2).
//!
//! A process is told from its first call on that is told itself. A wrapper script starts
//! dozens of helpers that touch neither socket nor console: nothing is told of those.

use super::thread::{Birth, Status, Thread};
use super::{Pending, Stage};
use crate::call::{End, Ending, What, Who};
use crate::trace::{Resume, Tid};
use anyhow::Result;
use std::path::Path;

impl Stage {
    pub(super) fn born(&mut self, parent: Tid, child: Tid) -> Result<()> {
        if let Some(thread) = self.threads.get(&parent) {
            let (who, family) = (thread.who, thread.pid);
            let untold = thread.untold_birth.clone();
            let is_thread = is_thread_of(family, child);
            let pid = if is_thread { family } else { child };
            if !is_thread {
                self.sockets.forked(family, child);
            }
            let mut newborn = Thread::new(who, pid, child, Status::Unborn);
            match (untold, is_thread) {
                (Some(birth), _) => newborn.untold_birth = Some(birth),
                (None, false) => {
                    let place = self.places.of_call(family, parent);
                    newborn.untold_birth = Some(Birth { parent: who, place });
                }
                (None, true) => {
                    let place = self.places.of_call(family, parent);
                    newborn.who = self.next_number(who.end);
                    let began = What::ThreadBegan(newborn.who);
                    self.pending.push(Pending::Plain(who, place, began));
                }
            }
            self.threads.insert(child, newborn);
        }
        self.go_on(parent, Resume::ToNextCall, 0)
    }

    /// From now on the process of this thread is told: its birth first.
    pub(super) fn tell_birth(&mut self, tid: Tid) {
        let thread = self.threads.get(&tid);
        let untold = thread.and_then(|thread| Some((thread.pid, thread.untold_birth.clone()?)));
        let Some((pid, Birth { parent, place })) = untold else {
            return;
        };
        let process = self.next_number(parent.end);
        let began = What::ProcessBegan(process);
        self.pending.push(Pending::Plain(parent, place, began));
        let members = self.threads.values().filter(|thread| thread.pid == pid);
        let members: Vec<Tid> = members.map(|thread| thread.tid).collect();
        for member in members {
            let who = match member == pid {
                true => process,
                false => self.next_number(parent.end),
            };
            if who != process {
                let began = What::ThreadBegan(who);
                self.pending.push(Pending::Plain(process, None, began));
            }
            if let Some(thread) = self.threads.get_mut(&member) {
                thread.who = who;
                thread.untold_birth = None;
            }
        }
    }

    /// Whether the end of this thread's process changes nothing that is told.
    pub(super) fn leaves_untold(&self, tid: Tid) -> bool {
        self.threads.get(&tid).is_some_and(|thread| {
            thread.untold_birth.is_some() && !self.sockets.has_any(thread.pid)
        })
    }

    pub(super) fn gone(&mut self, tid: Tid, how: Ending) {
        let is_process = self.threads.get(&tid).is_some_and(|one| one.pid == tid);
        if is_process && !self.leaves_untold(tid) {
            self.tell_birth(tid);
        }
        let Some(thread) = self.threads.remove(&tid) else {
            return;
        };
        let is_told = thread.untold_birth.is_none();
        if !is_process {
            // When the whole program ends, its threads are not told one by one.
            if is_told && matches!(thread.status, Status::Ending) {
                let ended = Pending::Plain(thread.who, None, What::ThreadEnded);
                self.pending.push(ended);
            }
            return;
        }
        let sockets = self.sockets.process_gone(tid);
        self.network_moved = true;
        let Some(actor) = self.ends.get_mut(&thread.who.end).filter(|_| is_told) else {
            return;
        };
        let (who, other_threads) = actor.exiting.take().unwrap_or((thread.who, 0));
        let how = if actor.stopped { Ending::Stopped } else { how };
        let is_child = tid != actor.pid;
        actor.ended |= !is_child;
        self.pending.push(Pending::Exit {
            who,
            how,
            is_child,
            other_threads,
            sockets,
        });
    }

    /// The name of a thread that is to be told. It is counted by birth, never by tid.
    fn next_number(&mut self, end: End) -> Who {
        let actor = self.ends.get_mut(&end);
        let thread = actor.map_or(0, |actor| {
            actor.born += 1;
            actor.born
        });
        Who { end, thread }
    }
}

fn is_thread_of(pid: Tid, tid: Tid) -> bool {
    Path::new(&format!("/proc/{pid}/task/{tid}")).exists()
}
