//! What happens again and again is shown three times, and then counted. Nothing is decided here
//! on words or on columns; what is folded is in the record all the same.
//!
//! A round is a few steps in a row, such as a read and the line that is printed of it. Rounds
//! that do not differ in what was moved or printed are folded from the fourth on. Those that
//! differ only in that may each be worth reading, and are folded later.

use super::alike::{is_alike, is_same};
use crate::narrate::{Again, Why};
use event::{Errno, Request, Returned, Step, What};
use std::collections::VecDeque;
use std::rc::Rc;

/// The most steps of a round.
const LONGEST_ROUND: usize = 16;
/// So many rounds are shown of those that are the same, and of those that are only alike.
const SHOWN: usize = 3;
const SHOWN_ALIKE: usize = 20;
/// Fewer hidden rounds than this are shown after all: a line that counts them is no shorter.
const FEWEST: u64 = 2;

/// What is to be shown now.
#[derive(Debug, PartialEq)]
pub enum Shown<T> {
    Step(T),
    Again(Again),
}

/// How rounds are like each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Same,
    Alike,
}

/// Takes the steps of a run, each with what is needed to show it.
pub struct Fold<T> {
    past: VecDeque<Rc<Step>>,
    /// For each length of a round, how many steps in a row have been as one round before.
    same: [usize; LONGEST_ROUND],
    alike: [usize; LONGEST_ROUND],
    folding: Option<Folding<T>>,
}

struct Folding<T> {
    length: usize,
    likeness: Likeness,
    /// Rounds that are complete, and counted; None before the first.
    again: Option<Again>,
    /// The last steps that are not shown: of the round that is not complete, and before it of
    /// the only complete one, while it is the only one.
    held: Vec<(Rc<Step>, T)>,
}

impl<T> Default for Fold<T> {
    fn default() -> Fold<T> {
        Fold {
            past: VecDeque::new(),
            same: [0; LONGEST_ROUND],
            alike: [0; LONGEST_ROUND],
            folding: None,
        }
    }
}

impl<T> Fold<T> {
    pub fn take(&mut self, step: &Rc<Step>, item: T) -> Vec<Shown<T>> {
        self.compare(step);
        self.past.push_front(Rc::clone(step));
        self.past.truncate(LONGEST_ROUND);
        let length = self.folding.as_ref().map(|folding| folding.length);
        let likeness = length.and_then(|length| self.likeness(length));
        if let (Some(folding), Some(likeness)) = (&mut self.folding, likeness) {
            folding.likeness = folding.likeness.max(likeness);
            folding.hold(Rc::clone(step), item);
            return Vec::new();
        }
        let mut shown = self.held_back();
        shown.push(Shown::Step(item));
        self.folding = (1..=LONGEST_ROUND).find_map(|length| {
            Some(Folding {
                length,
                likeness: self.likeness(length)?,
                again: None,
                held: Vec::new(),
            })
        });
        shown
    }

    /// What was held back: the run pauses here, or is over.
    pub fn rest(&mut self) -> Vec<Shown<T>> {
        let shown = self.held_back();
        *self = Fold::default();
        shown
    }

    /// Rounds are being counted that are not shown.
    pub fn is_folding(&self) -> bool {
        let again = self.folding.as_ref().and_then(|folding| folding.again);
        again.is_some_and(|again| again.rounds >= FEWEST)
    }

    fn held_back(&mut self) -> Vec<Shown<T>> {
        let Some(folding) = self.folding.take() else {
            return Vec::new();
        };
        let held = folding.held.into_iter().map(|(_, item)| Shown::Step(item));
        let again = folding.again.filter(|again| again.rounds >= FEWEST);
        again.map(Shown::Again).into_iter().chain(held).collect()
    }

    /// Takes one more step into account, before it is one of the past.
    fn compare(&mut self, step: &Step) {
        for index in 0..LONGEST_ROUND {
            let before = self.past.get(index);
            let same = before.is_some_and(|before| is_same(before, step));
            let alike = before.is_some_and(|before| is_alike(before, step));
            self.same[index] = if same { self.same[index] + 1 } else { 0 };
            self.alike[index] = if alike { self.alike[index] + 1 } else { 0 };
        }
    }

    /// How the last rounds of this length are like each other, if there are enough of them.
    fn likeness(&self, length: usize) -> Option<Likeness> {
        let rounds = |in_a_row: usize| in_a_row / length + 1;
        if rounds(self.same[length - 1]) >= SHOWN {
            Some(Likeness::Same)
        } else if rounds(self.alike[length - 1]) >= SHOWN_ALIKE {
            Some(Likeness::Alike)
        } else {
            None
        }
    }
}

impl<T> Folding<T> {
    fn hold(&mut self, step: Rc<Step>, item: T) {
        self.held.push((step, item));
        let is_complete = self.held.len().is_multiple_of(self.length);
        if !is_complete {
            return;
        }
        let round = &self.held[self.held.len() - self.length..];
        let more = Again {
            rounds: 1,
            first: round[0].0.number,
            last: round[self.length - 1].0.number,
            differs: self.likeness == Likeness::Alike,
            moved: moved(round),
            why: why(round),
        };
        let again = match self.again {
            None => more,
            Some(before) => Again {
                rounds: before.rounds + 1,
                first: before.first,
                moved: before.moved.zip(more.moved).map(|(all, more)| all + more),
                ..more
            },
        };
        self.again = Some(again);
        if again.rounds >= FEWEST {
            self.held.clear();
        }
    }
}

/// The bytes of the one transfer of a round; None if there is none, or several.
fn moved<T>(round: &[(Rc<Step>, T)]) -> Option<u64> {
    let mut transfers = round.iter().filter_map(|(step, _)| match &step.what {
        What::Returned(returned) => match (&returned.call.request, &returned.result) {
            (Request::Send { .. } | Request::Receive { .. }, Ok(answer)) => Some(answer.moved),
            _ => None,
        },
        _ => None,
    });
    let only = transfers.next()?;
    transfers.next().is_none().then_some(only)
}

/// Why this goes on and on, where one call of the round says it.
fn why<T>(round: &[(Rc<Step>, T)]) -> Why {
    let mut calls = round.iter().filter_map(|(step, _)| match &step.what {
        What::Returned(returned) => Some(&**returned),
        _ => None,
    });
    if calls.clone().any(Returned::is_end_of_stream) {
        Why::EndOfStream
    } else if calls.any(is_asking) {
        Why::Asking
    } else {
        Why::Unknown
    }
}

/// A call that would have had to wait, and does not.
fn is_asking(returned: &Returned) -> bool {
    let would_wait = |errno: &Errno| errno.name == "EAGAIN";
    !returned.slept && (returned.finds_nothing() || returned.result.as_ref().is_err_and(would_wait))
}
