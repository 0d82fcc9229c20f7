//! Calls that are not told but end by themselves after a while: how long a thread sleeps, and
//! when its process gets SIGALRM.

use std::time::Duration;

/// A sleep of a thread's own choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sleep {
    pub time: Duration,
    /// The time is a moment of this clock, clock_gettime(2), and not a span.
    pub clock: Option<i32>,
    /// What the call returns when the time is over. Else it was woken before.
    pub elapsed: i64,
}

/// What becomes of a process's timer, setitimer(2), ITIMER_REAL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    Unchanged,
    /// A `first` of zero turns it off; an `interval` of zero lets it come once.
    Set {
        first: Duration,
        interval: Duration,
    },
}

impl Sleep {
    /// A call that returns 0 when the time is over; None if it has no limit, or is a glance and
    /// no sleep.
    pub fn elapsing(limit: Option<Duration>, clock: Option<i32>) -> Option<Sleep> {
        let elapsed = 0;
        let limit = limit.filter(|time| !time.is_zero());
        limit.map(|time| Sleep {
            time,
            clock,
            elapsed,
        })
    }
}
