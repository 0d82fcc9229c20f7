//! Programs under ptrace(2): start one, learn when it is about to make a call and
//! when the call returned, read its memory, find its source line.
//!
//! This is the only room with `unsafe` code and the only one that knows registers,
//! system-call numbers and wait statuses. It decides nothing about order (`stage`
//! does) and knows no word of the narration.

mod asleep;
mod decode;
mod filter;
mod launch;
mod memory;
mod pieces;
mod place;
mod sockaddr;
mod stops;
mod unwind;
mod waits;

pub use asleep::Pulse;
pub use decode::{Entry, Raw, Target, answer, entry};
pub use launch::{Launch, Refused, die_with_us, launch};
pub use memory::{Memory, memory_of};
pub use place::Places;
pub use stops::{Resume, Stop, errno, kill, next_stop, raw_call, resume, return_value};

/// A thread, by the kernel's number for it. For a main thread it is also the process's number.
pub type Tid = nix::unistd::Pid;
