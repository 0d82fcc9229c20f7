//! The lessons as data, and what is the learner's own: programs, progress, addresses. Below
//! the narration: what goes wrong here is data, without a word.
pub mod address;
pub mod catalogue;
pub mod folders;
pub mod program;
pub mod progress;
pub mod recorded;
