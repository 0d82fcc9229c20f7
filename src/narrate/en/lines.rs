//! What was typed wrong, and what to type instead: where it was typed.

use super::prompt::before_a_command;
use crate::narrate::problem::{TypedAt, Unusable, Wrong};
use crate::terminal::escape as quote;

pub fn wrong(wrong: &Wrong, at: TypedAt) -> String {
    let line = |word: &str| quote::line(word.as_bytes());
    match wrong {
        Wrong::NoSuchCommand {
            word,
            near: Some(near),
        } => format!("there is no command {}: did you mean {near}?", line(word)),
        Wrong::NoSuchCommand { word, near: None } => {
            with_help(&format!("there is no command {}", line(word)), None, at)
        }
        Wrong::NoCommand => with_help("a command was expected", None, at),
        Wrong::LessonAlone(lesson) => format!(
            "{0} is a lesson, not a command\nhint: {1}run {0}, or step {0}",
            lesson.name(),
            before_a_command(at)
        ),
        Wrong::PageAlone(page) => format!(
            "{page} is a page of the book, not a command\nhint: {}read {page}",
            before_a_command(at)
        ),
        Wrong::Explainable(word) => format!(
            "{0} is no command\nhint: {1}explain {0} says what it is",
            line(word),
            before_a_command(at)
        ),
        Wrong::IsOpen => with_help("this is the workbook already", None, at),
        Wrong::OfShell(word) => format!(
            "{} is a command of the shell, not of the workbook\n\
             hint: type it in another terminal, or leave the workbook first",
            line(word)
        ),
        Wrong::ClearsByKey => {
            "there is no command clear\nhint: Ctrl-L clears the screen".to_owned()
        }
        Wrong::SaidByNobody { meant: Some(meant) } => {
            format!("who shall say this?\nhint: did you mean {}", line(meant))
        }
        Wrong::SaidByNobody { meant: None } => "who shall say this?\n\
                                hint: client: hello types hello at the client's keyboard; help \
                                shows the commands"
            .to_owned(),
        Wrong::OnlyDuringStep(word) => format!(
            "{} works while a pair is stepped\nhint: {}step 2 starts that",
            line(word),
            before_a_command(at)
        ),
        Wrong::OnlyAfterStop(word) => format!(
            "{} has to wait until this pair has ended\n\
             hint: stop ends it, help shows what works here",
            line(word)
        ),
        Wrong::Choice { word, possible } => {
            let what = if word.is_empty() {
                "a word is missing at the end".to_owned()
            } else {
                format!("{} cannot stand here", line(word))
            };
            format!("{what}\nhint: type one of {}", possible.join(", "))
        }
        Wrong::Incomplete { command, call } => {
            with_help(&format!("something is missing: {call}"), Some(command), at)
        }
        Wrong::Unexpected { word, command } => with_help(
            &format!("unexpected argument '{}' found", line(word)),
            command.as_deref(),
            at,
        ),
        Wrong::UnexpectedValue {
            value,
            argument,
            command,
        } => with_help(
            &format!(
                "unexpected value '{}' for '{argument}' found; no more were expected",
                line(value)
            ),
            command.as_deref(),
            at,
        ),
        Wrong::ValueMissing { argument, command } => with_help(
            &format!("a value is required for '{argument}' but none was supplied"),
            command.as_deref(),
            at,
        ),
        Wrong::Twice { argument, command } => with_help(
            &format!("the argument '{argument}' cannot be used multiple times"),
            command.as_deref(),
            at,
        ),
        Wrong::NotBoth {
            options: [one, other],
            call,
        } => {
            let call = format!("{}{call}", before_a_command(at));
            format!(
                "{one} and {other} exclude each other\n\
                 hint: type {call} {one}, or {call} {other}"
            )
        }
        Wrong::NotUtf8 { command } => with_help(
            "invalid UTF-8 was detected in one or more arguments",
            command.as_deref(),
            at,
        ),
        Wrong::Other { command } => {
            with_help("this is no line that is understood", command.as_deref(), at)
        }
        Wrong::OpenQuotation => "a quotation mark is not closed".to_owned(),
    }
}

/// With the help of that command as a hint, or the help of all.
fn with_help(what: &str, command: Option<&str>, at: TypedAt) -> String {
    let workbook = before_a_command(at);
    match command {
        Some(command) => format!("{what}\nhint: {workbook}help {command}"),
        None => format!("{what}\nhint: {workbook}help shows all commands"),
    }
}

pub fn unusable(unusable: Unusable) -> String {
    match unusable {
        Unusable::NotUtf8 { line } => format!("line {line} is not UTF-8 text"),
        Unusable::NotUtf8Typed => "this terminal sends keys that are not UTF-8 text\n\
                                   hint: look for its encoding among its settings, and choose \
                                   UTF-8"
            .to_owned(),
        Unusable::HasNul { line } => format!("line {line} holds a NUL byte"),
        Unusable::TooLong { line, most } => format!("line {line} is longer than {most} bytes"),
        Unusable::Empty { line } => {
            format!("line {line} is empty: a command was expected\nhint: help shows all commands")
        }
    }
}
