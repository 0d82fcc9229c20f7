//! When a process gets SIGALRM, alarm(2) and setitimer(2): no file of the system shows it, so
//! the calls are followed.

use crate::ptrace::Tid;
use crate::syscall::Alarm;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

#[derive(Debug, Default)]
pub struct Alarms(BTreeMap<Tid, Armed>);

#[derive(Clone, Copy, Debug)]
struct Armed {
    /// None is beyond all time.
    at: Option<Instant>,
    interval: Duration,
}

impl Alarms {
    pub fn set(&mut self, process: Tid, alarm: Alarm) {
        match alarm {
            Alarm::Unchanged => {}
            Alarm::Set { first, .. } if first.is_zero() => {
                self.0.remove(&process);
            }
            Alarm::Set { first, interval } => {
                let at = Instant::now().checked_add(first);
                self.0.insert(process, Armed { at, interval });
            }
        }
    }

    /// It has come, or the process is gone.
    pub fn came(&mut self, process: Tid) {
        if self
            .0
            .get(&process)
            .is_some_and(|armed| armed.interval.is_zero())
        {
            self.0.remove(&process);
        }
    }

    pub fn gone(&mut self, process: Tid) {
        self.0.remove(&process);
    }

    /// Whether some process still gets one.
    pub fn any(&self) -> bool {
        self.0.values().any(|armed| armed.at.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROCESS: Tid = Tid::from_raw(7);

    fn set(milliseconds: u64, interval: u64) -> Alarm {
        Alarm::Set {
            first: Duration::from_millis(milliseconds),
            interval: Duration::from_millis(interval),
        }
    }

    #[test]
    fn an_alarm_comes_once_and_an_interval_again_and_again() {
        let mut alarms = Alarms::default();
        alarms.set(PROCESS, set(1000, 0));
        alarms.set(PROCESS, Alarm::Unchanged);
        assert!(alarms.any());
        alarms.came(PROCESS);
        assert!(!alarms.any());
        alarms.set(PROCESS, set(10, 10));
        alarms.came(PROCESS);
        assert!(alarms.any());
        alarms.set(PROCESS, set(0, 10));
        assert!(!alarms.any(), "turned off");
    }
}
