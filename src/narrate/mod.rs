//! From events to words. What is said is data first, and a sentence last:
//!
//! - [`narrator`] decides what a step means; [`meaning`] is what it can decide on.
//! - [`notation`] writes a call as in C; [`frame`] is what stands around the steps.
//! - [`mod@message`] is what the workbook says itself; [`mod@problem`] what can go wrong, and
//!   [`failure`] what code branches on.
//! - [`exercise`] is what is said of an exercise.
//! - [`en`] has every sentence, in English; [`language`] is the one line that chooses it.
//!
//! The words come from what happened (arguments, result, state, cause), not from the name of
//! the call alone. The first time a thing is said in full, later in short. This room knows
//! no ptrace and prints nothing.

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
#[cfg(test)]
mod tests;
mod words;

pub use failure::{Failure, Result};
pub use frame::remark;
pub use language::{
    again, help, judged, lesson_idea, lesson_title, socket_heads, socket_row, words,
};
pub use meaning::again::{Again, Why};
pub use narrator::{Narrator, Telling, Told, written};
pub use problem::{Problem, TypedAt};
pub use words::{message, problem};
