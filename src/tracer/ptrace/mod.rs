//! Programs under ptrace(2): start one, learn when it is about to make a call and when the
//! call returned, read its memory and registers, see whether it sleeps.
//!
//! - [`mod@launch`] starts a program; [`stops`] reads how it stops, and lets it go on.
//! - [`bell`] waits until something has stopped.
//! - [`memory`], [`mod@registers`] and [`mod@duplicate`] look into it; [`pulse`] says whether it
//!   sleeps.
//! - [`mod@local_ports`] limits which port a socket gets.
//! - [`sight`] says whether there is anything to be seen of a program.
//! - [`tid`] is the kernel's number of a thread.
//!
//! The only room with `unsafe` code, and the only one that knows registers and wait statuses.
//! It decides nothing about order and knows no system call.

mod bell;
mod duplicate;
mod launch;
mod local_ports;
mod memory;
mod orphans;
mod pulse;
mod registers;
mod sight;
mod stops;
mod tid;

pub use bell::Bell;
pub use duplicate::duplicate;
pub use launch::{Launch, LaunchError, Refused, die_with_us, launch};
pub use local_ports::{limit_local_port, local_ports};
pub use memory::Traced;
pub use orphans::Orphans;
pub use pulse::{Beats, Pulse, is_at_work};
pub use registers::registers;
pub use sight::unseen;
pub use stops::{
    Resume, Stop, halt, has_children, kill, next_stop, raw_call, resume, return_value,
};
pub use tid::Tid;
