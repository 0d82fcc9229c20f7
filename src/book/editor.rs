//! The learner's own editor on the program of a lesson: the one that VISUAL or EDITOR names, or
//! else one that is there, as git does it.

use crate::lesson::catalogue::Lesson;
use crate::lesson::program;
use crate::narrate::message::Book;
use crate::narrate::problem::Reading;
use crate::narrate::{Result, message};
use crate::terminal::say::say;
use std::env;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Command, ExitStatus};

/// Where no variable names one, in this order: what a distribution was told to take, one that
/// says on its screen how to leave it, and one that is nearly everywhere.
const USUAL: &[&str] = if cfg!(windows) {
    &["notepad"]
} else {
    &["editor", "nano", "vi"]
};

/// Opens the lesson's program. Without a person at a terminal only an editor that was asked for
/// is started: another one could not be left.
///
/// # Errors
/// If there is no editor, or it has failed. The program's file is named then.
pub fn edit(lesson: &'static Lesson, is_person: bool) -> Result<()> {
    let path = program::source(lesson)?;
    let (program, status) = match chosen() {
        Some(editor) => start_chosen(&editor, lesson, &path)?,
        None if is_person => start_usual(lesson, &path)?,
        None => return Err(Reading::NoEditor(lesson).into()),
    };
    if !status.success() {
        return Err(Reading::EditorEnded {
            program,
            code: status.code(),
            lesson,
        }
        .into());
    }
    Ok(say(&message(Book::Edited(lesson)))?)
}

fn chosen() -> Option<String> {
    let named = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    named("VISUAL").or_else(|| named("EDITOR"))
}

type Ended = (String, ExitStatus);

/// By the words of the variable: the editor's name may come with options.
fn start_chosen(editor: &str, lesson: &'static Lesson, path: &Path) -> Result<Ended, Reading> {
    let odd = || Reading::OddEditor {
        editor: editor.to_owned(),
        lesson,
    };
    let words = shlex::split(editor).ok_or_else(odd)?;
    let (program, arguments) = words.split_first().ok_or_else(odd)?;
    start(program, arguments, path)
        .map(|status| (program.clone(), status))
        .map_err(|error| failed(program, lesson, &error))
}

fn start_usual(lesson: &'static Lesson, path: &Path) -> Result<Ended, Reading> {
    for program in USUAL {
        match start(program, &[], path) {
            Ok(status) => return Ok((program.to_string(), status)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(program, lesson, &error)),
        }
    }
    Err(Reading::NoEditor(lesson))
}

fn failed(program: &str, lesson: &'static Lesson, error: &io::Error) -> Reading {
    Reading::EditorFailed {
        program: program.to_owned(),
        error: error.to_string(),
        lesson,
    }
}

fn start(program: &str, arguments: &[String], path: &Path) -> io::Result<ExitStatus> {
    Command::new(program).args(arguments).arg(path).status()
}
