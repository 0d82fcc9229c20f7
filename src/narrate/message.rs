//! What the workbook says itself, as data: around a run, at its prompt, in its tables. A
//! language makes the sentence. What can go wrong stands in `problem`.

mod learning;

pub use learning::{Difference, Offered, Practice, Predict, Sign};

use crate::lesson::catalogue::Lesson;
use crate::lesson::progress::Up;
use crate::narrate::problem::{TypedAt, Unnarrated};
use event::{End, Place, Ready, StepNumber, Waiting, Who};
use std::net::SocketAddr;

/// Something that the workbook says.
#[derive(Clone, Copy, Debug)]
pub enum Message<'a> {
    Run(Run<'a>),
    Outcome(Outcome<'a>),
    Turn(Turn<'a>),
    Sight(Sight<'a>),
    Prompt(Prompt<'a>),
    Book(Book<'a>),
    Difference(Difference<'a>),
    Predict(Predict<'a>),
    Practice(Practice<'a>),
}

/// Before a run, while it is slow, and where it is not narrated.
#[derive(Clone, Copy, Debug)]
pub enum Run<'a> {
    /// The left half of the first line.
    LessonTitle {
        number: u8,
        title: &'a str,
    },
    PairTitle,
    /// The right half of the first line: the names of the two programs on disk.
    PairNames {
        server: &'a str,
        client: &'a str,
    },
    AddressTaken {
        address: SocketAddr,
        /// The program that has it, and its process number.
        holder: Option<(&'a str, i32)>,
        instead: SocketAddr,
    },
    /// Cargo builds it.
    Building(&'a Lesson),
    /// A program computes or sleeps.
    SlowProgram,
    /// All wait, one of them only for a while.
    SlowTimer,
    /// The head of a run without narration.
    Plain {
        why: &'a Unnarrated,
    },
    /// The head of a recorded narration, told in the place of one.
    Recorded {
        why: &'a Unnarrated,
        lesson: &'a Lesson,
        at: TypedAt,
    },
    PlainExit {
        code: i32,
    },
    /// It would wait for ever.
    PlainStopped,
    /// A signal broke it off.
    Interrupted,
    /// The workbook itself has failed, while it told this step; 0 where there was none.
    Mishap {
        step: StepNumber,
        place: &'a str,
        what: &'a str,
    },
}

/// How a run came out, a paragraph each.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// Everybody waits for somebody else.
    Stuck(&'a [Waiting]),
    /// One asks again and again, for ever.
    Endless {
        who: Who,
        place: Option<&'a Place>,
        at_end_of_stream: bool,
        /// Who waits meanwhile.
        others: &'a [Waiting],
    },
    BrokenOff {
        steps: StepNumber,
    },
    /// Nothing happened any more.
    TooLong {
        steps: StepNumber,
    },
    /// It could not be followed any further, and this is why.
    NotFollowed {
        steps: StepNumber,
        why: &'a str,
    },
    /// None is a pair of programs that are no lesson.
    Played {
        lesson: Option<u8>,
        steps: StepNumber,
    },
    /// The same, but not everything that these ends did could be seen.
    Unseen {
        ends: &'a [End],
        steps: StepNumber,
    },
    Failed(&'a [End]),
    /// Of a pair that is no lesson: the end made no socket.
    NoSocket(End),
    /// It has both sides of its connections.
    NeedsNoPartner(End),
    NeverMet,
}

/// While a pair is stepped or talked to.
#[derive(Clone, Copy, Debug)]
pub enum Turn<'a> {
    HowToLeave,
    HowToStep {
        /// There are two ends to choose from.
        is_pair: bool,
    },
    HowToTalk,
    /// Above the table of `step`.
    EnterLine,
    /// Above the table of `talk`.
    TypedLine,
    StepPrompt {
        step: StepNumber,
        next: Next<'a>,
    },
    TalkPrompt {
        /// Who reads a keyboard now.
        keyboards: &'a [End],
    },
    Joined(End),
}

/// What Enter lets happen.
#[derive(Clone, Copy, Debug)]
pub enum Next<'a> {
    Move {
        ready: &'a Ready,
        /// Who could move instead.
        others: &'a [End],
    },
    /// Nobody can move: a line of the script is typed; None is Ctrl-D.
    Type {
        end: End,
        line: Option<&'a str>,
    },
    LetGo(End),
    Timer,
    /// The next step of a record is told.
    Recorded,
    Busy,
    /// Nobody can move, and the script is over.
    NothingLeft {
        /// Who would read a line.
        keyboard: Option<End>,
        can_join: bool,
    },
}

/// What a person sees who looks around.
#[derive(Clone, Copy, Debug)]
pub enum Sight<'a> {
    /// To follow a thread's name.
    Stands(Stand<'a>),
    Line(&'a Place),
    /// Where no source line is known of a thread.
    NoLine {
        who: Who,
        stand: Stand<'a>,
    },
    /// Under a line of source: the threads that are there.
    AreHere(&'a [Who]),
    /// Under the first line of a program: the ends that have not started.
    BeginHere(&'a [End]),
    NoSockets,
    /// The first line of a step in full.
    StepHead {
        step: StepNumber,
        who: Who,
        place: Option<&'a Place>,
    },
    /// Where a descriptor came from: the step, and its call.
    MadeIn {
        fd: i32,
        step: StepNumber,
        notation: &'a str,
    },
    /// The steps that made another one happen.
    BecauseOf(&'a [StepNumber]),
    /// What to type for more about this call, about the error that it gave, and about the lesson,
    /// a line each.
    MoreOfStep {
        name: &'a str,
        error: Option<&'a str>,
        lesson: Option<u8>,
    },
    /// Of the sockets of the last run.
    NothingRemains,
}

/// How a thread stands at this moment.
#[derive(Clone, Copy, Debug)]
pub enum Stand<'a> {
    Ready(&'a Ready),
    Waiting(&'a Waiting),
}

/// At the prompt, between runs.
#[derive(Clone, Copy, Debug)]
pub enum Prompt<'a> {
    Welcome,
    /// Before a lesson in the list.
    Mark {
        is_seen: bool,
        /// It was seen and predicted, and its exercises are passed.
        is_done: bool,
        is_next: bool,
    },
    /// Under the list, on the first screen.
    WhatToType {
        next: Option<&'a Lesson>,
    },
    AfterLesson {
        lesson: &'a Lesson,
        next: Option<Up>,
        at: TypedAt,
    },
    /// An end of the lesson failed.
    AfterFailure {
        lesson: &'a Lesson,
        at: TypedAt,
    },
    HowToLeave,
    /// `explain` alone.
    WhatToExplain,
    /// This word is a command, whose help follows.
    IsCommand(&'a str),
    /// This was set, and is kept.
    Set(&'a str),
    /// How a command is typed, and its short forms.
    Usage {
        usage: &'a str,
        short: &'a [&'a str],
    },
    /// Under a table of commands.
    AboutTheTable {
        /// There are commands in it that show a run.
        has_runs: bool,
    },
    /// The first line of the file that remembers the lessons that are done.
    ProgressHead,
}

/// Reading and changing a lesson.
#[derive(Clone, Copy, Debug)]
pub enum Book<'a> {
    /// How another page is opened.
    Page(&'a str),
    /// In place of an include.
    NotIncluded(&'a str),
    Edited(&'a Lesson),
    /// In place of an answer, which has this name.
    Below(&'a str),
    /// Above the answers.
    Answers,
    /// At the foot of the pager.
    InPager,
    /// Under what was found on this page.
    From(&'a str),
}

macro_rules! kinds {
    ($($kind:ident),*) => {
        $(impl<'a> From<$kind<'a>> for Message<'a> {
            fn from(message: $kind<'a>) -> Message<'a> {
                Message::$kind(message)
            }
        })*
    };
}

kinds!(
    Run, Outcome, Turn, Sight, Prompt, Book, Difference, Predict, Practice
);
