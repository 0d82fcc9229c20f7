//! Lesson 5.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[];
