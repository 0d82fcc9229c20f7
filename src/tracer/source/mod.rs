//! Which line of its own source a program stands at: the walk up its stack, and its debug
//! information. Both are a stranger's input. What cannot be read gives no line.

mod guarded;
mod place;
mod unwind;

pub use place::Places;
