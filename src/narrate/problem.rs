//! What can go wrong for a person, as data. A language makes the sentence, with what to type
//! next. What the system or cargo said of it is kept as their text.

use crate::lesson::catalogue::{Lesson, Page};
use crate::lesson::exercises::Exercise;
use crate::lesson::program::BuildError;
use crate::lesson::progress::Complaint;
use event::log::Unreadable;
use event::{End, Place, StepNumber, Unseen, Waiting, Who};
use std::path::PathBuf;

#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A line that is no command.
    Line(Wrong),
    Unusable(Unusable),
    Word(Word),
    InPair(InPair),
    Programs(Programs),
    Book(Reading),
    Build(BuildError),
    Progress(Complaint),
    Logs(Logs),
    /// It holds only until the workbook is left: the file, and what the system said; None where
    /// no folder is known.
    SettingNotKept(Option<(PathBuf, String)>),
    /// It reads no keyboard.
    NoChat(&'static Lesson),
    Practice(Practising),
    AllDone,
    NoRunYet,
    /// Nothing can be stepped or talked to.
    NeedsNarration(Unnarrated),
    /// A run did not end in time.
    TooLong {
        seconds: u64,
        /// Who was where.
        threads: Vec<Waiting>,
    },
    /// The same, while this thread computed and made no call that is told.
    Computes {
        who: Who,
        place: Option<Place>,
        seconds: u64,
    },
    /// An end starts threads, or processes, and makes no other call that is told.
    Multitude {
        end: End,
        threads: u64,
        processes: u64,
    },
    CannotStart {
        program: PathBuf,
        error: String,
    },
}

/// Where a line was typed: a hint is typed at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedAt {
    /// The prompt of the workbook.
    Prompt,
    /// A shell, where the workbook's own name comes before a command.
    Shell,
}

/// Why a line is no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    NoSuchCommand {
        word: String,
        /// The command that may have been meant.
        near: Option<String>,
    },
    /// A command's word was expected, and there was none.
    NoCommand,
    /// The name of a lesson stands where a command is expected.
    LessonAlone(&'static Lesson),
    /// The same of a page of the book.
    PageAlone(&'static str),
    /// A word that `explain` knows stands where a command is expected.
    Explainable(String),
    /// `cargo run` at the prompt of the workbook itself.
    IsOpen,
    /// A command that the book tells to type, but in a shell.
    OfShell(String),
    /// `clear`, which is a key here.
    ClearsByKey,
    /// A line of a talk that is neither a command nor begins with the name of an end.
    SaidByNobody {
        /// The line as it may have been meant.
        meant: Option<String>,
    },
    OnlyDuringStep(String),
    OnlyAfterStop(String),
    /// One of these words was expected. An empty word is a missing one.
    Choice {
        word: String,
        possible: Vec<String>,
    },
    /// Something is missing in this command, which is typed so.
    Incomplete {
        command: String,
        call: String,
    },
    /// `command` is the one whose help explains it.
    Unexpected {
        word: String,
        command: Option<String>,
    },
    /// This argument takes no value, or no more of them.
    UnexpectedValue {
        value: String,
        argument: String,
        command: Option<String>,
    },
    ValueMissing {
        argument: String,
        command: Option<String>,
    },
    Twice {
        argument: String,
        command: Option<String>,
    },
    /// Only one of these options of this command, which is typed so.
    NotBoth {
        options: [String; 2],
        call: String,
    },
    NotUtf8 {
        command: Option<String>,
    },
    Other {
        command: Option<String>,
    },
    OpenQuotation,
}

/// Why a line is no text to work with. Lines of a pipe are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    NotUtf8 {
        line: usize,
    },
    /// At a terminal.
    NotUtf8Typed,
    HasNul {
        line: usize,
    },
    TooLong {
        line: usize,
        /// Bytes.
        most: usize,
    },
    Empty {
        line: usize,
    },
}

/// A word that does not name what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    Lesson(String),
    Page(String),
    Address,
    /// Port 0 of an address.
    Port,
    Step(String),
    End(String),
    /// Neither the book nor the commands have it.
    Unexplained {
        word: String,
        /// The word that may have been meant.
        near: Option<String>,
    },
    /// The first and the last step of the last run that are kept; None where there was no run.
    StepNotKept {
        number: StepNumber,
        kept: Option<(StepNumber, StepNumber)>,
    },
    /// The exercise that may have been meant.
    Exercise(String, Option<&'static Exercise>),
}

/// What can go wrong with an exercise.
#[derive(Clone, Debug, PartialEq)]
pub enum Practising {
    AllPassed,
    /// Its file cannot be read.
    Unreadable {
        exercise: &'static Exercise,
        why: Unusual,
    },
    Unwritable {
        file: PathBuf,
        error: String,
    },
    /// It was neither passed, nor have all clues been shown.
    SolutionIsHidden(&'static Exercise),
    /// The learner has no such end.
    NotTheLearners {
        exercise: &'static Exercise,
        end: End,
    },
}

/// What is the matter with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusual {
    Missing,
    NotUtf8,
    Other(String),
}

/// What cannot be done while a pair is stepped or talked to.
#[derive(Clone, Debug, PartialEq)]
pub enum InPair {
    CannotMove {
        end: End,
        /// Its threads.
        waiting: Vec<Waiting>,
        /// Who could move instead.
        others: Vec<End>,
    },
    NotThere(End),
    HasEnded(End),
    KeyboardClosed(End),
    LineTooLong {
        /// Bytes.
        most: usize,
    },
    StepIsPast {
        asked: StepNumber,
        now: StepNumber,
    },
    CannotJoin,
    /// The line is none of so many answers.
    NoAnswer {
        most: usize,
    },
    /// It is a record that is told, and nobody can do anything else.
    IsRecorded,
}

/// What is wrong with the two commands of `pair`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Programs {
    NotFound(String),
    /// There is a file, but none that may be started.
    NotAProgram(String),
    /// The command is empty.
    NoWords(End),
    OpenQuotation(End),
    /// A line to type that names no end.
    NoTypedLine(String),
}

/// What can go wrong with a page, a program or an editor.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    CannotRead {
        path: PathBuf,
        error: String,
    },
    NoPage(Page),
    /// No variable names one, and none was found that could be used.
    NoEditor(&'static Lesson),
    /// A quotation mark in its name is not closed.
    OddEditor {
        editor: String,
        lesson: &'static Lesson,
    },
    EditorFailed {
        program: String,
        error: String,
        lesson: &'static Lesson,
    },
    EditorEnded {
        program: String,
        /// None if a signal ended it.
        code: Option<i32>,
        lesson: &'static Lesson,
    },
}

/// What can go wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Logs {
    Unwritable {
        path: PathBuf,
        error: String,
    },
    Unreadable {
        path: PathBuf,
        why: Unreadable,
    },
    /// The record of a lesson that the workbook was built with, and its file.
    OwnUnreadable {
        path: PathBuf,
        why: Unreadable,
    },
}

/// Why there is no narration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unnarrated {
    Asked,
    /// What the system said.
    Refused(String),
    /// Nothing of what this end does could be seen.
    Unseen(End, Unseen),
    #[cfg_attr(
        all(target_os = "linux", target_env = "gnu"),
        allow(dead_code, reason = "made on other systems")
    )]
    OtherSystem,
}

macro_rules! kinds {
    ($($kind:ident => $variant:ident),*) => {
        $(impl From<$kind> for Problem {
            fn from(problem: $kind) -> Problem {
                Problem::$variant(problem)
            }
        })*
    };
}

kinds!(
    Wrong => Line,
    Unusable => Unusable,
    Word => Word,
    InPair => InPair,
    Programs => Programs,
    Reading => Book,
    BuildError => Build,
    Complaint => Progress,
    Logs => Logs,
    Practising => Practice
);
