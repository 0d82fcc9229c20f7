//! From events to what a person sees.

pub mod lane;

/// The most columns that a line of text takes.
pub const WIDEST: usize = 100;
