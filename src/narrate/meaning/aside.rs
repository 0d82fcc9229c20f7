//! What steps are that a library or a run-time makes by itself, and that need no telling one by
//! one.

use event::StepNumber;

/// Why a step is no part of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// The C library asks who has a name: its own helper on this machine, nscd(8).
    NameService,
    /// The C library asks the kernel about the network, netlink(7).
    Network,
    /// A wait of no time that found nothing, as one before it.
    Look,
    /// A question whose answer stands above already.
    Known,
    /// A socket pair is made ready, or closed before anything went through it.
    Pair,
    /// A socket is made ready in the way of one before it.
    MadeReady,
    /// A read takes one more piece of what came in one.
    Piece,
    /// A socket is made, perhaps tried, and closed without having had an address.
    Tried,
    /// One of many threads, all begun in a row, begins or ends.
    Thread,
}

/// Steps that are not shown, between others that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asides {
    pub first: StepNumber,
    pub last: StepNumber,
    /// How many there are of each kind, in the order of the kinds.
    pub kinds: Vec<(Aside, u32)>,
}

impl Asides {
    pub fn new(step: StepNumber, kind: Aside) -> Asides {
        Asides {
            first: step,
            last: step,
            kinds: vec![(kind, 1)],
        }
    }

    /// One more, which may have happened before some of those that are counted.
    pub fn add(&mut self, step: StepNumber, kind: Aside) {
        self.first = self.first.min(step);
        self.last = self.last.max(step);
        match self.kinds.binary_search_by_key(&kind, |(kind, _)| *kind) {
            Ok(found) => self.kinds[found].1 += 1,
            Err(place) => self.kinds.insert(place, (kind, 1)),
        }
    }

    pub fn count(&self) -> u32 {
        self.kinds.iter().map(|(_, count)| count).sum()
    }
}
