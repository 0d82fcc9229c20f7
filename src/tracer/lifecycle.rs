//! Threads and processes that come and go: fork(2), pthread_create(3), execve(2),
//! exit_group(2).
//!
//! A process is told from its first call on that is told itself. A wrapper script starts
//! dozens of helpers that touch neither socket nor console: nothing is told of those.

use crate::ends::Killed;
use crate::parts::Parts;
use crate::ptrace::{self, Tid};
use crate::recorder::Pending;
use crate::tracee::{Birth, State, Tracee};
use event::{Ending, Output, What, Who};
use std::path::Path;

/// A thread has started this thread or process. True if it waits now until that one, and others
/// that it has started, had their turn.
pub fn born(parts: &mut Parts, parent: Tid, child: Tid) -> bool {
    let Some(tracee) = parts.tracees.get(parent) else {
        return false;
    };
    let (who, family) = (tracee.who, tracee.pid);
    let (untold, unseen) = (tracee.untold_birth.clone(), tracee.unseen);
    let is_thread = is_thread_of(family, child);
    let pid = if is_thread { family } else { child };
    if !is_thread {
        parts.network.forked(family, child);
    }
    let mut newborn = Tracee::new(who, pid, child, State::Unborn);
    newborn.unseen = is_thread && unseen;
    match (untold, is_thread) {
        (Some(birth), _) => newborn.untold_birth = Some(birth),
        (None, false) => {
            let place = parts.places.of_call(family, parent);
            newborn.untold_birth = Some(Birth { parent: who, place });
        }
        (None, true) => {
            let place = parts.places.of_call(family, parent);
            newborn.who = parts.ends.next_thread(who.end);
            let began = What::ThreadBegan(newborn.who);
            parts.recorder.note_plain(who, place, began);
        }
    }
    parts.tracees.add(newborn);
    parts.births.born(parent, who.end, is_thread)
}

/// From now on the process of this thread is told: its birth first.
pub fn tell_birth(parts: &mut Parts, tid: Tid) {
    let tracee = parts.tracees.get(tid);
    let untold = tracee.and_then(|tracee| Some((tracee.pid, tracee.untold_birth.clone()?)));
    let Some((pid, Birth { parent, place })) = untold else {
        return;
    };
    let process = parts.ends.next_thread(parent.end);
    let began = What::ProcessBegan(process);
    parts.recorder.note_plain(parent, place, began);
    let members: Vec<Tid> = parts.tracees.of_process(pid).map(|one| one.tid).collect();
    for member in members {
        let who = if member == pid {
            process
        } else {
            let thread = parts.ends.next_thread(parent.end);
            let began = What::ThreadBegan(thread);
            parts.recorder.note_plain(process, None, began);
            thread
        };
        if let Some(tracee) = parts.tracees.get_mut(member) {
            tracee.who = who;
            tracee.untold_birth = None;
        }
    }
}

/// Takes note if from now on nothing can be seen of what this thread's process does.
pub fn look(parts: &mut Parts, tid: Tid) {
    let tracee = parts.tracees.get(tid).filter(|tracee| !tracee.unseen);
    let Some((pid, why)) = tracee.and_then(|one| Some((one.pid, ptrace::unseen(tid)?))) else {
        return;
    };
    tell_birth(parts, tid);
    let members = parts.tracees.all_mut().filter(|tracee| tracee.pid == pid);
    members.for_each(|tracee| tracee.unseen = true);
    if let Some(tracee) = parts.tracees.get(tid) {
        let who = tracee.who;
        parts.ends.watch_screen(who.end);
        parts.recorder.note_plain(who, None, What::Unseen(why));
    }
}

/// Empties the screens, and tells what nobody could be seen printing.
pub fn show_screens(parts: &mut Parts) {
    for (end, text) in parts.ends.drain_screens() {
        let output = Output::Out;
        let printed = What::Printed { output, text };
        parts.recorder.note_plain(Who::main(end), None, printed);
    }
}

/// Whether the end of this thread's process changes nothing that is told.
pub fn leaves_untold(parts: &Parts, tid: Tid) -> bool {
    let tracee = parts.tracees.get(tid);
    tracee.is_some_and(|tracee| tracee.untold_birth.is_some() && !parts.network.has_any(tracee.pid))
}

/// A thread is gone. With its main thread a process is.
pub fn gone(parts: &mut Parts, tid: Tid, how: Ending) {
    let is_process = parts.tracees.get(tid).is_some_and(Tracee::is_process);
    if is_process && !leaves_untold(parts, tid) {
        tell_birth(parts, tid);
    }
    parts.schedule.gone(tid);
    if is_process {
        show_screens(parts);
    }
    let Some(tracee) = parts.tracees.remove(tid) else {
        return;
    };
    parts.births.goes_on(tid);
    let is_told = tracee.untold_birth.is_none();
    if !is_process {
        // When the whole program ends, its threads are not told one by one.
        if is_told && tracee.state == State::Ending {
            let ended = What::ThreadEnded;
            parts.recorder.note_plain(tracee.who, None, ended);
        }
        return;
    }
    parts.alarms.gone(tid);
    parts.places.forget(tid);
    let mut sockets = parts.network.process_gone(tid);
    if tracee.unseen {
        // It may have closed them before.
        sockets.clear();
    }
    let Some(followed) = parts.ends.get_mut(tracee.who.end).filter(|_| is_told) else {
        return;
    };
    let (who, other_threads) = followed.exiting.take().unwrap_or((tracee.who, 0));
    let is_child = tid != followed.pid;
    followed.ended |= !is_child;
    let how = match followed.killed {
        Some(Killed::RunIsOver) => Ending::Stopped,
        Some(Killed::OnRequest) => Ending::Killed,
        None => how,
    };
    parts.recorder.note(Pending::Exit {
        who,
        how,
        is_child,
        other_threads,
        sockets,
    });
}

/// A process runs another program: its other threads have ended, and most of its descriptors
/// are closed.
pub fn runs_another_program(parts: &mut Parts, pid: Tid) {
    parts.tracees.keep_only(pid);
    parts.places.forget(pid);
    parts.network.recheck(pid);
}

fn is_thread_of(pid: Tid, tid: Tid) -> bool {
    Path::new(&format!("/proc/{pid}/task/{tid}")).exists()
}
