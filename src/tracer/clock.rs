//! The time of a session, which stands still while anybody can move. It goes on only when all
//! sleep, to the end of the sleep that ends first. So of two programs that only sleep the order
//! is the same in each run, however busy the machine is.
//!
//! A program that measures time itself sees the real one. What it makes of that is its own.

use crate::syscall::Sleep;
use nix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// A moment in the time of a session.
pub type Moment = Duration;

/// Sleeps that end within one such span end at once: a program that sleeps up to a moment has
/// used a part of the time before the call.
const GRAIN: Duration = Duration::from_millis(5);

#[derive(Debug, Default)]
pub struct Clock {
    now: Moment,
}

impl Clock {
    /// When a sleep that begins now is over.
    pub fn end_of(&self, sleep: &Sleep) -> Moment {
        let span = match sleep.clock {
            None => sleep.time,
            Some(clock) => sleep.time.saturating_sub(now_of(clock)),
        };
        self.now.saturating_add(rounded(span))
    }

    /// It is this moment now.
    pub fn reach(&mut self, moment: Moment) {
        self.now = self.now.max(moment);
    }
}

fn rounded(span: Duration) -> Duration {
    let grains = (span.saturating_add(GRAIN / 2)).as_nanos() / GRAIN.as_nanos();
    GRAIN.saturating_mul(u32::try_from(grains).unwrap_or(u32::MAX))
}

fn now_of(clock: i32) -> Duration {
    clock_gettime(ClockId::from_raw(clock)).map_or(Duration::ZERO, Duration::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleep(milliseconds: u64) -> Sleep {
        Sleep {
            time: Duration::from_millis(milliseconds),
            clock: None,
            elapsed: 0,
        }
    }

    #[test]
    fn a_sleep_begins_at_the_time_of_the_session() {
        let mut clock = Clock::default();
        let first = clock.end_of(&sleep(100));
        clock.reach(first);
        assert_eq!(clock.end_of(&sleep(50)), Duration::from_millis(150));
        clock.reach(Duration::from_millis(20));
        assert_eq!(clock.end_of(&sleep(0)), first, "time does not go back");
    }

    #[test]
    fn a_sleep_up_to_a_moment_is_as_long_as_what_is_left_of_it() {
        let until = Sleep {
            time: now_of(libc::CLOCK_MONOTONIC) + Duration::from_millis(301),
            clock: Some(libc::CLOCK_MONOTONIC),
            elapsed: 0,
        };
        let end = Clock::default().end_of(&until);
        assert!(end <= Duration::from_millis(300), "{end:?}");
        let past = Sleep {
            time: Duration::ZERO,
            ..until
        };
        assert_eq!(Clock::default().end_of(&past), Duration::ZERO);
    }

    #[test]
    fn an_endless_sleep_is_no_overflow() {
        let endless = Sleep {
            time: Duration::MAX,
            clock: None,
            elapsed: 0,
        };
        assert!(Clock::default().end_of(&endless) > Duration::from_secs(1 << 20));
    }
}
