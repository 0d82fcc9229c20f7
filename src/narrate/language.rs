//! The language in which the workbook speaks. This is the one line that chooses it: another
//! language is a folder beside `en` with the same functions, declared in `narrate/mod.rs` in the
//! place of `en`. The files of a language know each other by `super`: a copy of `en` is a start.

pub use crate::narrate::en::*;
