//! Which line of its own source a program stands at: the walk up its stack ([`unwind`]), and its
//! debug information ([`place`]), each [`guarded`] against files that are damaged. Both
//! are a stranger's input. What cannot be read gives no line.

mod guarded;
mod place;
mod unwind;

pub use place::Places;
