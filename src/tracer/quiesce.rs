//! Waiting until all programs are at rest: every thread is parked, asleep or gone, and
//! nothing is on its way between their sockets.
//!
//! The pauses in here only save processor time. What is waited for is always a fact that
//! the kernel shows.

use crate::births::Multitude;
use crate::clock::Moment;
use crate::collect::collect_stops;
use crate::lifecycle;
use crate::net::Unrest;
use crate::parts::Parts;
use crate::ptrace::{self, Bell, Orphans, Pulse, Tid};
use crate::tracee::{State, Tracee};
use anyhow::Result;
use event::{End, Place, Who};
use std::collections::BTreeSet;
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

/// Why waiting was given up.
#[derive(Debug)]
pub enum Halt {
    /// A signal asked to stop.
    Interrupted,
    /// The deadline has passed.
    TooLong,
    /// It has passed while this thread computed: at this line, where that is known.
    Computes { who: Who, place: Option<Place> },
    /// An end starts threads or processes and does nothing else.
    Multitude(Multitude),
    /// The system refused something that it always allows.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Halt {
    fn from(error: anyhow::Error) -> Halt {
        Halt::Failed(error)
    }
}

impl Limits {
    pub fn check(&self) -> Result<(), Halt> {
        if self.interrupted.load(Ordering::Relaxed) != 0 {
            return Err(Halt::Interrupted);
        }
        match self.deadline {
            Some(deadline) if Instant::now() > deadline => Err(Halt::TooLong),
            _ => Ok(()),
        }
    }
}

/// How long unrest may go on unchanged before the programs count as at rest with it: a full
/// receive buffer, for instance, holds back a FIN for as long as nobody reads. It must also
/// have been seen this often, since on a busy machine time passes between two looks.
const LASTING: Duration = Duration::from_millis(300);
const LASTING_LOOKS: u32 = 50;

/// How waiting for a timer came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// This thread's sleep was the first to end, at this moment.
    BySleep(Tid, Moment),
    /// Something else has happened.
    Otherwise,
    NotYet,
}

/// Knows when the programs are at rest.
pub struct Quiesce {
    pub limits: Limits,
    pub bell: Bell,
    /// Unrest that did not end for a while: the programs may rest with it.
    lasting: Vec<Unrest>,
}

impl Quiesce {
    pub fn new(limits: Limits) -> Quiesce {
        Quiesce {
            limits,
            bell: Bell::hang(),
            lasting: Vec::new(),
        }
    }

    pub fn wait_until_quiet(&mut self, parts: &mut Parts) -> Result<(), Halt> {
        let mut patience = Patience::new(&self.bell);
        let mut seen = Seen::default();
        loop {
            self.check(parts)?;
            if collect_stops(parts)? {
                patience.again();
                continue;
            }
            let are_under_way = parts.tracees.are_under_way();
            if are_under_way && patience.is_fresh() {
                // Most calls return at once: until then nothing else is looked at.
                patience.pause();
                continue;
            }
            if are_under_way || parts.ends.are_watched() {
                lifecycle::show_screens(parts);
            }
            if parts.tracees.are_at_rest() && !collect_stops(parts)? {
                let unrest = unrest(parts);
                if unrest.is_empty() || unrest == self.lasting || seen.lasts(&unrest) {
                    parts.network.rests(&unrest);
                    if !unrest.is_empty() {
                        self.lasting = unrest;
                    }
                    break;
                }
            }
            patience.pause();
        }
        parts.tracees.note_sleep();
        match parts.births.too_many() {
            Some(multitude) => Err(Halt::Multitude(multitude)),
            None => Ok(()),
        }
    }

    /// Lets this time pass, unless a signal asks to stop.
    pub fn pause(&self, time: Duration) {
        let until = Instant::now() + time;
        while Instant::now() < until && self.limits.interrupted.load(Ordering::Relaxed) == 0 {
            self.bell.wait(LONGEST_PAUSE.min(time));
        }
    }

    /// Whether to go on. Where not, the reason that says most.
    fn check(&self, parts: &mut Parts) -> Result<(), Halt> {
        self.limits.check().map_err(|halt| match halt {
            Halt::TooLong => match parts.births.many() {
                Some(many) => Halt::Multitude(many),
                None => computing(parts).unwrap_or(halt),
            },
            halt => halt,
        })
    }

    /// All threads sleep and some have a timer: waits until the sleep that ends first has
    /// ended, or until something else happens.
    pub fn wait_for_timer(
        &mut self,
        parts: &mut Parts,
        until: Option<Instant>,
    ) -> Result<Woken, Halt> {
        let patience = Patience::new(&self.bell);
        // What wakes a thread may come from outside.
        parts.network.has_moved();
        loop {
            self.check(parts)?;
            let any = collect_stops(parts)?;
            if let Some((tid, due)) = parts.tracees.first_due()
                && parts
                    .tracees
                    .get(tid)
                    .is_some_and(|one| one.state == State::Held)
            {
                return Ok(Woken::BySleep(tid, due));
            }
            if any && parts.tracees.have_news() || parts.tracees.all().next().is_none() {
                return Ok(Woken::Otherwise);
            }
            if until.is_some_and(|until| Instant::now() > until) {
                return Ok(Woken::NotYet);
            }
            if !any {
                lifecycle::show_screens(parts);
                patience.pause();
            }
        }
    }

    /// An end was killed: waits until nothing of it is left.
    pub fn wait_for_end(&mut self, parts: &mut Parts, end: End) -> Result<(), Halt> {
        let patience = Patience::new(&self.bell);
        while parts.tracees.of_end(end).next().is_some() {
            self.limits.check()?;
            if !collect_stops(parts)? {
                lifecycle::show_screens(parts);
                patience.pause();
            }
        }
        Ok(())
    }
}

/// How long the end of what was killed is waited for. It comes at once, unless the kernel is
/// busy for it (a core dump, a disk).
const LONGEST_END: Duration = Duration::from_secs(10);

/// Kills all that is left, and waits until it is gone. Nothing survives this, also no thread
/// that was born while its process was killed.
pub fn end_all(parts: &mut Parts, orphans: &Orphans, bell: &Bell) {
    let until = Instant::now() + LONGEST_END;
    let patience = Patience::new(bell);
    loop {
        let processes: BTreeSet<Tid> = parts.tracees.all().map(|one| one.pid).collect();
        let early = parts.tracees.early();
        processes.into_iter().chain(early).for_each(ptrace::kill);
        let any = collect_stops(parts).unwrap_or(false);
        let are_orphans_left = orphans.end();
        let is_over = !are_orphans_left && !ptrace::has_children();
        if is_over || Instant::now() > until {
            return;
        }
        if !any {
            lifecycle::show_screens(parts);
            patience.pause();
        }
    }
}

/// How long a thread that runs may take to be stopped: it may have to wait for a processor.
const LONGEST_HALT: Duration = Duration::from_secs(1);

/// A thread that runs and makes no call that is followed, where there is one. It stays stopped:
/// this is the end of the run.
fn computing(parts: &mut Parts) -> Option<Halt> {
    let runs = |one: &&Tracee| one.state == State::Running && Pulse::of(one.tid).is_at_work();
    let tracee = parts.tracees.all().find(runs)?;
    let (who, pid, tid) = (tracee.who, tracee.pid, tracee.tid);
    ptrace::halt(tid, LONGEST_HALT).then(|| Halt::Computes {
        who,
        place: parts.places.of_call(pid, tid),
    })
}

fn unrest(parts: &mut Parts) -> Vec<Unrest> {
    let Parts {
        tracees, network, ..
    } = parts;
    let inside = tracees.all().filter_map(|tracee| match &tracee.state {
        State::Inside { doing, .. } => Some((doing.socket?, &doing.call.request)),
        _ => None,
    });
    let inside: Vec<_> = inside.collect();
    network.unrest(inside.into_iter())
}

/// Unrest that was seen, and for how long it has not changed.
#[derive(Default)]
struct Seen {
    unrest: Vec<Unrest>,
    since: Option<Instant>,
    looks: u32,
}

impl Seen {
    /// Takes one more look into account. True if this will not end by itself.
    fn lasts(&mut self, unrest: &[Unrest]) -> bool {
        if self.unrest != unrest {
            *self = Seen {
                unrest: unrest.to_vec(),
                since: Some(Instant::now()),
                looks: 0,
            };
        }
        self.looks += 1;
        let will_end = |unrest: &Unrest| matches!(unrest, Unrest::Acknowledging(_));
        !unrest.iter().any(will_end)
            && self.looks > LASTING_LOOKS
            && self.since.is_some_and(|since| since.elapsed() > LASTING)
    }
}

/// Pauses between two looks: short ones at first, so that a call in which a thread sleeps is soon
/// seen, and then ever longer ones, so that a long wait takes no processor time. Each ends at
/// once when a thread stops.
struct Patience<'a> {
    bell: &'a Bell,
    since: Instant,
}

/// As long as a quick call takes.
const SHORTEST_PAUSE: Duration = Duration::from_micros(30);
/// What no stop tells of is seen so late: a signal to the workbook, a thread that falls asleep.
const LONGEST_PAUSE: Duration = Duration::from_millis(20);
/// A pause is this part of the time that has been waited.
const PART: u32 = 16;

impl Patience<'_> {
    fn new(bell: &Bell) -> Patience<'_> {
        let since = Instant::now();
        Patience { bell, since }
    }

    fn again(&mut self) {
        self.since = Instant::now();
    }

    /// Nothing but the shortest pause has passed.
    fn is_fresh(&self) -> bool {
        self.since.elapsed() < SHORTEST_PAUSE
    }

    fn pause(&self) {
        let pause = self.since.elapsed() / PART;
        self.bell.wait(pause.clamp(SHORTEST_PAUSE, LONGEST_PAUSE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NotFollowed, ProgramSpec, Session};
    use std::path::{Path, PathBuf};

    /// A shell in a loop makes no call; of one without debug information no line is known.
    #[test]
    fn who_computes_when_the_time_is_over_is_named() {
        let limits = Limits {
            interrupted: Arc::default(),
            deadline: Some(Instant::now() + Duration::from_secs(2)),
        };
        let words = ["-c", "while :; do :; done"].map(str::to_owned);
        let shell = ProgramSpec::new(End::Program, Path::new("/bin/sh"), &words);
        let mut session = match Session::new(vec![shell], PathBuf::new(), limits) {
            Err(NotFollowed::Refused(why)) => return eprintln!("skipped: {why}"),
            session => session.expect("a shell"),
        };
        let halt = loop {
            match session.settle() {
                Err(halt) => break halt,
                Ok(_) => {
                    for ready in session.ready() {
                        session.release(ready.who).expect("a release");
                    }
                }
            }
        };
        let who = Who::main(End::Program);
        assert!(
            matches!(&halt, Halt::Computes { who: one, .. } if *one == who),
            "{halt:?}"
        );
    }
}
