//! The exercises of lesson 5: everybody writes at any time.

use super::exercise::Exercise;

pub const EXERCISES: &[Exercise] = &[];
