//! Numbers the steps of a run and stamps them with the time, and keeps what has happened
//! beside the calls until it is told.

use crate::tracee::Interrupted;
use event::{Ending, Place, SocketId, Step, StepNumber, What, Who};
use std::time::Instant;

pub struct Recorder {
    began: Instant,
    /// The last step told.
    last: StepNumber,
    pending: Vec<Pending>,
}

/// Something that happened beside the calls, and is told as one of the next steps.
pub enum Pending {
    Plain(Who, Option<Place>, Box<What>),
    /// A signal broke this call off for good.
    BrokenOff(Who, Box<Interrupted>),
    /// A program is gone, and with it these sockets, which the kernel closed.
    Exit {
        who: Who,
        how: Ending,
        is_child: bool,
        other_threads: usize,
        sockets: Vec<SocketId>,
    },
}

impl Recorder {
    /// The run begins now.
    pub fn start() -> Recorder {
        Recorder {
            began: Instant::now(),
            last: 0,
            pending: Vec::new(),
        }
    }

    pub fn note(&mut self, pending: Pending) {
        self.pending.push(pending);
    }

    pub fn note_plain(&mut self, who: Who, place: Option<Place>, what: What) {
        self.note(Pending::Plain(who, place, Box::new(what)));
    }

    pub fn take_pending(&mut self) -> Vec<Pending> {
        std::mem::take(&mut self.pending)
    }

    /// Of what is pending, only the ends of programs are told.
    pub fn keep_only_ends(&mut self) {
        self.pending
            .retain(|pending| matches!(pending, Pending::Exit { .. }));
    }

    /// The number of the step that is told next.
    pub fn next(&self) -> StepNumber {
        self.last + 1
    }

    pub fn step(&mut self, who: Who, place: Option<Place>, what: What) -> Step {
        self.last = self.next();
        let time = self.began.elapsed().as_micros();
        Step {
            number: self.last,
            time: u64::try_from(time).unwrap_or(u64::MAX),
            who,
            place,
            what,
        }
    }
}
