//! The stops of a traced thread, read from the raw wait status, and how it goes on.
//!
//! ptrace(2), "Stopped states". nix's `WaitStatus` cannot hold a real-time signal, so
//! the status is decoded here.
#![allow(unsafe_code)]

use super::tid::Tid;
use crate::syscall::Raw;
use anyhow::{Context, Result};
use nix::errno::Errno;
use nix::sys::ptrace;
use std::time::{Duration, Instant};

/// Why a traced thread has stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It is about to make a call that the filter follows.
    Entry,
    /// That call has returned.
    Exit,
    /// It has started this thread or process, which is traced too; as its parent it may have to
    /// wait until the child has started another program or ended, vfork(2).
    Birth { child: Tid, parent_waits: bool },
    /// Its first stop, as a newborn.
    First,
    /// It now runs another program.
    Exec,
    /// A signal is about to be delivered to it.
    Signal(i32),
    /// A stopping signal has stopped its whole process.
    Group,
    /// It is gone: exit code.
    Exited(i32),
    /// It is gone: signal.
    Killed(i32),
}

/// How a stopped thread goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// Until it is about to make the next followed call.
    ToNextCall,
    /// Until the call that it is in returns.
    ToReturn,
    /// Its process stays stopped, as the signal asked, but it reports to us.
    Listen,
}

/// What has become of one thread, if something has; never waits.
pub fn stop_of(tid: Tid) -> Option<Stop> {
    wait_for(tid.as_raw()).map(|(_, stop)| stop)
}

/// What has become of any thread that this thread traces, if something has; never waits.
///
/// All of them are asked for, also one that was born while its process was killed and that
/// nobody knows of: else it would never be reaped. Children of other threads are left alone
/// (`__WNOTHREAD`).
pub fn next_stop() -> Option<(Tid, Stop)> {
    wait_for(-1)
}

/// Stops a thread that runs, wherever it is, for who wants to look at it. False if something else
/// has come before, or nothing within this time: a processor may be long in coming.
pub fn halt(tid: Tid, within: Duration) -> bool {
    let until = Instant::now() + within;
    if ptrace::interrupt(tid).is_err() {
        return false;
    }
    while Instant::now() < until {
        if let Some((_, stop)) = wait_for(tid.as_raw()) {
            return matches!(stop, Stop::First | Stop::Group);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    false
}

/// Whether this thread has children left, traced or not; dead ones that were not reaped count.
pub fn has_children() -> bool {
    let options = libc::__WALL | libc::__WNOTHREAD | libc::WNOHANG | libc::WEXITED | libc::WNOWAIT;
    // SAFETY: without a place for the answer the call only says whether there is somebody.
    let got = unsafe { libc::waitid(libc::P_ALL, 0, std::ptr::null_mut(), options) };
    got == 0
}

fn wait_for(whom: i32) -> Option<(Tid, Stop)> {
    let mut status = 0;
    let options = libc::__WALL | libc::__WNOTHREAD | libc::WNOHANG;
    // SAFETY: `status` outlives the call, which writes one int to it.
    let got = unsafe { libc::waitpid(whom, &mut status, options) };
    let tid = Tid::from_raw(got);
    (got > 0).then(|| (tid, read_status(status, tid)))
}

fn read_status(status: i32, tid: Tid) -> Stop {
    if libc::WIFEXITED(status) {
        return Stop::Exited(libc::WEXITSTATUS(status));
    }
    if libc::WIFSIGNALED(status) {
        return Stop::Killed(libc::WTERMSIG(status));
    }
    let signal = libc::WSTOPSIG(status);
    let event = status >> 16;
    match event {
        libc::PTRACE_EVENT_SECCOMP => Stop::Entry,
        libc::PTRACE_EVENT_CLONE | libc::PTRACE_EVENT_FORK | libc::PTRACE_EVENT_VFORK => {
            let child = ptrace::getevent(tid).unwrap_or(0);
            Stop::Birth {
                child: Tid::from_raw(child as i32),
                parent_waits: event == libc::PTRACE_EVENT_VFORK,
            }
        }
        libc::PTRACE_EVENT_EXEC => Stop::Exec,
        // "Group-stop": a stopping signal here, SIGTRAP for a newborn's first stop.
        libc::PTRACE_EVENT_STOP => match signal {
            libc::SIGTRAP => Stop::First,
            _ => Stop::Group,
        },
        // PTRACE_O_TRACESYSGOOD marks the stops of system calls with this bit.
        _ if signal == libc::SIGTRAP | 0x80 => Stop::Exit,
        _ => Stop::Signal(signal),
    }
}

/// Lets a stopped thread go on, delivering `signal` to it (0 for none).
///
/// A thread that was killed meanwhile is no error: its end is the next thing told of it.
pub fn resume(tid: Tid, how: Resume, signal: i32) -> Result<()> {
    let request = match how {
        Resume::ToNextCall => libc::PTRACE_CONT,
        Resume::ToReturn => libc::PTRACE_SYSCALL,
        Resume::Listen => libc::PTRACE_LISTEN,
    };
    // SAFETY: these requests read no memory of ours; the last argument is a number.
    let done = unsafe { libc::ptrace(request, tid.as_raw(), 0, libc::c_long::from(signal)) };
    match Errno::result(done) {
        Ok(_) | Err(Errno::ESRCH) => Ok(()),
        Err(error) => Err(error).context("could not let a traced thread go on"),
    }
}

/// The call that the thread is about to make; None if it was killed meanwhile.
pub fn raw_call(tid: Tid) -> Option<Raw> {
    let info = ptrace::syscall_info(tid).ok()?;
    if info.op != libc::PTRACE_SYSCALL_INFO_SECCOMP {
        return None;
    }
    // SAFETY: `op` says that the kernel filled in this member of the union.
    let call = unsafe { info.u.seccomp };
    Some(Raw {
        number: call.nr as i64,
        args: call.args,
    })
}

/// What the call returned; None if the thread was killed meanwhile.
/// Errors are negative error numbers, as the kernel has them.
pub fn return_value(tid: Tid) -> Option<i64> {
    let info = ptrace::syscall_info(tid).ok()?;
    if info.op != libc::PTRACE_SYSCALL_INFO_EXIT {
        return None;
    }
    // SAFETY: `op` says that the kernel filled in this member of the union.
    Some(unsafe { info.u.exit }.sval)
}

/// Kills the whole process that the thread belongs to.
pub fn kill(pid: Tid) {
    // It may be gone already: then there is nothing to do.
    let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL);
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: Tid = Tid::from_raw(0);

    #[test]
    fn a_status_says_why_a_thread_stopped() {
        let stopped = |event: i32, signal: i32| (event << 16) | (signal << 8) | 0x7f;
        let read = |status| read_status(status, NOBODY);
        assert_eq!(read(stopped(7, libc::SIGTRAP)), Stop::Entry);
        assert_eq!(read(stopped(0, libc::SIGTRAP | 0x80)), Stop::Exit);
        assert_eq!(read(stopped(128, libc::SIGTRAP)), Stop::First);
        assert_eq!(read(stopped(128, libc::SIGTSTP)), Stop::Group);
        assert_eq!(read(stopped(0, libc::SIGTRAP)), Stop::Signal(libc::SIGTRAP));
        assert_eq!(read(3 << 8), Stop::Exited(3));
        assert_eq!(read(libc::SIGKILL), Stop::Killed(libc::SIGKILL));
    }

    #[test]
    fn a_real_time_signal_is_a_signal_like_any_other() {
        assert_eq!(read_status((40 << 8) | 0x7f, NOBODY), Stop::Signal(40));
    }
}
