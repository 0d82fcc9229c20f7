//! The language in which the workbook speaks. This is the one line that chooses it: another
//! language is a folder beside `en` with the same functions, declared in `narrate/mod.rs`.

pub use crate::narrate::en::*;
