//! What the prompt says: its first screen, what comes after a lesson, what can be typed.

use crate::catalogue::Lesson;

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
