//! The lessons as data, and what is the learner's own. Below the narration: what goes wrong here
//! is data, without a word.
//!
//! - [`catalogue`] lists the lessons with their scripts, and the pages of the book.
//! - [`exercises`] lists what the learner solves, and what a run of it must show.
//! - [`program`] finds and builds the program of a lesson or an exercise, [`compiler`] reads what is
//!   said meanwhile; [`address`] is where its ends meet.
//! - [`near`] finds the name that was meant by a mistyped one.
//! - [`recorded`] is the record of each lesson as it came, for systems that cannot trace.
//! - [`progress`] remembers which lessons are done; [`folders`] is where.
pub mod address;
pub mod catalogue;
pub mod compiler;
pub mod exercises;
pub mod folders;
pub mod near;
pub mod program;
pub mod progress;
pub mod recorded;
pub mod regular;
