//! What a stop of a thread means: its new state, and how it goes on. A function of what was
//! known and what was read, tested without a process.

use crate::ptrace::Resume;
use crate::syscall::{Entry, Raw};
use crate::tracee::{Doing, Interrupted, State};

/// A stop, with what the thread was found to be doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Noted {
    /// It is about to make this call.
    About(Raw, Box<Entry>),
    /// The call that it was in has returned.
    Returned(i64),
    /// Its first stop, or it has been told to go on, SIGCONT.
    First,
    /// A signal is about to be delivered to it.
    Signal(i32),
    /// A stopping signal has stopped its process.
    Group,
}

/// What follows from a stop.
#[derive(Debug, PartialEq)]
pub struct Next {
    pub state: State,
    pub interrupted: Option<Interrupted>,
    pub action: Action,
    /// A call that a signal broke off, and that does not begin anew: it has failed.
    pub broken_off: Option<Interrupted>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It stays stopped.
    Stay,
    GoOn(Resume),
    /// It goes on and gets this signal.
    Deliver(i32),
}

pub fn on_stop(state: State, interrupted: Option<Interrupted>, stop: Noted) -> Next {
    let next = Next {
        state,
        interrupted,
        action: TO_NEXT_CALL,
        broken_off: None,
    };
    match stop {
        Noted::About(raw, entry) => about_to_call(next, raw, *entry),
        Noted::Returned(value) => returned(next, value),
        // A newborn waits for its turn.
        Noted::First if next.state == State::Unborn => Next {
            state: State::Held,
            action: Action::Stay,
            ..next
        },
        Noted::First => Next {
            state: State::Running,
            ..next
        },
        Noted::Signal(signal) => Next {
            action: Action::Deliver(signal),
            interrupted: next.interrupted.map(|broken| Interrupted {
                signal: broken.signal.or(Some(signal)),
                ..broken
            }),
            ..next
        },
        Noted::Group => Next {
            state: State::Suspended,
            action: Action::GoOn(Resume::Listen),
            ..next
        },
    }
}

const TO_NEXT_CALL: Action = Action::GoOn(Resume::ToNextCall);
const TO_RETURN: Action = Action::GoOn(Resume::ToReturn);

fn about_to_call(mut next: Next, raw: Raw, entry: Entry) -> Next {
    let untold = |name, elapsed| State::InsideUntold {
        name,
        elapsed,
        slept: false,
    };
    next.action = TO_RETURN;
    match entry {
        Entry::Told(call) => match next.interrupted.take() {
            // A signal broke the call off and the kernel begins it anew: still one call.
            Some(broken) if broken.doing.raw == raw => next.state = inside(broken),
            broken => {
                next.broken_off = broken;
                next.state = State::Parked(Doing {
                    call,
                    raw,
                    place: None,
                    socket: None,
                    waits_at: Vec::new(),
                });
                next.action = Action::Stay;
            }
        },
        Entry::Untold { name, sleep } => {
            next.state = untold(name, sleep.map(|sleep| sleep.elapsed));
        }
        Entry::Arms(_) => next.state = untold("timer", None),
        Entry::ThreadEnds => {
            next.state = State::Ending;
            next.action = TO_NEXT_CALL;
        }
        Entry::GoesOn => {
            let broken = next.interrupted.take();
            next.state = broken.map_or(untold("sleep", Some(0)), inside);
        }
    }
    next
}

fn inside(broken: Interrupted) -> State {
    State::Inside {
        doing: broken.doing,
        told_asleep: broken.told_asleep,
    }
}

fn returned(next: Next, value: i64) -> Next {
    match next.state {
        State::Inside { doing, told_asleep } if is_restart(value) => Next {
            state: State::Running,
            interrupted: Some(Interrupted {
                doing,
                signal: None,
                told_asleep,
            }),
            ..next
        },
        State::Inside { doing, told_asleep } => Next {
            state: State::Back {
                doing,
                value,
                answer: None,
                slept: told_asleep,
            },
            action: Action::Stay,
            ..next
        },
        // Others may have run since: it waits for its turn. A sleep is over when all earlier
        // ones are, however long the machine has taken for them.
        State::InsideUntold { slept, elapsed, .. } if slept || elapsed == Some(value) => Next {
            state: State::Held,
            action: Action::Stay,
            ..next
        },
        _ => Next {
            state: State::Running,
            ..next
        },
    }
}

/// The kernel's own mark of a call that a signal broke off; the program never sees it.
/// ERESTARTSYS, ERESTARTNOINTR, ERESTARTNOHAND, ERESTART_RESTARTBLOCK in the kernel's errno.h.
pub fn is_restart(value: i64) -> bool {
    matches!(value, -514..=-512 | -516)
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::{Call, Request};

    const RAW: Raw = Raw {
        number: libc::SYS_accept4,
        args: [3, 0, 0, 0, 0, 0],
    };

    fn call() -> Call {
        Call {
            name: "accept4".into(),
            fd: Some(3),
            request: Request::Accept,
            nonblocking: false,
        }
    }

    fn doing() -> Doing {
        Doing {
            call: call(),
            raw: RAW,
            place: None,
            socket: None,
            waits_at: Vec::new(),
        }
    }

    fn asleep() -> State {
        State::Inside {
            doing: doing(),
            told_asleep: true,
        }
    }

    fn after(state: State, stop: Noted) -> (State, Action) {
        let next = on_stop(state, None, stop);
        (next.state, next.action)
    }

    #[test]
    fn a_call_that_is_told_parks_its_thread_and_another_one_runs_through() {
        let told = Noted::About(RAW, Box::new(Entry::Told(call())));
        let parked = (State::Parked(doing()), Action::Stay);
        assert_eq!(after(State::Running, told), parked);
        let untold = Entry::Untold {
            name: "futex",
            sleep: None,
        };
        let (state, action) = after(State::Running, Noted::About(RAW, Box::new(untold)));
        assert!(matches!(state, State::InsideUntold { slept: false, .. }));
        assert_eq!(action, TO_RETURN);
    }

    #[test]
    fn a_call_that_has_returned_is_told_before_its_thread_goes_on() {
        let back = State::Back {
            doing: doing(),
            value: 4,
            answer: None,
            slept: true,
        };
        assert_eq!(after(asleep(), Noted::Returned(4)), (back, Action::Stay));
    }

    #[test]
    fn a_sleep_that_is_not_told_ends_at_its_turn_and_a_short_call_at_once() {
        let inside = |slept| State::InsideUntold {
            name: "futex",
            elapsed: None,
            slept,
        };
        let woken = after(inside(true), Noted::Returned(0));
        assert_eq!(woken, (State::Held, Action::Stay));
        let short = after(inside(false), Noted::Returned(0));
        assert_eq!(short, (State::Running, TO_NEXT_CALL));
        let nap = State::InsideUntold {
            name: "nanosleep",
            elapsed: Some(0),
            slept: false,
        };
        assert_eq!(
            after(nap, Noted::Returned(0)),
            woken,
            "however short it was"
        );
    }

    #[test]
    fn a_call_that_a_signal_broke_off_and_that_begins_anew_is_one_call() {
        for mark in [-512, -513, -514, -516] {
            let broken = on_stop(asleep(), None, Noted::Returned(mark));
            assert_eq!(broken.action, TO_NEXT_CALL);
            let again = Noted::About(RAW, Box::new(Entry::Told(call())));
            let next = on_stop(broken.state, broken.interrupted, again);
            assert_eq!((next.state, next.action), (asleep(), TO_RETURN));
            assert_eq!(next.broken_off, None);
        }
    }

    #[test]
    fn a_call_that_a_signal_broke_off_for_good_has_failed() {
        let broken = on_stop(asleep(), None, Noted::Returned(-512));
        let broken = on_stop(
            broken.state,
            broken.interrupted,
            Noted::Signal(libc::SIGALRM),
        );
        assert_eq!(broken.action, Action::Deliver(libc::SIGALRM));
        let other = Raw {
            number: libc::SYS_close,
            ..RAW
        };
        let entry = Noted::About(other, Box::new(Entry::Told(call())));
        let next = on_stop(broken.state, broken.interrupted, entry);
        let expected = Interrupted {
            doing: doing(),
            signal: Some(libc::SIGALRM),
            told_asleep: true,
        };
        assert_eq!(next.broken_off, Some(expected));
        assert_eq!(next.interrupted, None);
    }

    #[test]
    fn a_signal_changes_nothing_and_reaches_the_program() {
        let next = on_stop(asleep(), None, Noted::Signal(40));
        assert_eq!((next.state, next.action), (asleep(), Action::Deliver(40)));
        let stopped = after(State::Running, Noted::Group);
        assert_eq!(stopped, (State::Suspended, Action::GoOn(Resume::Listen)));
        let woken = after(State::Suspended, Noted::First);
        assert_eq!(woken, (State::Running, TO_NEXT_CALL));
        let newborn = after(State::Unborn, Noted::First);
        assert_eq!(newborn, (State::Held, Action::Stay));
    }
}
