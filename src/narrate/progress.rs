//! Words about the file that remembers which lessons are done.

use std::io;
use std::path::Path;

/// The first line of a new file.
pub fn head() -> &'static str {
    "# Lessons of the Socket Workbook that you have done, one number a line. Delete a line to undo it.\n"
}

pub fn broken(file: &Path, line: usize) -> String {
    format!(
        "could not understand line {line} of {}: it is ignored\n\
         hint: delete that line, or the file; nothing else depends on it",
        file.display()
    )
}

pub fn unreadable(file: &Path, error: &io::Error) -> String {
    format!(
        "could not read {}, where the lessons that you have done are noted: {error}\n\
         hint: everything works without it",
        file.display()
    )
}

pub fn unwritable(file: &Path, error: &io::Error) -> String {
    format!(
        "could not note in {} that this lesson is done: {error}\n\
         hint: everything works without it",
        file.display()
    )
}

pub fn no_folder() -> &'static str {
    "neither XDG_DATA_HOME nor HOME names a folder"
}
