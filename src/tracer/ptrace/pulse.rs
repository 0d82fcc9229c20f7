//! Whether a thread sleeps in the kernel, proc_pid_syscall(5) and proc_pid_stat(5), and whether
//! it has slept all the time between two looks.

use super::tid::Tid;
use std::cell::Cell;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;

/// What the kernel says of one thread; kept open, because it is asked often.
pub struct Pulse {
    thread: Tid,
    syscall: Option<File>,
    stat: Option<File>,
    schedstat: Option<File>,
    /// Since when it slept when it was last looked at.
    slept: Cell<Option<Beats>>,
}

/// As much of such a file as is read: a name of 15 letters, and the numbers before what matters.
const ROOM: usize = 256;

/// So often the thread has been on a processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beats(u64);

impl Pulse {
    pub fn of(thread: Tid) -> Pulse {
        let open = |name| File::open(format!("/proc/{thread}/{name}")).ok();
        Pulse {
            thread,
            syscall: open("syscall"),
            stat: open("stat"),
            schedstat: open("schedstat"),
            slept: Cell::new(None),
        }
    }

    /// Something if the thread has left the processor inside a system call and cannot go on
    /// by itself right now. `waits_for_child` is known of a parent, vfork(2).
    ///
    /// `syscall` is exact: the kernel answers "running" unless the thread was off the
    /// processor the whole time it looked. `stat` then tells a sleep (S) from a short
    /// wait for a disk, a lock or a page of memory (D). A parent waits for its child in D too.
    pub fn asleep(&self, waits_for_child: bool) -> Option<Beats> {
        if let Some(slept) = self.slept.get()
            && self.has_slept_since(slept)
        {
            return Some(slept);
        }
        self.slept.set(None);
        // For who runs one look is enough, and that is who is looked at again and again.
        if !self.is_in_call() {
            return None;
        }
        let beats = self.beats()?;
        let sleeps = match self.state() {
            Some('S') => true,
            Some('D') => waits_for_child,
            _ => false,
        };
        let asleep = (sleeps && self.is_in_call()).then_some(beats);
        self.slept.set(asleep);
        asleep
    }

    /// Whether it slept when it was last looked at.
    pub fn slept(&self) -> bool {
        self.slept.get().is_some()
    }

    /// Whether a thread that was asleep then has slept until now: it has not been on a
    /// processor since, and is not about to be.
    pub fn has_slept_since(&self, then: Beats) -> bool {
        self.is_in_call() && self.beats() == Some(then)
    }

    /// Whether it has left the processor inside a system call. Of a program that the system hides
    /// only the state can be read, which shows a sleep also in the moment before it begins.
    fn is_in_call(&self) -> bool {
        let mut bytes = [0; ROOM];
        let Some(call) = head(&self.syscall, &mut bytes) else {
            return matches!(self.state(), Some('S' | 'D'));
        };
        // Else "running", or -1 where it is in no call.
        call.first().is_some_and(u8::is_ascii_digit)
    }

    /// The third number of `schedstat`. A kernel without CONFIG_SCHED_INFO leaves that at 0, and
    /// then the times that the thread has left a processor are added, proc_pid_status(5).
    fn beats(&self) -> Option<Beats> {
        let mut bytes = [0; ROOM];
        let schedstat = head(&self.schedstat, &mut bytes).unwrap_or_default();
        let entered = schedstat.split(|byte| *byte == b' ').nth(2);
        let entered = entered.and_then(|number| std::str::from_utf8(number).ok());
        let beats = entered.and_then(|number| number.trim_end().parse().ok());
        let beats = beats.filter(|beats| *beats > 0);
        beats.or_else(|| self.switches()).map(Beats)
    }

    fn switches(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.thread)).ok()?;
        switches(&status)
    }

    /// True while the thread is stopped, by a signal or by its tracer.
    pub fn is_stopped(&self) -> bool {
        matches!(self.state(), Some('T' | 't'))
    }

    /// True while the thread is on a processor, or would be if there was one for it.
    pub fn is_at_work(&self) -> bool {
        self.state() == Some('R')
    }

    fn state(&self) -> Option<char> {
        // The name of the program stands in parentheses and may hold anything; the state
        // follows the last one.
        let mut bytes = [0; ROOM];
        let stat = head(&self.stat, &mut bytes)?;
        let end = stat.iter().rposition(|byte| *byte == b')')?;
        stat.get(end + 2).map(|state| char::from(*state))
    }
}

/// Whether a thread of this process runs, or would if it had a processor. It need not be traced.
pub fn is_at_work(process: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{process}/task"));
    let names = threads.into_iter().flatten().flatten();
    let mut numbers = names.filter_map(|thread| thread.file_name().to_str()?.parse().ok());
    numbers.any(|number| Pulse::of(Tid::from_raw(number)).is_at_work())
}

fn switches(status: &str) -> Option<u64> {
    let lines = status.lines().filter_map(|line| line.split_once(':'));
    let numbers = lines.filter(|(name, _)| name.ends_with("_ctxt_switches"));
    let numbers = numbers.map(|(_, number)| number.trim().parse::<u64>().ok());
    numbers.sum()
}

/// The beginning of such a file; None where the thread is gone, or the system hides its program.
fn head<'a>(file: &Option<File>, bytes: &'a mut [u8; ROOM]) -> Option<&'a [u8]> {
    let got = file.as_ref()?.read_at(bytes, 0).ok()?;
    Some(&bytes[..got])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::thread;

    #[test]
    fn both_kinds_of_switches_are_added() {
        let status = "Name:\tx\nvoluntary_ctxt_switches:\t40\nnonvoluntary_ctxt_switches:\t2\n";
        assert_eq!(switches(status), Some(42));
        assert_eq!(switches("voluntary_ctxt_switches:\tmany\n"), None);
    }

    /// Seen asleep twice, it may have run between, and woken somebody who was seen asleep before.
    #[test]
    fn who_has_run_between_two_looks_has_not_slept_since_the_first() {
        let (wake, woken) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        let thread = thread::spawn(move || {
            while woken.recv().is_ok() && tell.send(nix::unistd::gettid()).is_ok() {}
        });
        let wake_up = || {
            wake.send(()).expect("it is there");
            told.recv().expect("it is there")
        };
        let pulse = Pulse::of(wake_up());
        let asleep = || loop {
            if let Some(beats) = pulse.asleep(false) {
                return beats;
            }
            thread::yield_now();
        };
        let first = asleep();
        assert!(pulse.has_slept_since(first));
        wake_up();
        let second = asleep();
        assert!(!pulse.has_slept_since(first));
        assert!(pulse.has_slept_since(second));
        drop(wake);
        thread.join().expect("no panic");
        assert!(!pulse.has_slept_since(second), "it is gone");
    }
}
