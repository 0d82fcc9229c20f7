//! An exercise as data: who takes part, what is typed, and what a run must show.

use super::truth::Truth;
use crate::lesson::catalogue::{Cue, Transport};
use event::End;

#[derive(Debug, PartialEq, Eq)]
pub struct Exercise {
    /// Of its program and its file: `tcp_length`.
    pub name: &'static str,
    /// The number of the lesson that it belongs to.
    pub lesson: u8,
    pub sort: Sort,
    pub transport: Transport,
    /// Who takes part, in the order in which they begin.
    pub cast: &'static [(End, Role)],
    /// This client is held before its next call once it has connected, until the script lets
    /// it go.
    pub held: Option<End>,
    /// What happens when nothing goes on by itself any more, in order.
    pub script: &'static [Cue<'static>],
    pub truths: &'static [Truth],
    /// The file as it is given. Not the one that the learner edits: the workbook may be built
    /// after that.
    pub given: &'static str,
    /// Its solution.
    pub solution: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A part is missing.
    Write,
    /// It has a fault that people really make.
    Mend,
}

/// Who an end of an exercise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Learner,
    /// A peer of ours: its behaviour, and the words for that.
    Peer(&'static [&'static str]),
}

impl Exercise {
    /// Its file, from the folder of the workbook.
    pub fn file(&self) -> String {
        format!("lessons/exercises/{}.rs", self.name)
    }

    /// Whether the learner has this end.
    pub fn is_learners(&self, end: End) -> bool {
        self.cast.contains(&(end, Role::Learner))
    }
}

/// The ends by short names, for the rows.
pub const SERVER: End = End::Server;
pub const CLIENT: End = End::Client(1);
pub const CLIENT_2: End = End::Client(2);
pub const CLIENT_3: End = End::Client(3);
pub const CLIENT_4: End = End::Client(4);
