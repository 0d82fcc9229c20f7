//! What a run is held against: another run, or what a person has predicted. Pure: from events to data, without a word, and without
//! knowing how a run is made or shown.
//!
//! - [`difference`] is what two runs of a lesson have in common and what not, and which lines of
//!   its source are changed. [`essence`] is what of a step counts for that, and [`align`] finds
//!   which belong together.
//! - [`prediction`] asks what happens next, and recognises what did; [`asking`] chooses among questions.

mod align;
pub mod asking;
pub mod difference;
mod essence;
pub mod prediction;
#[cfg(test)]
mod tests;
