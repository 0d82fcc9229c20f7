//! From events to words. What is said is data first, and a sentence last:
//!
//! - [`narrator`] decides what a step means; [`meaning`] is what it can decide on.
//! - [`roots`] decides what a run comes down to in which nobody can go on.
//! - [`notation`] writes a call as in C, [`mod@arguments`] names its arguments; [`frame`] is what
//!   stands around the steps.
//! - [`mod@difference`] tells what two runs have other than each other.
//! - [`mod@message`] is what the workbook says itself; [`mod@problem`] what can go wrong, and
//!   [`failure`] what code branches on.
//! - [`exercise`] is what is said of an exercise.
//! - [`en`] has every sentence, in English; [`language`] is the one line that chooses it.
//!
//! The words come from what happened (arguments, result, state, cause), not from the name of
//! the call alone. The first time a thing is said in full, later in short. This room knows
//! no ptrace and prints nothing.

mod arguments;
pub mod difference;
mod en;
pub mod exercise;
mod failure;
mod frame;
mod language;
mod linux;
mod meaning;
pub mod message;
mod narrator;
mod notation;
pub mod problem;
mod roots;
#[cfg(test)]
mod tests;
mod words;

pub use arguments::arguments;
pub use failure::{Failure, Result};
pub use frame::{remark, unended};
pub use language::{
    again, asides, help, judged, lesson_idea, lesson_title, socket_heads, socket_row, words,
};
pub use meaning::again::{Again, Why};
pub use meaning::aside::{Aside, Asides};
pub use narrator::{Narrator, Telling, Told, is_tls, written};
pub use problem::{Problem, TypedAt};
pub use words::{message, problem};
