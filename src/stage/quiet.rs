//! Waiting until the pair is at rest: every thread is parked, asleep or gone, and
//! nothing is on its way between their sockets.
//!
//! The pauses in here only save processor time. What is waited for is always a fact that
//! the kernel shows.

use super::Stage;
use super::sockets::Unrest;
use super::thread::{Status, Thread};
use crate::call::{Call, End, Request, SocketId};
use crate::trace::Target;
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
/// receive buffer, for instance, holds back a FIN for as long as nobody reads. It must also
/// have been seen this often, since on a busy machine time passes between two looks.
const LASTING: Duration = Duration::from_millis(300);
const LASTING_LOOKS: u32 = 50;

impl Stage {
    pub(super) fn wait_until_quiet(&mut self) -> Result<()> {
        let mut patience = Patience::default();
        let mut seen = Seen::default();
        loop {
            self.limits.check()?;
            if self.collect_stops()? {
                patience = Patience::default();
            } else if self.threads.values().all(Thread::is_at_rest) && !self.collect_stops()? {
                let unrest = self.unrest();
                if unrest.is_empty() || unrest == self.lasting {
                    break;
                }
                if seen.lasts(&unrest) {
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
