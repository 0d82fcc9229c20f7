//! What went wrong with a page of the book, with an editor, or with building a lesson.

use super::phrases::path;
use super::prompt::before_a_command;
use crate::lesson::catalogue::{Lesson, Page};
use crate::lesson::program::{BuildError, Source};
use crate::narrate::problem::{Reading, TypedAt};
use crate::terminal::escape as quote;

pub fn reading(problem: &Reading, at: TypedAt) -> String {
    let line = |text: &str| quote::line(text.as_bytes());
    match problem {
        Reading::CannotRead { path: file, error } => {
            format!("could not read {}: {error}", path(file))
        }
        Reading::NoPage(page) => no_page(*page, at),
        Reading::NoEditor(lesson) => format!(
            "no editor was found: neither VISUAL nor EDITOR names one\n{}",
            by_hand(lesson, at)
        ),
        Reading::OddEditor { editor, lesson } => format!(
            "a quotation mark in the name of the editor is not closed: {}\n{}",
            line(editor),
            by_hand(lesson, at)
        ),
        Reading::EditorFailed {
            program,
            error,
            lesson,
        } => format!(
            "could not start the editor {}: {error}\n{}",
            line(program),
            by_hand(lesson, at)
        ),
        Reading::EditorEnded {
            program,
            code,
            lesson,
        } => {
            let how = match code {
                Some(code) => format!("ended with code {code}"),
                None => "was killed".to_owned(),
            };
            let by_hand = by_hand(lesson, at);
            format!("the editor {} {how}\n{by_hand}", line(program))
        }
    }
}

/// What to do without an editor that the workbook can start.
fn by_hand(lesson: &Lesson, at: TypedAt) -> String {
    format!(
        "hint: open lessons/{0} in any editor and save it; {2}run {1} takes it as it stands there",
        lesson.file,
        lesson.number,
        before_a_command(at)
    )
}

fn no_page(page: Page, at: TypedAt) -> String {
    let workbook = before_a_command(at);
    let missing = format!("the page is not here: book/src/{} is missing", page.file());
    let hint = match page {
        Page::Chapter(Lesson { number, .. }) => format!(
            "{workbook}source {number} shows the program itself, {workbook}step {number} explains \
             it call by call"
        ),
        Page::Other(_) => "git restore book brings the book back".to_owned(),
    };
    format!("{missing}\nhint: {hint}")
}

pub fn build(problem: &BuildError) -> String {
    match problem {
        BuildError::NoWorkspace => "could not find the lessons\n\
                                    hint: start the workbook in its folder, the one with \
                                    Cargo.toml and lessons/: cargo run"
            .to_owned(),
        BuildError::NoCargo(error) => format!(
            "could not start cargo to build the lesson: {error}\n\
             hint: install Rust from https://rustup.rs, then open a new terminal"
        ),
        BuildError::DoesNotCompile { of, file } => {
            let file = quote::line(file.as_bytes());
            let hint = match of {
                Source::Lesson(_) => format!("git diff {file} shows what you changed"),
                Source::Exercise(exercise) => {
                    format!("reset {} brings it back as it was given", exercise.name)
                }
            };
            let what = source(*of);
            format!("{what} does not compile: mend {file} and run it again\nhint: {hint}")
        }
        BuildError::NotBuilt(of) => {
            let file = match of {
                Source::Lesson(lesson) => format!("lessons/{}", lesson.file),
                Source::Exercise(exercise) => exercise.file(),
            };
            format!(
                "could not build {}: cargo says above why\n\
                 hint: this is not about {file}, in which no error was found",
                source(*of)
            )
        }
    }
}

fn source(of: Source) -> String {
    match of {
        Source::Lesson(lesson) => format!("lesson {}", lesson.number),
        Source::Exercise(exercise) => format!("exercise {}", exercise.name),
    }
}
