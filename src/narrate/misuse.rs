//! What was typed wrong, and what to type instead.

use super::quote;
use crate::catalogue::{LESSONS, Lesson, PAGES};

pub fn no_such_command(word: &str, near: Option<String>) -> String {
    let word = quote::line(word.as_bytes());
    match near {
        Some(near) => format!("there is no command {word}: did you mean {near}?"),
        None => format!("there is no command {word}\nhint: help shows all commands"),
    }
}

/// A line of a talk that is neither a command nor begins with the name of an end.
pub fn said_by_nobody() -> String {
    "who shall say this?\n\
     hint: client: hello types hello at the client's keyboard; help shows the commands"
        .to_owned()
}

pub fn no_lesson(asked: &str) -> String {
    format!(
        "there is no lesson {}\nhint: the lessons are {}",
        quote::line(asked.as_bytes()),
        lessons()
    )
}

pub fn no_page(asked: &str) -> String {
    format!(
        "there is no page {}\nhint: the pages are {}, {}",
        quote::line(asked.as_bytes()),
        lessons(),
        PAGES.join(", ")
    )
}

fn lessons() -> String {
    let name = |lesson: &Lesson| format!("{} {}", lesson.number, lesson.name());
    let names: Vec<String> = LESSONS.iter().map(name).collect();
    names.join(", ")
}

/// The name of a lesson was typed where a command is expected.
pub fn lesson_alone(lesson: &Lesson) -> String {
    let name = lesson.name();
    format!("{name} is a lesson, not a command\nhint: run {name}, or step {name}")
}

pub fn only_during_step(word: &str) -> String {
    format!("{word} works while a pair is stepped\nhint: step 2 starts that")
}

pub fn only_after_stop(word: &str) -> String {
    format!(
        "{word} has to wait until this pair has ended\nhint: stop ends it, help shows what works here"
    )
}

pub fn wrong_choice(word: &str, possible: &[String]) -> String {
    let what = match word {
        "" => "a word is missing at the end".to_owned(),
        word => format!("{} cannot stand here", quote::line(word.as_bytes())),
    };
    format!("{what}\nhint: type one of {}", possible.join(", "))
}

pub fn wrong_arguments(what: &str, command: Option<&str>) -> String {
    match command {
        Some(command) => format!("{what}\nhint: help {command}"),
        None => format!("{what}\nhint: help shows all commands"),
    }
}

/// A hint of the prompt as it is typed in a shell.
pub fn on_command_line(text: &str) -> String {
    text.replace("\nhint: help", "\nhint: cargo run -- help")
        .replace("\nhint: run", "\nhint: cargo run -- run")
}

pub fn more_words(call: &str, command: &str) -> String {
    format!("something is missing: {call}\nhint: help {command}")
}

pub fn open_quotation() -> &'static str {
    "a quotation mark is not closed"
}

pub fn not_utf8(line: usize) -> String {
    format!("line {line} is not UTF-8 text")
}

pub fn not_utf8_typed() -> &'static str {
    "this terminal sends keys that are not UTF-8 text\n\
     hint: look for its encoding among its settings, and choose UTF-8"
}

pub fn has_nul(line: usize) -> String {
    format!("line {line} holds a NUL byte")
}

pub fn too_long(line: usize, most: usize) -> String {
    format!("line {line} is longer than {most} bytes")
}

pub fn empty(line: usize) -> String {
    format!("line {line} is empty: a command was expected\nhint: help shows all commands")
}
