//! What can be seen of the stage while the pair is at rest: who could move, who waits for
//! what, who is there, and which sockets there are.

use super::Stage;
use super::thread::{Status, Thread};
use crate::call::{End, Place};
use crate::present::{Entry, Numbers, Ready, Wait, Waiting};
use std::rc::Rc;

impl Stage {
    /// The threads that could move now. The first one is whose turn it is: the one that
    /// moved last, else the server before a client and an older thread before a younger.
    pub fn ready(&self) -> Vec<Ready> {
        let mut ready: Vec<&Thread> = (self.threads.values())
            .filter(|thread| {
                let actor = &self.ends[&thread.who.end];
                match thread.status {
                    Status::Parked(_) => !actor.held,
                    Status::Held => !actor.started,
                    _ => false,
                }
            })
            .collect();
        ready.sort_by_key(|thread| (Some(thread.tid) != self.mover, thread.who));
        let describe = |thread: &&Thread| {
            let doing = match &thread.status {
                Status::Parked(doing) => Some(doing),
                _ => None,
            };
            Ready {
                who: thread.who,
                call: doing.map(|doing| doing.call.clone()),
                place: doing.and_then(|doing| doing.place.clone()),
            }
        };
        ready.iter().map(describe).collect()
    }

    /// Every thread that cannot move, the server's first.
    pub fn waiting(&self) -> Vec<Waiting> {
        let mut waiting: Vec<Waiting> = (self.threads.values())
            .filter(|thread| thread.untold_birth.is_none())
            .filter_map(|thread| {
                let wait = match &thread.status {
                    Status::Inside { doing, .. } if self.is_keyboard_wait(thread, &doing.call) => {
                        Wait::Keyboard
                    }
                    Status::Inside { doing, .. } => Wait::In {
                        call: doing.call.clone(),
                        socket: self.socket_of(thread, &doing.call),
                    },
                    Status::InsideUntold { name, .. } => Wait::Untold(name),
                    Status::Running => Wait::Untold("another call"),
                    Status::Suspended => Wait::Untold("a stop signal"),
                    Status::Parked(_) if self.ends[&thread.who.end].held => Wait::Held,
                    _ => return None,
                };
                let place = match &thread.status {
                    Status::Inside { doing, .. } | Status::Parked(doing) => doing.place.clone(),
                    _ => None,
                };
                Some(Waiting {
                    who: thread.who,
                    wait,
                    place,
                })
            })
            .collect();
        waiting.sort_by_key(|waiting| waiting.who);
        waiting
    }

    /// Whether this end is or was on the stage.
    pub fn has(&self, end: End) -> bool {
        self.ends.contains_key(&end)
    }

    /// The ends that have not ended.
    pub fn alive(&self) -> Vec<End> {
        let alive = self.ends.iter().filter(|(_, actor)| !actor.ended);
        alive.map(|(end, _)| *end).collect()
    }

    /// Whether a thread sleeps in a call that ends by itself after a while.
    pub fn has_timer(&self) -> bool {
        self.threads.values().any(|thread| match &thread.status {
            Status::Inside { doing, .. } => {
                doing.call.has_timeout()
                    || doing.call.is_receive()
                        && self
                            .socket_id(thread, &doing.call)
                            .is_some_and(|id| self.sockets.has_receive_timeout(id))
            }
            Status::InsideUntold { timed, .. } => *timed,
            _ => false,
        })
    }

    /// Whether a thread sleeps for a time of its own choice, and not until others do something.
    pub fn naps(&self) -> bool {
        let naps =
            |thread: &Thread| matches!(thread.status, Status::InsideUntold { timed: true, .. });
        self.threads.values().any(naps)
    }

    /// The kernel's table of this pair.
    pub fn table(&mut self) -> Vec<Entry> {
        self.sockets.look();
        self.sockets.entries()
    }

    /// The addresses of the pair's sockets, also of those that are closed.
    pub fn numbers(&self) -> Vec<Numbers> {
        self.sockets.numbers()
    }

    /// The whole text of the file that a line stands in.
    pub fn text_of(&self, place: &Place) -> Option<Rc<str>> {
        self.places.text_of(place)
    }
}
