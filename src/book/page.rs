//! A page of the book as it lies on disk, with all that it includes, as blocks.

use super::block::Block;
use super::{include, parse};
use crate::lesson::catalogue::Page;
use crate::lesson::program;
use crate::narrate::Result;
use crate::narrate::problem::Reading;
use std::fs;
use std::path::Path;

/// # Errors
/// If it is not there, or cannot be read.
pub fn blocks(page: Page) -> Result<Vec<Block>> {
    let path = program::workspace()?.join("book/src").join(page.file());
    if !path.is_file() {
        return Err(Reading::NoPage(page).into());
    }
    Ok(of_file(&path)?)
}

pub fn of_file(path: &Path) -> Result<Vec<Block>, Reading> {
    let text = include::fill_in(&text_of(path)?, path);
    Ok(parse::blocks(&text))
}

pub fn text_of(path: &Path) -> Result<String, Reading> {
    fs::read_to_string(path).map_err(|error| Reading::CannotRead {
        path: path.to_owned(),
        error: error.to_string(),
    })
}
