//! One traced thread, and what it is doing.

use crate::call::{Call, Place, Who};
use crate::trace::{Pulse, Raw, Tid};

pub struct Thread {
    pub who: Who,
    pub pid: Tid,
    pub tid: Tid,
    pub status: Status,
    pub pulse: Pulse,
    /// A call that a signal broke off; it begins anew or has failed.
    pub interrupted: Option<Broken>,
    /// Set while the process of this thread is not told: it was started like this, and has
    /// made no call that is told. Until then `who` is the thread that started it.
    pub untold_birth: Option<Birth>,
}

/// How a process began, fork(2).
#[derive(Clone, Debug)]
pub struct Birth {
    pub parent: Who,
    pub place: Option<Place>,
}

/// Kept for each thread, never for the process: two threads can be inside calls at once.
#[derive(Debug)]
pub enum Status {
    /// Known to exist; its first stop has not come yet.
    Unborn,
    /// Stopped outside any call: goes on as soon as it is its turn.
    Held,
    /// In its own code, or in a call that the filter lets pass.
    Running,
    /// Stopped before a call that is told: waits to be chosen.
    Parked(Doing),
    /// In a call that is told.
    Inside { doing: Doing, told_asleep: bool },
    /// In a call that is not told.
    InsideUntold {
        name: &'static str,
        timed: bool,
        slept: bool,
    },
    /// Stopped where its call has returned, which is to be told.
    Back {
        doing: Doing,
        value: i64,
        slept: bool,
    },
    /// Stopped by a stopping signal, as the whole process.
    Suspended,
    /// It has called exit: only its end is still to come.
    Ending,
}

/// A call that a signal broke off, and whether it was told that the thread sleeps in it.
pub struct Broken {
    pub doing: Doing,
    pub told_asleep: bool,
}

/// A call that is told, and the line that makes it.
#[derive(Clone, Debug)]
pub struct Doing {
    pub call: Call,
    pub raw: Raw,
    pub place: Option<Place>,
}

impl From<Broken> for Status {
    fn from(broken: Broken) -> Status {
        Status::Inside {
            doing: broken.doing,
            told_asleep: broken.told_asleep,
        }
    }
}

impl Thread {
    pub fn new(who: Who, pid: Tid, tid: Tid, status: Status) -> Thread {
        Thread {
            who,
            pid,
            tid,
            status,
            pulse: Pulse::of(pid, tid),
            interrupted: None,
            untold_birth: None,
        }
    }

    /// True while nothing can happen in this thread unless something else happens.
    pub fn is_at_rest(&self) -> bool {
        match self.status {
            Status::Held | Status::Parked(_) | Status::Back { .. } => true,
            // SIGCONT wakes it before it reports that.
            Status::Suspended => self.pulse.is_stopped(),
            Status::Unborn | Status::Ending => false,
            Status::Running | Status::Inside { .. } | Status::InsideUntold { .. } => {
                self.pulse.is_asleep()
            }
        }
    }
}
