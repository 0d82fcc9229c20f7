//! Words about reading and changing a lesson.

use super::quote;
use crate::catalogue::{Lesson, Page};
use std::io;
use std::path::Path;

pub fn cannot_read(path: &Path) -> String {
    format!("could not read {}", path.display())
}

pub fn no_page(page: Page) -> String {
    let missing = format!("the page is not here: book/src/{} is missing", page.file());
    let hint = match page {
        Page::Chapter(Lesson { number, .. }) => format!(
            "source {number} shows the program itself, step {number} explains it call by call"
        ),
        Page::Other(_) => "git restore book brings the book back".to_owned(),
    };
    format!("{missing}\nhint: {hint}")
}

/// How another page is opened in the terminal.
pub fn page(name: &str) -> String {
    format!("read {name}")
}

pub fn not_included(what: &str) -> String {
    format!("({} could not be shown here)", quote::line(what.as_bytes()))
}

pub fn no_editor() -> &'static str {
    "no editor is chosen: neither VISUAL nor EDITOR is set\n\
     hint: leave with quit, type export EDITOR=nano (or vim, code -w, …) and start the workbook again"
}

pub fn odd_editor(editor: &str) -> String {
    format!(
        "a quotation mark in the name of the editor is not closed: {}",
        quote::line(editor.as_bytes())
    )
}

pub fn editor_failed(program: &str, error: &io::Error) -> String {
    format!(
        "could not start the editor {}: {error}\n\
         hint: VISUAL or EDITOR names it; set it to an editor that is installed",
        quote::line(program.as_bytes())
    )
}

pub fn editor_ended(program: &str, code: Option<i32>) -> String {
    let how = code.map_or("was killed".to_owned(), |code| {
        format!("ended with code {code}")
    });
    format!("the editor {} {how}", quote::line(program.as_bytes()))
}

pub fn edited(lesson: &Lesson) -> String {
    format!(
        "run {0} and step {0} now use lessons/{1} as you saved it. Nothing is lost:\n\
         git diff lessons/{1} shows your changes, git restore lessons/{1} takes them back.",
        lesson.number, lesson.file
    )
}
