//! The end of a performance: what is left is stopped, and what it all came to is said.

use super::{Outcome, Performance};
use crate::call::{End, Ending, Event, Request, Step, What, Who};
use crate::narrate::pairs;
use crate::narrate::problems::{self, Stuck};
use crate::present::{Wait, Waiting};
use crate::scene::{Scene, Success};
use anyhow::Result;
use std::collections::BTreeSet;

/// What has to be known of the events when all is over.
#[derive(Default)]
pub struct Tale {
    pub last_step: Step,
    /// Clients that came in later.
    pub joined: u32,
    /// Ends that the person has killed.
    pub killed: BTreeSet<End>,
    failed: BTreeSet<End>,
    /// Ends that have made a socket.
    networked: BTreeSet<End>,
    /// Ends, and with whom each was connected or exchanged datagrams.
    met: BTreeSet<(End, End)>,
}

impl Tale {
    pub fn note(&mut self, event: &Event) {
        let end = event.who.end;
        self.last_step = event.step;
        match &event.what {
            What::Exited(exited) if !exited.is_child => {
                let well = matches!(exited.how, Ending::Code(0) | Ending::Stopped);
                if !well && !self.killed.contains(&end) {
                    self.failed.insert(end);
                }
            }
            What::Returned(returned) => {
                if matches!(returned.call.request, Request::Socket { .. }) {
                    self.networked.insert(end);
                }
                let peer = returned.socket.as_ref().and_then(|socket| socket.peer_end);
                self.met.extend(peer.map(|peer| (end, peer)));
                // A datagram needs no connection: what arrived shows that they met.
                if matches!(returned.call.request, Request::Receive { .. })
                    && !returned.causes.is_empty()
                    && peer.is_none()
                {
                    self.met.insert((end, other(end)));
                }
            }
            _ => {}
        }
    }

    pub fn clients(&self, scene: &Scene) -> u32 {
        let clients = scene.cast.iter();
        let clients = clients.filter(|role| matches!(role.end, End::Client(_)));
        clients.count() as u32 + self.joined
    }

    /// What is odd about a pair of programs that are no lesson.
    fn oddities(&self) -> Vec<String> {
        let ends = [End::Server, End::Client(1)];
        let without = |end: &&End| !self.networked.contains(*end);
        let silent: Vec<String> = ends
            .iter()
            .filter(without)
            .map(|end| pairs::no_socket(*end))
            .collect();
        let met = self.met.iter().any(|(one, other)| one != other);
        let alone: Vec<String> = ends
            .iter()
            .filter(|end| self.met.contains(&(**end, **end)))
            .map(|end| pairs::needs_no_partner(*end))
            .collect();
        match (silent.is_empty(), met, alone.is_empty()) {
            (false, false, _) => [silent, alone].concat(),
            (true, false, false) => alone,
            (true, false, true) => vec![pairs::never_met().to_owned()],
            _ => Vec::new(),
        }
    }
}

fn other(end: End) -> End {
    match end {
        End::Server => End::Client(1),
        _ => End::Server,
    }
}

impl Performance<'_> {
    /// Stops who is left and says what it came to.
    pub fn finish(&mut self, ended: bool) -> Result<Outcome> {
        let success = match ended {
            true => self.tale.failed.is_empty(),
            false => self.nothing_left()?,
        };
        if self.scene.lesson.is_none() {
            for oddity in self.tale.oddities() {
                self.view.remark(&oddity)?;
            }
        }
        let failed: Vec<End> = self.tale.failed.iter().copied().collect();
        match (success, failed.as_slice()) {
            (true, _) => {
                let played = problems::played(self.scene.lesson, self.tale.last_step);
                self.view.remark(&played)?;
            }
            (false, []) => {}
            (false, failed) => self.view.remark(&problems::failed(failed))?,
        }
        Ok(Outcome {
            success,
            numbers: self.stage.numbers(),
        })
    }

    /// The person wants no more of it.
    pub fn break_off(&mut self) -> Result<Outcome> {
        self.stage.stop(&self.stage.alive())?;
        self.view
            .remark(&problems::broken_off(self.tale.last_step))?;
        Ok(Outcome {
            success: true,
            numbers: self.stage.numbers(),
        })
    }

    /// Everybody sleeps and nothing is left to type. Where a person could go on, by typing or
    /// by starting another client, the run is over. Otherwise they wait for each other.
    fn nothing_left(&mut self) -> Result<Success> {
        let waiting = self.stage.waiting();
        let alive = self.stage.alive();
        let for_anybody = alive == [End::Server] && waiting.iter().any(waits_for_anybody);
        let over = self.keyboard_waits() || for_anybody;
        if !over {
            self.view.remark(&problems::stuck(
                &waiting.iter().map(stuck).collect::<Vec<_>>(),
            ))?;
        }
        let events = self.stage.stop(&alive)?;
        if over {
            for event in &events {
                self.view.show(event)?;
                self.tale.note(event);
            }
        }
        Ok(over && self.tale.failed.is_empty())
    }
}

/// Waits for a stranger: a new client or a datagram.
fn waits_for_anybody(waiting: &Waiting) -> bool {
    let Wait::In { call, socket } = &waiting.wait else {
        return false;
    };
    match call.request {
        Request::Accept | Request::Wait { .. } => true,
        Request::Receive { .. } => socket.as_ref().is_some_and(|socket| socket.peer.is_none()),
        _ => false,
    }
}

fn stuck(waiting: &Waiting) -> (Who, Stuck<'_>) {
    let stuck = match &waiting.wait {
        Wait::In { call, socket } => Stuck::In {
            call: call.name,
            for_whom: socket.as_ref().and_then(|socket| socket.peer_end),
        },
        Wait::Untold(name) => Stuck::Untold(name),
        Wait::Keyboard => Stuck::Untold("keyboard"),
        Wait::Held => Stuck::Untold("held"),
    };
    (waiting.who, stuck)
}
