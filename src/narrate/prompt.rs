//! What the prompt says: its first screen, what can be typed, and what was typed wrong.

use super::{quote, the};
use crate::call::{End, Step};
use crate::catalogue::{LESSONS, Lesson};

pub fn welcome() -> &'static str {
    "The Socket Workbook: six lessons, with every socket call told as it happens."
}

/// The mark before a lesson in the list.
pub fn mark(is_done: bool, is_next: bool) -> &'static str {
    match (is_done, is_next) {
        (true, _) => "done",
        (false, true) => "next",
        (false, false) => "",
    }
}

pub fn what_to_type(next: Option<&Lesson>) -> String {
    match next {
        Some(lesson) => format!(
            "Type {0} and Enter to run lesson {0}, or step {0} to go through it call by call.\n\
             help shows all commands, quit leaves.",
            lesson.number
        ),
        None => {
            "All six are done. Type a number to run a lesson again, or talk 5 to chat yourself.\n\
                 help shows all commands, quit leaves."
                .to_owned()
        }
    }
}

/// Which page explains the lesson, and which one is next. In a shell, the workbook's name
/// comes before a command.
pub fn after_lesson(lesson: &Lesson, next: Option<&Lesson>, at_prompt: bool) -> String {
    let workbook = before_a_command(at_prompt);
    let page = format!(
        "{workbook}read {} explains what you saw (book/src/{}).",
        lesson.number, lesson.chapter
    );
    match next {
        Some(next) => format!(
            "{page}\nNext: lesson {0}, {1}. Type {workbook}run {0} or {workbook}step {0}.",
            next.number, next.title
        ),
        None => format!("{page}\nAll six lessons are done."),
    }
}

/// An end of the lesson failed.
pub fn after_failure(lesson: &Lesson, at_prompt: bool) -> String {
    let workbook = before_a_command(at_prompt);
    format!(
        "So lesson {0} does not count as done. {workbook}step {0} begins it again, \
         {workbook}edit {0} opens its program.",
        lesson.number
    )
}

/// What stands before a command of the workbook where it is typed.
fn before_a_command(at_prompt: bool) -> &'static str {
    match at_prompt {
        true => "",
        false => "cargo run -- ",
    }
}

pub fn how_to_leave() -> &'static str {
    "Type quit or press Ctrl-D to leave the workbook."
}

pub fn how_to_leave_pair() -> &'static str {
    "The pair waits. Type stop (or press Ctrl-D) to end it."
}

/// `is_pair`: there are two ends to choose from.
pub fn how_to_step(is_pair: bool) -> &'static str {
    match is_pair {
        true => {
            "Both ends are stopped before each call. Enter lets the next call happen; server or \
             client chooses who moves; sockets, source and who look around; go runs to the end; \
             help shows more."
        }
        false => {
            "The program is stopped before each call. Enter lets the next call happen; sockets, \
             source and who look around; go runs to the end; help shows more."
        }
    }
}

pub fn how_to_talk() -> &'static str {
    "You are all keyboards here. Type for instance client: hello or server: hello. ctrl-d client \
     ends its input, join starts another client, stop ends all; help shows more."
}

/// How a command is typed.
pub fn usage(usage: &str, short: &[&str]) -> String {
    match short {
        [] => format!("Usage: {usage}"),
        short => format!("Usage: {usage}   (also: {})", short.join(", ")),
    }
}

/// Under a table of commands.
pub fn about_the_table() -> &'static str {
    "What stands in [ ] may be left out. help and a command's name says more of it."
}

/// Above the table of `step`.
pub fn enter_line() -> &'static str {
    "Enter alone lets happen what the prompt shows. Or type:"
}

/// Above the table of `talk`.
pub fn typed_line() -> &'static str {
    "client: hello types hello at the client's keyboard; so do server: and client 2:. Or type:"
}

pub fn step_prompt(step: Step, what: &str) -> String {
    format!("step {step} · {what}")
}

pub fn or_else(others: &[End]) -> String {
    let names: Vec<String> = others.iter().map(End::to_string).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(" (or {})", names.join(", ")),
    }
}

/// What Enter does where nobody can move, as a prompt: it types a line of the script.
pub fn next_typed(end: End, line: Option<&str>) -> String {
    match line {
        Some(line) => format!(
            "all wait; Enter types to {}: {}",
            the(end),
            quote::text(line.as_bytes(), quote::DATA)
        ),
        None => format!("all wait; Enter presses Ctrl-D at {}", the(end)),
    }
}

pub fn next_let_go(end: End) -> String {
    format!("all others wait; Enter lets {} go on", the(end))
}

pub fn next_timer() -> &'static str {
    "all wait, one of them not for ever; Enter waits with them"
}

/// Nobody can move, and the script is over. `end` would read a line, a client could join.
pub fn next_nothing(end: Option<End>, can_join: bool) -> String {
    let other = match (end, can_join) {
        (Some(end), _) => format!(", {end}: TEXT types a line"),
        (None, true) => ", join starts another client".to_owned(),
        (None, false) => String::new(),
    };
    format!("all wait; Enter ends the lesson{other}")
}

pub fn next_busy() -> &'static str {
    "a program is still busy; Enter waits for it"
}

pub fn long_line(most: usize) -> String {
    format!("a keyboard takes lines of up to {most} bytes")
}

pub fn talk_prompt(keyboards: &[End]) -> String {
    let names: Vec<String> = keyboards.iter().map(End::to_string).collect();
    match names.is_empty() {
        true => "talk (no keyboard is read now)".to_owned(),
        false => format!("talk ({})", names.join(", ")),
    }
}

/// `others` could move instead.
pub fn cannot_move(end: End, why: &[String], others: &[End]) -> String {
    let why = why.join("; ");
    let names: Vec<String> = others.iter().map(End::to_string).collect();
    let hint = match names.is_empty() {
        true => "Enter does what the prompt shows".to_owned(),
        false => format!("who can move now: {}", names.join(", ")),
    };
    format!("{} cannot move now: it {why}\nhint: {hint}", the(end))
}

pub fn not_there(end: End) -> String {
    format!("there is no {end} here\nhint: who shows the ends")
}

pub fn has_ended(end: End) -> String {
    let hint = match end {
        End::Client(_) => "join starts another client",
        End::Server | End::Program => "who shows the ends that are left, stop ends all",
    };
    format!("{} has ended\nhint: {hint}", the(end))
}

pub fn keyboard_closed(end: End) -> String {
    format!(
        "{} takes no more from its keyboard: its input has ended, or it is full\n\
         hint: Enter goes on",
        the(end)
    )
}

pub fn step_is_past(asked: Step, now: Step) -> String {
    format!(
        "step {asked} has happened already; the last one was step {now}\n\
         hint: go {} goes on up to step {0}, go without a number to the end",
        now + 10
    )
}

pub fn no_step(text: &str) -> String {
    format!(
        "{} is not the number of a step\nhint: go 24 goes on up to step 24",
        quote::line(text.as_bytes())
    )
}

pub fn cannot_join() -> &'static str {
    "no client can join here: this lesson has none\nhint: step 2 has one"
}

pub fn joined(end: End) -> String {
    format!("{end} joins; its first step is to start")
}

pub fn no_such_end(name: &str) -> String {
    format!(
        "{} is no end\n\
         hint: the ends are server, client, client 2 and so on",
        quote::line(name.as_bytes())
    )
}

pub fn no_such_command(word: &str, near: Option<String>) -> String {
    let word = quote::line(word.as_bytes());
    match near {
        Some(near) => format!("there is no command {word}: did you mean {near}?"),
        None => format!("there is no command {word}\nhint: help shows all commands"),
    }
}

pub fn no_lesson(asked: &str) -> String {
    let name = |lesson: &Lesson| format!("{} {}", lesson.number, lesson.name());
    let names: Vec<String> = LESSONS.iter().map(name).collect();
    format!(
        "there is no lesson {}\nhint: the lessons are {}",
        quote::line(asked.as_bytes()),
        names.join(", ")
    )
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

pub fn no_chat(lesson: &Lesson) -> String {
    format!(
        "lesson {} reads no keyboard, so there is nobody to talk for\n\
         hint: talk 5 or talk 6; step {} shows this one call by call",
        lesson.number, lesson.number
    )
}

pub fn all_done() -> &'static str {
    "all six lessons are done\n\
     hint: give a number to see one again: run 2"
}

pub fn needs_narration(why: &str) -> String {
    format!(
        "could not follow the pair call by call: {why}\n\
         hint: run 2 works here, and read 2 shows a recorded narration"
    )
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::LESSONS;
    use std::path::Path;

    #[test]
    fn a_lesson_names_its_page_and_the_page_names_the_lesson() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for lesson in &LESSONS {
            let words = after_lesson(lesson, None, false);
            let (before, _) = words.split_once(").").unwrap_or_default();
            let (command, file) = before
                .split_once(" explains what you saw (")
                .unwrap_or_default();
            assert_eq!(command, format!("cargo run -- read {}", lesson.number));
            let page = std::fs::read_to_string(root.join(file));
            let page = page.unwrap_or_else(|error| panic!("{file}: {error}"));
            let title = format!("# Lesson {}: {}\n", lesson.number, lesson.title);
            assert!(page.starts_with(&title), "{file}");
            for command in ["cargo run -- run", "step"] {
                let command = format!("{command} {}", lesson.number);
                assert!(page.contains(&command), "{file} does not name {command}");
            }
        }
    }

    #[test]
    fn at_the_prompt_nothing_comes_before_a_command() {
        let words = after_lesson(&LESSONS[1], Some(&LESSONS[2]), true);
        assert_eq!(
            words,
            "read 2 explains what you saw (book/src/lesson2.md).\nNext: lesson 3, UDP. Type run 3 or step 3."
        );
    }
}
