//! Lesson 3.

use crate::narrate::exercise::Words;

pub const WORDS: &[Words] = &[];
