//! What the kernel calls a thread.

/// A thread, by the kernel's number for it. For a main thread it is also the process's number.
pub type Tid = nix::unistd::Pid;
