//! The one fold over a run: what has to be known of earlier events, asked by everything that
//! tells, draws or checks a run.

use crate::call::{Kind, Request};
use crate::event::{Ending, Event, Exited, Returned, Step, Subject, What};
use crate::socket::{Goodbye, SocketId, StepNumber};
use crate::who::{End, Who};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

/// What has happened so far. Give it each event once, in order.
#[derive(Clone, Debug, Default)]
pub struct History {
    lesson: Option<u8>,
    past: BTreeMap<StepNumber, Past>,
    last_step: StepNumber,
    running: BTreeSet<End>,
    clients: BTreeSet<End>,
    failed: BTreeSet<End>,
    unseen: BTreeSet<End>,
    networked: BTreeSet<End>,
    met: BTreeSet<(End, End)>,
    copies: BTreeMap<SocketId, ClosedCopy>,
    stopped: Option<StepNumber>,
    bound: BTreeMap<SocketId, Bound>,
    listened: BTreeSet<SocketId>,
}

/// A descriptor of a socket was closed, and the socket stayed open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedCopy {
    pub who: Who,
    pub fd: i32,
    pub step: StepNumber,
}

/// A socket that was given an address, bind(2), and that somebody still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    pub step: StepNumber,
    pub who: Who,
    pub address: SocketAddr,
    pub kind: Kind,
}

/// What later steps need to know of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    pub step: StepNumber,
    pub who: Who,
    pub deed: Deed,
}

/// Something that other steps can be caused by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// So many bytes were sent.
    Sent(u64),
    /// Several messages were sent with one call.
    SentSeveral,
    Connected,
    /// One direction, or both, ended by shutdown(2).
    Shutdown,
    Closed {
        /// Bytes that nobody had read.
        unread: u32,
        /// What the kernel told the peer.
        goodbye: Option<Goodbye>,
    },
    Exited {
        /// Of a process that the end has started, and not of the end itself.
        is_child: bool,
    },
}

impl History {
    pub fn note(&mut self, event: &Event) {
        match event {
            Event::Began(began) => {
                self.lesson = match began.subject {
                    Subject::Lesson { number, .. } => Some(number),
                    Subject::Pair => None,
                };
            }
            Event::Step(step) => self.note_step(step),
            Event::Remark(_) | Event::Ended(_) => {}
        }
    }

    fn note_step(&mut self, step: &Step) {
        let end = step.who.end;
        self.last_step = step.number;
        let deed = match &step.what {
            What::Started(_) => {
                self.running.insert(end);
                if matches!(end, End::Client(_)) {
                    self.clients.insert(end);
                }
                None
            }
            What::Unseen(_) => {
                self.unseen.insert(end);
                None
            }
            What::Returned(returned) => {
                self.note_meeting(end, returned);
                self.note_copy(step, returned);
                self.note_address(step, returned);
                deed(returned)
            }
            What::Exited(exited) => {
                self.note_exit(end, exited);
                if exited.how == Ending::Stopped {
                    self.stopped.get_or_insert(step.number);
                }
                let is_child = exited.is_child;
                Some(Deed::Exited { is_child })
            }
            _ => None,
        };
        if let Some(deed) = deed {
            let past = Past {
                step: step.number,
                who: step.who,
                deed,
            };
            self.past.insert(step.number, past);
        }
    }

    fn note_meeting(&mut self, end: End, returned: &Returned) {
        let request = &returned.call.request;
        if matches!(request, Request::Socket { .. } | Request::SocketPair { .. }) {
            self.networked.insert(end);
        }
        let peer = returned.socket.as_ref().and_then(|socket| socket.peer_end);
        // What the programs of one end have among themselves is no meeting.
        let is_unix = (returned.socket.as_ref()).is_some_and(|socket| socket.unix.is_some());
        let peer = peer.filter(|peer| !is_unix || *peer != end);
        self.met.extend(peer.map(|peer| (end, peer)));
        // A connection stands before it is accepted.
        if let (Request::Connect(_), Ok(_), Some(socket)) =
            (request, &returned.result, &returned.socket)
            && let Some(holder) = socket.peer.and_then(|to| self.holder(to, socket.kind))
        {
            self.met.insert((end, holder.who.end));
        }
        // A datagram needs no connection: what arrived shows that they met.
        let received = returned.call.is_receive();
        if received && peer.is_none() {
            let senders = returned
                .causes
                .iter()
                .filter_map(|step| self.past.get(step));
            let senders = senders.map(|past| past.who.end);
            let senders: Vec<End> = senders
                .filter(|sender| !is_unix || *sender != end)
                .collect();
            self.met
                .extend(senders.into_iter().map(|sender| (end, sender)));
        }
    }

    fn note_copy(&mut self, step: &Step, returned: &Returned) {
        if let (Request::Close, Ok(_), Some(socket), Some(fd)) = (
            &returned.call.request,
            &returned.result,
            &returned.socket,
            returned.call.fd,
        ) && socket.is_held()
        {
            let (who, step) = (step.who, step.number);
            self.copies.insert(socket.id, ClosedCopy { who, fd, step });
        }
    }

    fn note_address(&mut self, step: &Step, returned: &Returned) {
        let closed = returned.closed.iter();
        let socket = returned.socket.iter();
        for socket in closed.chain(socket).filter(|socket| !socket.is_held()) {
            self.bound.remove(&socket.id);
        }
        let (Some(socket), Ok(_)) = (&returned.socket, &returned.result) else {
            return;
        };
        match &returned.call.request {
            Request::Bind(to) => {
                // The kernel lists a socket of TCP only when it listens. Port 0 is its choice.
                let asked = to.inet().filter(|asked| asked.port() != 0);
                let Some(address) = socket.local.or(asked) else {
                    return;
                };
                let bound = Bound {
                    step: step.number,
                    who: step.who,
                    address,
                    kind: socket.kind,
                };
                self.bound.insert(socket.id, bound);
            }
            Request::Listen { .. } => {
                self.listened.insert(socket.id);
            }
            _ => {}
        }
    }

    fn note_exit(&mut self, end: End, exited: &Exited) {
        for socket in exited.closed.iter().filter(|socket| !socket.is_held()) {
            self.bound.remove(&socket.id);
        }
        for socket in exited.closed.iter().filter(|socket| !socket.is_held()) {
            self.bound.remove(&socket.id);
        }
        if exited.is_child {
            return;
        }
        self.running.remove(&end);
        let is_well = matches!(
            exited.how,
            Ending::Code(0) | Ending::Stopped | Ending::Killed
        );
        if !is_well {
            self.failed.insert(end);
        }
    }

    /// An earlier step that can be the cause of others.
    pub fn step(&self, number: StepNumber) -> Option<&Past> {
        self.past.get(&number)
    }

    /// The step at which the workbook has stopped the first end, because nothing was left to do.
    pub fn stopped(&self) -> Option<StepNumber> {
        self.stopped
    }

    /// The last close of a descriptor that has left this socket open.
    pub fn closed_copy(&self, id: SocketId) -> Option<ClosedCopy> {
        self.copies.get(&id).copied()
    }

    pub fn last_step(&self) -> StepNumber {
        self.last_step
    }

    /// The number of the lesson that is run; None for any two other programs.
    pub fn lesson(&self) -> Option<u8> {
        self.lesson
    }

    /// The ends that have started and not ended.
    pub fn running(&self) -> impl Iterator<Item = End> {
        self.running.iter().copied()
    }

    /// How many clients have started so far.
    pub fn clients(&self) -> usize {
        self.clients.len()
    }

    /// The ends that did not end well, and were not meant to.
    pub fn failed(&self) -> Vec<End> {
        self.failed.iter().copied().collect()
    }

    /// The ends of which not everything could be seen.
    pub fn unseen(&self) -> Vec<End> {
        self.unseen.iter().copied().collect()
    }

    /// Whether this end has made a socket.
    pub fn has_network(&self, end: End) -> bool {
        self.networked.contains(&end)
    }

    /// Whether these two were connected or exchanged a datagram. An end can meet itself.
    pub fn met(&self, one: End, other: End) -> bool {
        self.met.contains(&(one, other)) || self.met.contains(&(other, one))
    }

    /// Which socket of the run keeps others of its kind from this address.
    pub fn holder(&self, address: SocketAddr, kind: Kind) -> Option<&Bound> {
        let is_any = |one: &SocketAddr| one.ip().is_unspecified();
        let mut holders = self.bound.values();
        holders.find(|bound| {
            let are_the_same = bound.address.ip() == address.ip();
            bound.kind == kind
                && bound.address.port() == address.port()
                && (are_the_same || is_any(&bound.address) || is_any(&address))
        })
    }

    /// Whether another socket listens at the address of this one, SO_REUSEPORT.
    pub fn listens_beside(&self, socket: SocketId) -> bool {
        let Some(own) = self.bound.get(&socket) else {
            return false;
        };
        let mut others = self.bound.iter().filter(|(id, _)| **id != socket);
        others.any(|(id, other)| other.address == own.address && self.has_listened(*id))
    }

    /// Whether listen(2) was called on this socket.
    pub fn has_listened(&self, socket: SocketId) -> bool {
        self.listened.contains(&socket)
    }

    /// Whether any two ends met.
    pub fn any_met(&self) -> bool {
        self.met.iter().any(|(one, other)| one != other)
    }
}

fn deed(returned: &Returned) -> Option<Deed> {
    let socket = returned.socket.as_ref();
    match (&returned.call.request, &returned.result) {
        (Request::Shutdown(_), _) => Some(Deed::Shutdown),
        (Request::Close, _) => Some(Deed::Closed {
            unread: socket.map_or(0, |socket| socket.unread),
            goodbye: socket.and_then(|socket| socket.goodbye),
        }),
        (Request::CloseRange { .. } | Request::DuplicateOnto(_), Ok(_))
            if !returned.closed.is_empty() =>
        {
            // Of several, it is not known here which one the later step is about.
            let only = (returned.closed.first()).filter(|_| returned.closed.len() == 1);
            Some(Deed::Closed {
                unread: only.map_or(0, |socket| socket.unread),
                goodbye: only.and_then(|socket| socket.goodbye),
            })
        }
        (Request::Send { .. } | Request::Copy { sends: true, .. }, Ok(answer)) => {
            Some(Deed::Sent(answer.moved))
        }
        (Request::SendSeveral { .. }, Ok(_)) => Some(Deed::SentSeveral),
        (Request::Connect(_), _) => Some(Deed::Connected),
        _ => None,
    }
}
