//! What the workbook says while a person changes a lesson, predicts, or solves an exercise.

use crate::check::prediction::{Prediction, Question};
use crate::lesson::catalogue::Lesson;
use crate::lesson::exercises::Exercise;
use crate::narrate::problem::{TypedAt, Unnarrated};
use event::{Past, Step, StepNumber, TcpState, Waiting};

/// What a changed lesson does other than the original.
#[derive(Clone, Copy, Debug)]
pub enum Difference<'a> {
    /// After a run of a lesson of which so many lines are changed.
    Offer {
        lesson: &'a Lesson,
        lines: usize,
        at: TypedAt,
    },
    /// The first line.
    Title(&'a Lesson),
    /// Nothing is different, neither a line nor a step.
    Nothing,
    /// No line of its own file is different, and yet a step is.
    SameText,
    /// More lines are changed than are shown.
    MoreLines { count: usize },
    /// The same of steps.
    MoreSteps { count: usize },
    /// Only the source is different.
    SameSteps { count: usize },
    /// What the signs at the left mean, of those that occur.
    Signs(&'a [Sign]),
    /// The steps that are not shown.
    Others { count: usize },
    /// What of a step was other in the original, under what it is now.
    Was {
        step: StepNumber,
        /// None, where it is the same.
        notation: Option<&'a str>,
        /// What it was, and what it is now.
        state: Option<(TcpState, TcpState)>,
        words: Option<&'a str>,
        /// The steps that made it happen.
        causes: &'a [StepNumber],
    },
    /// Under steps that stand elsewhere now.
    WereAt(&'a [StepNumber]),
    /// It was stopped after so many steps.
    CutShort { steps: StepNumber },
}

/// How a step or a line of source differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    Went,
    Came,
    Changed,
    Moved,
}

/// While a person predicts what happens.
#[derive(Clone, Copy, Debug)]
pub enum Predict<'a> {
    /// What comes, before the first question.
    HowTo,
    /// What the keys do.
    Keys,
    HowToLeave,
    Asks {
        number: usize,
        question: &'a Question,
    },
    /// Of a step that has happened and is not told yet: who asks for its cause.
    AsksForCause {
        number: usize,
        step: &'a Step,
    },
    Answer(Offered<'a>),
    Prompt {
        most: usize,
    },
    Right(Offered<'a>),
    Wrong {
        chosen: Offered<'a>,
        happened: Offered<'a>,
    },
    /// What happened was not among the answers.
    NotOffered,
    /// Standard input has ended.
    EndOfInput,
    Score {
        right: usize,
        of: usize,
    },
    /// There was nothing to ask.
    NoQuestion,
    /// Pages that explain what was predicted wrongly.
    ToRead {
        pages: &'a [String],
        at: TypedAt,
    },
}

/// An answer, with what is known of what it names.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    pub question: &'a Question,
    pub is: Prediction,
    /// Of a thread that sleeps: in what.
    pub waiting: Option<&'a Waiting>,
    /// Of an earlier step: what it did.
    pub past: Option<&'a Past>,
}

/// While exercises are solved.
#[derive(Clone, Copy, Debug)]
pub enum Practice<'a> {
    Title(&'a Exercise),
    Task(&'a Exercise),
    /// Above its exercises in the list.
    LessonTitle(&'a Lesson),
    /// Before an exercise in the list.
    Mark {
        is_passed: bool,
        is_next: bool,
    },
    /// Beside a lesson in the list of lessons.
    Of {
        of: usize,
        passed: usize,
        is_predicted: bool,
    },
    /// Beside the bar under the list.
    Passed {
        of: usize,
        passed: usize,
    },
    WhatToType {
        next: Option<&'a Exercise>,
        at: TypedAt,
    },
    Building,
    Running,
    /// It was broken off after this step.
    Cut {
        step: StepNumber,
    },
    /// A line of the exercise's own file.
    Line(u32),
    /// The screen goes on when the file is saved.
    Waits,
    /// What can be typed meanwhile.
    Keys,
    /// It is passed: the one sentence to keep.
    Kept {
        exercise: &'a Exercise,
        at: TypedAt,
    },
    Clue {
        exercise: &'a Exercise,
        /// Which one, counted from 1.
        shown: usize,
        at: TypedAt,
    },
    /// The solution is not shown yet.
    Later,
    WasReset {
        file: &'a str,
        /// Where what stood there is kept.
        old: Option<&'a str>,
    },
    IsAsGiven(&'a str),
    AskReset(&'a str),
    NotReset,
    /// It ran, and nothing was checked.
    NeedsLinux(&'a Unnarrated),
}
