//! A descriptor of a traced program as one of our own, pidfd_getfd(2), Linux 5.6.
#![allow(unsafe_code)]

use super::tid::Tid;
use std::os::fd::{FromRawFd, OwnedFd};

/// A second descriptor for the same open file. It is to be closed soon: while it lives, the
/// kernel does not close the program's socket. None where the system does not allow it.
pub fn duplicate(pid: Tid, fd: i32) -> Option<OwnedFd> {
    // SAFETY: both calls take numbers only, and what they return is a new descriptor of ours.
    unsafe {
        let process = owned(libc::syscall(libc::SYS_pidfd_open, pid.as_raw(), 0))?;
        let process = std::os::fd::AsRawFd::as_raw_fd(&process);
        owned(libc::syscall(libc::SYS_pidfd_getfd, process, fd, 0))
    }
}

/// # Safety
/// What is not negative must be a new descriptor.
unsafe fn owned(fd: libc::c_long) -> Option<OwnedFd> {
    let fd = i32::try_from(fd).ok().filter(|fd| *fd >= 0)?;
    // SAFETY: as above.
    Some(unsafe { OwnedFd::from_raw_fd(fd) })
}
