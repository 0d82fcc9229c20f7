//! System calls: which ones are followed, what they ask for, what they bring.
//!
//! - [`table`] has one row a call: to follow one more, begin there. [`mod@filter`] is made from it.
//!   [`requests`] and [`answers`] are for rows that need more than a line.
//! - [`mod@entry`] goes from the numbers of a call to what is told of it; [`call`] is what both are
//!   made of.
//! - [`memory`] reads what a call points to; [`sockaddr`], [`iovec`] and [`waits`] decode it.
//! - [`names`] has the kernel's numbers for errors and flags.
//! - [`sleep`] is about calls that are not told and end by themselves.
//!
//! Everything here is a function of numbers and memory, and tested without a process: it
//! knows neither ptrace nor the order. All that a program passes is a stranger's input.

mod answers;
mod call;
mod entry;
mod filter;
mod iovec;
mod memory;
mod names;
mod requests;
mod sleep;
mod sockaddr;
mod table;
#[cfg(test)]
mod tests;
mod waits;

pub use call::{Descriptors, Raw, Target};
pub use entry::{Entry, answer, entry, unseen, written};
pub use filter::filter;
pub use memory::Memory;
pub use names::errno;
pub use sleep::{Alarm, Sleep};
