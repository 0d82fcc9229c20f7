//! The exercises of lesson 1: addresses, ports and connections.

use super::exercise::Exercise;

pub const EXERCISES: &[Exercise] = &[];
