//! Waiting until a traced thread stops, and no longer than that: the kernel sends SIGCHLD then,
//! ptrace(2). The signal is blocked and fetched, sigtimedwait(2), so it interrupts nothing.
//!
//! Another thread of this process that does not block the signal may get it. Then a wait lasts
//! as long as it may, and nothing else is lost.
#![allow(unsafe_code)]

use nix::sys::signal::{SigSet, SigmaskHow, Signal};
use std::time::Duration;

/// While this lives, the signal is blocked in the thread that has made it.
pub struct Bell {
    /// What was blocked before, and how late a wait might end: prctl(2), PR_SET_TIMERSLACK.
    blocked: SigSet,
    slack: libc::c_ulong,
}

impl Bell {
    pub fn hang() -> Bell {
        let sigchld = SigSet::from(Signal::SIGCHLD);
        let blocked = sigchld.thread_swap_mask(SigmaskHow::SIG_BLOCK);
        // SAFETY: prctl is one system call and touches no memory of ours.
        let slack = unsafe { libc::prctl(libc::PR_GET_TIMERSLACK) };
        set_slack(1);
        Bell {
            blocked: blocked.unwrap_or(SigSet::empty()),
            slack: slack.try_into().unwrap_or(0),
        }
    }

    /// Returns when a traced thread has stopped or ended since the last time, when a signal has
    /// come, or after this time.
    pub fn wait(&self, at_most: Duration) {
        let sigchld = SigSet::from(Signal::SIGCHLD);
        let at_most = libc::timespec {
            tv_sec: at_most.as_secs() as libc::time_t,
            tv_nsec: at_most.subsec_nanos().into(),
        };
        // SAFETY: both live until the call returns, which writes to neither.
        unsafe { libc::sigtimedwait(sigchld.as_ref(), std::ptr::null_mut(), &at_most) };
    }

    /// In a new process, which has inherited both: as if there were no bell. Safe after fork,
    /// signal-safety(7).
    pub fn take_down(&self) {
        let _ = self.blocked.thread_set_mask();
        set_slack(self.slack);
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.take_down();
    }
}

fn set_slack(nanoseconds: libc::c_ulong) {
    // SAFETY: prctl is one system call and touches no memory of ours.
    unsafe { libc::prctl(libc::PR_SET_TIMERSLACK, nanoseconds) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use nix::sys::signal::raise;
    use std::time::Instant;

    #[test]
    fn a_wait_ends_with_the_signal_and_what_was_blocked_before_comes_back() {
        let before = SigSet::thread_get_mask().expect("there is one");
        let bell = Bell::hang();
        raise(Signal::SIGCHLD).expect("sent");
        let start = Instant::now();
        bell.wait(Duration::from_secs(60));
        bell.wait(Duration::from_millis(1));
        assert!(start.elapsed() < Duration::from_secs(60));
        drop(bell);
        let after = SigSet::thread_get_mask().expect("there is one");
        assert_eq!(before, after);
    }
}
