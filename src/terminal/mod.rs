//! The terminal: how wide it is, what may be printed on it, how text is broken and paged.
pub mod breaks;
pub mod code;
pub mod columns;
pub mod escape;
pub mod listing;
pub mod notice;
pub mod pager;
pub mod say;
pub mod signals;
