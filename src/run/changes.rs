//! What a person has changed of a lesson's text.

use crate::check::difference::{lines, touched};
use crate::lesson::catalogue::Lesson;
use crate::lesson::program;
use crate::narrate::Result;
use crate::narrate::problem::Reading;
use std::fs;

/// The lesson's file as it is now.
///
/// # Errors
/// If it cannot be read.
pub fn text_of(lesson: &Lesson) -> Result<String> {
    let path = program::source(lesson)?;
    fs::read_to_string(&path).map_err(|error| {
        let error = error.to_string();
        Reading::CannotRead { path, error }.into()
    })
}

/// How many lines of it are not the original's; None where none is, or where it cannot be read.
pub fn changed_lines(lesson: &Lesson) -> Option<usize> {
    let text = text_of(lesson).ok()?;
    let lines = lines(lesson.given, &text);
    Some(touched(&lines)).filter(|count| *count > 0)
}
