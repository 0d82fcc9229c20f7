//! Processes that a traced program has started without a tracer, CLONE_UNTRACED of clone(2).
//! When their parents are gone they become children of this process, and are ended as well.
#![allow(unsafe_code)]

use super::tid::Tid;
use nix::sys::wait::{WaitPidFlag, waitpid};
use std::collections::BTreeSet;
use std::fs;

/// The children that this process has of its own.
pub struct Orphans {
    own: BTreeSet<Tid>,
}

impl Orphans {
    /// From now on who loses its parent comes to this process, PR_SET_CHILD_SUBREAPER of
    /// prctl(2).
    pub fn adopt() -> Orphans {
        // SAFETY: prctl is one system call and touches no memory of ours.
        unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) };
        Orphans { own: children() }
    }

    /// Kills who has come since, and takes note of who has ended. True until nobody is left.
    pub fn end(&self) -> bool {
        let come: Vec<Tid> = children().difference(&self.own).copied().collect();
        for orphan in &come {
            super::stops::kill(*orphan);
            // It is asked again until it is gone, so an error is no news.
            let _ = waitpid(*orphan, Some(WaitPidFlag::WNOHANG));
        }
        !come.is_empty()
    }
}

/// proc_pid_task(5), `children`; empty where the kernel is built without it.
fn children() -> BTreeSet<Tid> {
    let tasks = fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let numbers: Vec<String> = lists.collect();
    let numbers = numbers.iter().flat_map(|list| list.split_whitespace());
    numbers
        .filter_map(|number| Some(Tid::from_raw(number.parse().ok()?)))
        .collect()
}
