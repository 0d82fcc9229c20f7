//! Whether a thread sleeps in the kernel, proc_pid_syscall(5) and proc_pid_stat(5).

use super::tid::Tid;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;

/// What the kernel says of one thread; kept open, because it is asked often.
pub struct Pulse {
    syscall: Option<File>,
    stat: Option<File>,
}

impl Pulse {
    pub fn of(thread: Tid) -> Pulse {
        let open = |name| File::open(format!("/proc/{thread}/{name}")).ok();
        Pulse {
            syscall: open("syscall"),
            stat: open("stat"),
        }
    }

    /// True if the thread has left the processor inside a system call and cannot go on
    /// by itself right now.
    ///
    /// `syscall` is exact: the kernel answers "running" unless the thread was off the
    /// processor the whole time it looked. `stat` then tells a sleep (S) from a short
    /// wait for a disk or a page of memory (D).
    pub fn is_asleep(&self) -> bool {
        let call = head(&self.syscall);
        let Some(number) = call.split(' ').next().and_then(|n| n.parse::<i64>().ok()) else {
            return false;
        };
        match self.state() {
            Some('S') => number >= 0,
            Some('D') => waits_for_its_child(number),
            _ => false,
        }
    }

    /// True while the thread is stopped, by a signal or by its tracer.
    pub fn is_stopped(&self) -> bool {
        matches!(self.state(), Some('T' | 't'))
    }

    fn state(&self) -> Option<char> {
        // The name of the program stands in parentheses and may hold anything; the state
        // follows the last one.
        let stat = head(&self.stat);
        stat.rsplit_once(") ")
            .and_then(|(_, rest)| rest.chars().next())
    }
}

/// Whether a thread of this process runs, or would if it had a processor. It need not be traced.
pub fn is_at_work(process: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{process}/task"));
    let names = threads.into_iter().flatten().flatten();
    let mut numbers = names.filter_map(|thread| thread.file_name().to_str()?.parse().ok());
    numbers.any(|number| Pulse::of(Tid::from_raw(number)).state() == Some('R'))
}

/// The beginning of such a file; empty when the thread is gone.
fn head(file: &Option<File>) -> String {
    let mut bytes = [0; 256];
    let got = file
        .as_ref()
        .and_then(|file| file.read_at(&mut bytes, 0).ok());
    String::from_utf8_lossy(&bytes[..got.unwrap_or(0)]).into_owned()
}

/// A parent sleeps in vfork(2) until its child has started another program or ended.
fn waits_for_its_child(number: i64) -> bool {
    #[cfg(target_arch = "x86_64")]
    if number == libc::SYS_vfork {
        return true;
    }
    number == libc::SYS_clone || number == libc::SYS_clone3
}
