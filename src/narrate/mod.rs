//! From events to words. What a step means, what the workbook says and what can go wrong is
//! data here (`meaning`, `message`, `problem`); every sentence stands in the folder of a
//! language (`en`), and `language` is the one line that chooses it.
//!
//! The words come from what happened (arguments, result, state, cause), not from the name of
//! the call alone. The first time a thing is said in full, later in short. This room knows
//! no ptrace and prints nothing.

mod en;
mod failure;
mod frame;
mod language;
mod meaning;
pub mod message;
mod narrator;
mod notation;
pub mod problem;
#[cfg(test)]
mod tests;
mod words;

pub use failure::{Failure, Result};
pub use frame::{remark, title, verdict};
pub use language::{help, lesson_idea, lesson_title, socket_heads, socket_row};
pub use narrator::{Narrator, Told};
pub use problem::{Problem, TypedAt};
pub use words::{message, problem};
