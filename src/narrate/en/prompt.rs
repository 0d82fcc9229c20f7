//! What the prompt says: its first screen, what comes after a lesson, what can be typed; and
//! what is said of reading and changing a lesson.

use super::exercises::words;
use super::lessons::lesson_title;
use super::phrases::{chats, how_many_lessons};
use crate::lesson::catalogue::Lesson;
use crate::lesson::exercises::number;
use crate::lesson::progress::Up;
use crate::narrate::message::{Book, Prompt};
use crate::narrate::problem::TypedAt;
use crate::terminal::escape as quote;

pub fn prompt(prompt: &Prompt) -> String {
    match *prompt {
        Prompt::Welcome => {
            format!(
                "The Socket Workbook: {} lessons, with every socket call told as it happens.",
                how_many_lessons()
            )
        }
        Prompt::Mark { is_done: true, .. } => "done".to_owned(),
        Prompt::Mark { is_seen: true, .. } => "seen".to_owned(),
        Prompt::Mark { is_next: true, .. } => "next".to_owned(),
        Prompt::Mark { is_next: false, .. } => String::new(),
        Prompt::WhatToType { next: Some(lesson) } => format!(
            "Type {0} and Enter to run lesson {0}, or step {0} to go through it call by call.\n\
             exercises shows what you can solve, help shows all commands, quit leaves.",
            lesson.number
        ),
        Prompt::WhatToType { next: None } => format!(
            "All {} are done. Type a number to run a lesson again, or {} to chat yourself.\n\
             exercises shows what you can solve, help shows all commands, quit leaves.",
            how_many_lessons(),
            chats("talk ")
        ),
        Prompt::AfterLesson { lesson, next, at } => after_lesson(lesson, next, at),
        Prompt::AfterFailure { lesson, at } => format!(
            "So lesson {0} does not count as done. {workbook}step {0} begins it again, \
             {workbook}edit {0} opens its program.",
            lesson.number,
            workbook = before_a_command(at)
        ),
        Prompt::HowToLeave => "Type quit or press Ctrl-D to leave the workbook.".to_owned(),
        Prompt::WhatToExplain => {
            "explain takes a word that you see on the screen, or the number of \
                                  a step: explain ESTABLISHED, explain accept4, explain 12. help \
                                  shows the commands."
                .to_owned()
        }
        Prompt::IsCommand(name) => format!("{name}, a command"),
        Prompt::Set(line) => {
            format!("{line} holds from now on, also when the workbook is started again.")
        }
        Prompt::Usage { usage, short: [] } => format!("Usage: {usage}"),
        Prompt::Usage { usage, short } => {
            format!("Usage: {usage}   (also: {})", short.join(", "))
        }
        Prompt::AboutTheTable { has_runs } => {
            let about = "What stands in [ ] may be left out. help and a command's name says more \
                         of it.";
            let options = "How one run looks is said behind its command: run 2 --words off, \
                           --lanes one, --all-steps, --color never.";
            if has_runs {
                format!("{about}\n{options}")
            } else {
                about.to_owned()
            }
        }
        Prompt::ProgressHead => {
            "# What you have done in the Socket Workbook: the numbers of lessons, \
                                 exercises, clues. Delete a line to undo it."
                .to_owned()
        }
    }
}

/// What stands before a command of the workbook where it is typed.
pub fn before_a_command(at: TypedAt) -> &'static str {
    match at {
        TypedAt::Prompt => "",
        TypedAt::Shell => "cargo run -- ",
    }
}

/// Which page explains the lesson, and which one is next.
fn after_lesson(lesson: &Lesson, next: Option<Up>, at: TypedAt) -> String {
    let workbook = before_a_command(at);
    let page = format!(
        "{workbook}read {} explains what you saw (book/src/{}).",
        lesson.number, lesson.chapter
    );
    match next {
        Some(Up::Exercise(next)) => format!(
            "{page}\nNext: exercise {}, {}. Type {workbook}exercise {}.",
            number(next),
            words(next).title,
            next.name
        ),
        Some(Up::Lesson(next)) => format!(
            "{page}\nNext: lesson {0}, {1}. Type {workbook}run {0} or {workbook}step {0}.",
            next.number,
            lesson_title(next)
        ),
        None => format!(
            "{page}\nAll {} lessons are done, and all exercises are passed.",
            how_many_lessons()
        ),
    }
}

pub fn book(book: &Book) -> String {
    match *book {
        Book::Page(name) => format!("read {name}"),
        Book::Below(answer) => format!("({answer} stands at the end of this page.)"),
        Book::Answers => "Answers".to_owned(),
        Book::InPager => "Space turns the page, b turns back, q leaves".to_owned(),
        Book::From(page) => format!("(read {page} shows more)"),
        Book::NotIncluded(what) => {
            format!("({} could not be shown here)", quote::line(what.as_bytes()))
        }
        Book::Edited(lesson) => format!(
            "run {0} and step {0} now use lessons/{1} as you saved it. Nothing is lost: \
             git diff lessons/{1} shows your changes, git restore lessons/{1} takes them back.",
            lesson.number, lesson.file
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::catalogue::LESSONS;
    use std::path::Path;

    #[test]
    fn a_lesson_names_its_page_and_the_page_names_the_lesson() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for lesson in &LESSONS {
            let words = after_lesson(lesson, None, TypedAt::Shell);
            let (before, _) = words.split_once(").").unwrap_or_default();
            let (command, file) = before
                .split_once(" explains what you saw (")
                .unwrap_or_default();
            assert_eq!(command, format!("cargo run -- read {}", lesson.number));
            let page = std::fs::read_to_string(root.join(file));
            let page = page.unwrap_or_else(|error| panic!("{file}: {error}"));
            let title = format!("# Lesson {}: {}\n", lesson.number, lesson_title(lesson));
            assert!(page.starts_with(&title), "{file}");
            for command in ["cargo run -- run", "step"] {
                let command = format!("{command} {}", lesson.number);
                assert!(page.contains(&command), "{file} does not name {command}");
            }
        }
    }

    #[test]
    fn at_the_prompt_nothing_comes_before_a_command() {
        let words = after_lesson(&LESSONS[1], Some(Up::Lesson(&LESSONS[2])), TypedAt::Prompt);
        assert_eq!(
            words,
            "read 2 explains what you saw (book/src/lesson2.md).\nNext: lesson 3, UDP. Type run 3 or step 3."
        );
    }
}
