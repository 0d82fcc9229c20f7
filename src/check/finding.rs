//! What is found of a truth: it holds, it is broken and how, or it was not reached.

use event::{Data, Ending, Place, Step, StepNumber};

/// Whether a truth holds in a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// It does; these steps show it. None, where it is about something that did not happen.
    Holds {
        steps: Vec<StepNumber>,
    },
    Broken(Breach),
    /// What it is about did not happen, and an earlier truth is broken.
    NotReached,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// The step that broke it. None, where something is missing.
    pub step: Option<Box<Step>>,
    pub why: Why,
}

/// How a truth was broken.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// What it is about did not happen. Of a line that was not printed: the last ones that were.
    Missing {
        printed: Vec<Data>,
    },
    /// It happened.
    Happened,
    /// It happened so often.
    Happens {
        times: usize,
    },
    /// This step came before.
    CameAfter(StepNumber),
    /// This step came, and what was to come before it never did.
    Without,
    /// It sent when so many bytes of those that it needs had been read. Of those that were
    /// there, so many had not, and these steps had sent them.
    TooEarly {
        read: u64,
        of: u64,
        unread: u64,
        sent: Vec<StepNumber>,
    },
    /// So many bytes were read, and no more.
    TooFewRead {
        read: u64,
        of: u64,
    },
    /// This happened when so many bytes had been read, and no more.
    TooFewReadBefore {
        read: u64,
        of: u64,
    },
    /// Of a datagram of so many bytes, sent at this step, only so many were taken.
    CutOff {
        read: u64,
        of: u64,
        sent: StepNumber,
    },
    /// It printed this line, and another one was to come next; None is after the last one.
    PrintedInstead {
        line: Data,
        of: Option<&'static str>,
    },
    /// Lines were printed, but not this one.
    NotPrinted(&'static str),
    /// This arrived.
    Differs {
        got: Data,
        expected: Data,
    },
    /// So many bytes arrived.
    DiffersInLength {
        got: u64,
        expected: u64,
    },
    /// The end of the stream was read at this step, and then so many times more.
    ReadOn {
        since: StepNumber,
        times: usize,
    },
    /// It ended otherwise, and these are its last lines on stderr.
    EndedWith {
        how: Ending,
        said: Vec<Data>,
    },
    /// It had to be stopped.
    HadToBeStopped,
    /// It asks again and again at this line.
    Loops(Option<Place>),
    Stuck,
}

impl Breach {
    pub fn at(step: &Step, why: Why) -> Finding {
        let step = Some(Box::new(step.clone()));
        Finding::Broken(Breach { step, why })
    }

    pub fn nowhere(why: Why) -> Finding {
        Finding::Broken(Breach { step: None, why })
    }
}
