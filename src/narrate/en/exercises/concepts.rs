//! Lesson 1.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[];
