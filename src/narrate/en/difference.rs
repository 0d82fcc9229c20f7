//! Words for what a changed lesson does other than the original.

use super::lessons::lesson_title;
use super::phrases::steps;
use super::prompt::before_a_command;
use crate::lesson::catalogue::Lesson;
use crate::narrate::message::{Difference, Sign};
use crate::narrate::problem::TypedAt;

pub fn difference(difference: &Difference) -> String {
    match *difference {
        Difference::Offer { lesson, lines, at } => offer(lesson, lines, at),
        Difference::Title(lesson) => format!(
            "Lesson {}: {}, your version and the original",
            lesson.number,
            lesson_title(lesson)
        ),
        Difference::Nothing => {
            "No line of it is changed, and it does the same: nothing is different.".to_owned()
        }
        Difference::SameText => "No line of this file is changed. So what is different comes from \
                                 this machine, or from another file that the lesson uses."
            .to_owned(),
        Difference::MoreLines { count: 1 } => "… and one more line.".to_owned(),
        Difference::MoreLines { count } => format!("… and {count} more lines."),
        Difference::MoreSteps { count: 1 } => "… and one more change.".to_owned(),
        Difference::MoreSteps { count } => format!("… and {count} more changes."),
        Difference::SameSteps { count } => {
            format!("These lines change nothing of what is told: all {count} steps are the same.")
        }
        Difference::Signs(signs) => {
            let signs: Vec<&str> = signs.iter().copied().map(sign).collect();
            format!("{}.", signs.join("; "))
        }
        Difference::Others { count: 0 } => "No other step is there.".to_owned(),
        Difference::Others { count: 1 } => "The one other step is the same.".to_owned(),
        Difference::Others { count } => format!("The other {count} steps are the same."),
        Difference::Was {
            step,
            notation,
            state,
            words,
            causes,
        } => {
            let state = state.map(|(was, is)| format!("{was} (now {is})"));
            let parts = [notation, state.as_deref(), words].into_iter().flatten();
            let mut told = parts.collect::<Vec<_>>().join("  ");
            if told.is_empty() && causes.is_empty() {
                told = "it had no step as its cause".to_owned();
            } else if told.is_empty() {
                told = format!("because of {}", steps(causes));
            }
            format!("in the original, step {step}: {told}")
        }
        Difference::WereAt([one]) => format!("in the original this is step {one}"),
        Difference::WereAt(numbers) => format!("in the original these are {}", steps(numbers)),
        Difference::CutShort { steps } => format!(
            "Your version goes on and on. It was stopped after {steps} steps, and only these were \
             held against the original."
        ),
    }
}

fn offer(lesson: &Lesson, lines: usize, at: TypedAt) -> String {
    let lines = match lines {
        1 => "1 line".to_owned(),
        n => format!("{n} lines"),
    };
    format!(
        "You changed {lines} of lesson {0}: {1}diff {0} shows what that did.",
        lesson.number,
        before_a_command(at)
    )
}

fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Went => "- is a step of the original that is gone (it has its old number)",
        Sign::Came => "+ is a new step",
        Sign::Changed => "~ is a step that is not what it was",
        Sign::Moved => "> is a step that comes at another place",
    }
}
