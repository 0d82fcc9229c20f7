//! The words of the narrator, event by event, without a run.
mod calls;
mod endings;
mod predict;
mod problems;
mod sights;
mod steps;
mod truths;
