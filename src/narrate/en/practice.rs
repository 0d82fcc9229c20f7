//! What is said while exercises are solved: their list, the screen of one, clues, a reset.

use super::exercises::words;
use super::lessons::lesson_title;
use super::phrases::the;
use super::prompt::before_a_command;
use crate::lesson::exercises::{Exercise, number};
use crate::narrate::message::Practice;
use crate::narrate::problem::{Practising, TypedAt, Unusual};
use crate::terminal::escape as quote;

pub fn practice(practice: &Practice) -> String {
    match *practice {
        Practice::Title(exercise) => {
            format!("Exercise {}  {}", number(exercise), words(exercise).title)
        }
        Practice::Task(exercise) => words(exercise).task.to_owned(),
        Practice::LessonTitle(lesson) => format!("{}  {}", lesson.number, lesson_title(lesson)),
        Practice::Mark {
            is_passed: true, ..
        } => "passed".to_owned(),
        Practice::Mark { is_next: true, .. } => "next".to_owned(),
        Practice::Mark { is_next: false, .. } => String::new(),
        Practice::Of {
            of,
            passed,
            is_predicted,
        } => {
            let not = if is_predicted { "" } else { "not " };
            let exercises = if of == 1 { "exercise" } else { "exercises" };
            format!("({passed} of {of} {exercises}, {not}predicted)")
        }
        Practice::Passed { of, passed } => format!("{passed} of {of} exercises passed"),
        Practice::WhatToType { next, at } => what_to_type(next, at),
        Practice::Building => "building the exercise with cargo …".to_owned(),
        Practice::Running => "running the exercise (Ctrl-C stops this) …".to_owned(),
        Practice::Cut { step } => format!(
            "Stopped after step {step}: this exercise needs far fewer. A loop makes the same calls \
             again and again."
        ),
        Practice::Line(number) => format!("line {number}"),
        Practice::Waits => "waits for the next save …".to_owned(),
        Practice::Keys => "h hint   d details   r reset   s solution   n next   q leave".to_owned(),
        Practice::Kept { exercise, at } => kept(exercise, at),
        Practice::Clue {
            exercise,
            shown,
            at,
        } => clue(exercise, shown, at),
        Practice::Later => {
            "The solution is shown when the exercise is passed, or after the last clue: \
                            h shows the next one."
                .to_owned()
        }
        Practice::WasReset { file, old } => reset(file, old),
        Practice::IsAsGiven(file) => format!("{file} is as it was given: nothing to reset"),
        Practice::AskReset(file) => format!(
            "{file} goes back to how it was given, and what stands there is kept beside it. \
             Type yes to do that."
        ),
        Practice::NotReset => "nothing was changed".to_owned(),
        Practice::NeedsLinux(why) => format!(
            "The exercise runs, but is not checked: {}.",
            super::run::unnarrated(why)
        ),
    }
}

fn what_to_type(next: Option<&Exercise>, at: TypedAt) -> String {
    let workbook = before_a_command(at);
    match next {
        Some(next) => format!(
            "{workbook}exercise {0} opens {1}: solve it in your editor, and it is checked at each \
             save.",
            next.name,
            number(next)
        ),
        None => "All exercises are passed.".to_owned(),
    }
}

fn kept(exercise: &Exercise, at: TypedAt) -> String {
    let (page, heading) = words(exercise).section;
    let page = page.strip_prefix("lesson").unwrap_or(page);
    format!(
        "Passed. Keep in mind: {}\nMore of it: {}read {page}, \"{heading}\".",
        words(exercise).keep,
        before_a_command(at)
    )
}

fn clue(exercise: &Exercise, shown: usize, at: TypedAt) -> String {
    let clues = &words(exercise).clues;
    let text = clues[shown.clamp(1, clues.len()) - 1];
    if shown < clues.len() {
        return format!("Clue {shown} of {}: {text}", clues.len());
    }
    format!(
        "Clue {0} of {0}, the solution: {text}\n{1}solution {2} shows it as a program.",
        clues.len(),
        before_a_command(at),
        exercise.name
    )
}

fn reset(file: &str, old: Option<&str>) -> String {
    let name = |text: &str| quote::line(text.as_bytes());
    match old {
        Some(old) => format!(
            "{} is as it was given. What stood there is in {}",
            name(file),
            name(old)
        ),
        None => format!("{} is as it was given", name(file)),
    }
}

/// There is none of this name.
pub fn no_exercise(asked: &str, near: Option<&Exercise>, at: TypedAt) -> String {
    let asked = quote::line(asked.as_bytes());
    let hint = match near {
        Some(near) => format!("did you mean {}?", near.name),
        None => format!("{}exercises shows all of them", before_a_command(at)),
    };
    format!("there is no exercise {asked}\nhint: {hint}")
}

/// What can go wrong with an exercise.
pub fn practising(problem: &Practising, at: TypedAt) -> String {
    let workbook = before_a_command(at);
    match problem {
        Practising::AllPassed => format!(
            "all exercises are passed\n\
             hint: give a name to see one again: {workbook}exercises shows them"
        ),
        Practising::Unreadable { exercise, why } => {
            let what = match why {
                Unusual::Missing => "is missing".to_owned(),
                Unusual::NotUtf8 => "is not UTF-8 text".to_owned(),
                Unusual::Other(error) => {
                    format!("cannot be read: {}", quote::line(error.as_bytes()))
                }
            };
            format!(
                "{} {what}\nhint: {workbook}reset {} brings it back as it was given",
                exercise.file(),
                exercise.name
            )
        }
        Practising::Unwritable { file, error } => format!(
            "could not write {}: {error}\nhint: nothing was changed there",
            quote::line(file.as_os_str().as_encoded_bytes())
        ),
        Practising::SolutionIsHidden(exercise) => format!(
            "the solution of {0} is shown when it is passed, or after the last clue\n\
             hint: {workbook}hint {0}",
            exercise.name
        ),
        Practising::NotTheLearners { exercise, end } => format!(
            "in {} {} is not yours: the workbook plays it",
            exercise.name,
            the(*end)
        ),
    }
}
