//! The exercises of lesson 3: datagrams, and no promise.

use super::exercise::Exercise;

pub const EXERCISES: &[Exercise] = &[];
