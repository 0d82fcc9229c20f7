//! Takes note of what traced threads did: reads each stop, lets `on_stop` say what it means,
//! and lets the thread go on. Nothing is told here, and nothing is chosen.

use crate::lifecycle;
use crate::on_stop::{Action, Next, Noted, is_restart, on_stop};
use crate::parts::Parts;
use crate::ptrace::{self, Resume, Stop, Tid, Traced};
use crate::recorder::Pending;
use crate::syscall::{self, Entry};
use crate::target::Files;
use crate::tracee::{Doing, State, Tracee};
use anyhow::Result;
use event::{Ending, Request};

/// Takes note of every stop since the last time; false if there was none.
pub fn collect_stops(parts: &mut Parts) -> Result<bool> {
    let mut any = false;
    while let Some((tid, stop)) = ptrace::next_stop() {
        any = true;
        take_note(parts, tid, stop)?;
    }
    Ok(any)
}

fn take_note(parts: &mut Parts, tid: Tid, stop: Stop) -> Result<()> {
    // Who has not slept in a call was looked at before it, and nobody else has run since.
    let is_to_be_looked_at = match stop {
        Stop::Exec | Stop::Entry => true,
        Stop::Exit => parts.tracees.get(tid).is_some_and(Tracee::has_slept),
        _ => false,
    };
    if is_to_be_looked_at {
        lifecycle::look(parts, tid);
    }
    match stop {
        Stop::Birth {
            child,
            parent_waits,
        } => {
            let lets_go_first = lifecycle::born(parts, tid, child);
            if parent_waits {
                parts.tracees.waits_for_child(tid, child);
            }
            if parts.tracees.take_early(child) {
                parts.tracees.set(child, State::Held);
            }
            if lets_go_first {
                parts.tracees.set(tid, State::Held);
                return Ok(());
            }
            ptrace::resume(tid, Resume::ToNextCall, 0)
        }
        // The kernel may tell of a newborn before it tells of its birth, ptrace(2).
        Stop::First if parts.tracees.get(tid).is_none() => {
            parts.tracees.came_early(tid);
            Ok(())
        }
        Stop::Exec => {
            lifecycle::runs_another_program(parts, tid);
            ptrace::resume(tid, Resume::ToNextCall, 0)
        }
        Stop::Exited(code) => {
            lifecycle::gone(parts, tid, Ending::Code(code));
            Ok(())
        }
        Stop::Killed(signal) => {
            lifecycle::gone(parts, tid, Ending::Signal(signal));
            Ok(())
        }
        Stop::Entry => match about_to_call(parts, tid) {
            Some(noted) => follow(parts, tid, noted),
            // It was killed meanwhile: its end comes next.
            None => Ok(()),
        },
        Stop::Exit => match ptrace::return_value(tid) {
            Some(value) => follow(parts, tid, Noted::Returned(value)),
            None => Ok(()),
        },
        Stop::First => follow(parts, tid, Noted::First),
        Stop::Signal(signal) => {
            if let Some(tracee) = parts.tracees.get(tid).filter(|_| signal == libc::SIGALRM) {
                parts.alarms.came(tracee.pid);
            }
            follow(parts, tid, Noted::Signal(signal))
        }
        Stop::Group => follow(parts, tid, Noted::Group),
    }
}

/// What the thread is about to do, as far as it matters here.
fn about_to_call(parts: &mut Parts, tid: Tid) -> Option<Noted> {
    let raw = ptrace::raw_call(tid)?;
    let tracee = parts.tracees.get(tid)?;
    let end = tracee.who.end;
    let files = Files {
        ends: &parts.ends,
        end,
        thread: tid,
    };
    let entry = if tracee.unseen {
        syscall::unseen(&raw)
    } else {
        syscall::entry(&raw, &Traced(tid), &files)
    };
    if let Entry::Told(call) = &entry {
        let is_exit = matches!(call.request, Request::Exit { .. });
        if is_exit && lifecycle::leaves_untold(parts, tid) {
            return Some(Noted::About(raw, Box::new(Entry::ThreadEnds)));
        }
        lifecycle::tell_birth(parts, tid);
        parts.births.goes_on(tid);
        if !is_exit {
            parts.births.moves(end);
        }
    }
    note_timer(parts, tid, &entry);
    Some(Noted::About(raw, Box::new(entry)))
}

/// Notes until when the thread sleeps, or when its process is woken.
fn note_timer(parts: &mut Parts, tid: Tid, entry: &Entry) {
    let Some(tracee) = parts.tracees.get_mut(tid) else {
        return;
    };
    match entry {
        Entry::Untold { sleep, .. } => {
            tracee.due = sleep.as_ref().map(|sleep| parts.clock.end_of(sleep));
        }
        Entry::Arms(alarm) => parts.alarms.set(tracee.pid, *alarm),
        _ => {}
    }
}

/// Puts the thread into its new state, and does what follows from that.
fn follow(parts: &mut Parts, tid: Tid, noted: Noted) -> Result<()> {
    let Some(tracee) = parts.tracees.get_mut(tid) else {
        // A thread that nobody knows must not stay behind.
        return ptrace::resume(tid, Resume::ToNextCall, 0);
    };
    let mut state = std::mem::replace(&mut tracee.state, State::Running);
    if tracee.unseen {
        state = state.unseen();
        tracee.interrupted = None;
    }
    if let Noted::Returned(value) = &noted {
        // Who was woken before the time was over waits no longer.
        let is_over = match &state {
            State::InsideUntold { elapsed, .. } => *elapsed == Some(*value) || is_restart(*value),
            _ => false,
        };
        tracee.due = tracee.due.filter(|_| is_over);
    }
    let next = on_stop(state, tracee.interrupted.take(), noted);
    let Next {
        state,
        interrupted,
        action,
        broken_off,
    } = next;
    tracee.state = state;
    tracee.interrupted = interrupted;
    let who = tracee.who;
    if let Some(broken_off) = broken_off {
        let broken_off = Box::new(broken_off);
        parts.recorder.note(Pending::BrokenOff(who, broken_off));
    }
    match &mut tracee.state {
        State::Parked(doing) => {
            tracee.is_at_sockets |= doing.call.touches_network();
            doing.place = parts.places.of_call(tracee.pid, tid);
        }
        State::Back { .. } => note_return(parts, tid),
        _ => {}
    }
    match action {
        Action::Stay => Ok(()),
        Action::GoOn(how) => ptrace::resume(tid, how, 0),
        // The signal goes on to the program, and the trace with it.
        Action::Deliver(signal) => ptrace::resume(tid, Resume::ToNextCall, signal),
    }
}

/// Reads at once what a call brought, and learns which socket it was about.
fn note_return(parts: &mut Parts, tid: Tid) {
    let Some(Tracee {
        who,
        pid,
        state:
            State::Back {
                doing,
                value,
                answer,
                ..
            },
        ..
    }) = parts.tracees.get_mut(tid)
    else {
        return;
    };
    let Doing { call, raw, .. } = &*doing;
    if call.touches_network() {
        parts.network.moves(*pid, call, doing.socket);
    }
    parts.network.free_port(*pid, call);
    if let Ok(value) = u64::try_from(*value) {
        let files = Files {
            ends: &parts.ends,
            end: who.end,
            thread: tid,
        };
        let answer = answer.insert(syscall::answer(raw, value, &Traced(tid), &files));
        let on = doing.socket;
        parts.network.note((*pid, tid), *who, call, on, answer);
    }
}
