//! System calls: which ones are followed, what they ask for, what they bring.
//!
//! Everything here is a function of numbers and memory, and tested without a process: it
//! knows neither ptrace nor the order. All that a program passes is a stranger's input.

mod call;
mod entry;
mod filter;
mod iovec;
mod memory;
mod sleep;
mod sockaddr;
mod table;
#[cfg(test)]
mod tests;
mod waits;

pub use call::{Raw, Target};
pub use entry::{Entry, answer, entry, written};
pub use filter::filter;
pub use memory::Memory;
pub use sleep::{Alarm, Sleep};
