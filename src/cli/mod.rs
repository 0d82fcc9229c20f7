//! What can be typed: the one table of commands.
pub mod appearance;
pub mod command;
pub mod complete;
pub mod during;
pub mod ends;
pub mod help;
pub mod report;
pub mod values;
pub mod words;
