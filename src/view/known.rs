//! What was told of a run so far, as far as it decides whether a further step says anything new. A
//! program in a language without debug information has no source lines, so its own calls look
//! like those of its run-time: the first of a kind is new, and so is shown, whoever made it.

use crate::narrate::{self, Aside};
use event::{
    Address, Call, End, Family, Opt, OptValue, Place, Request, Returned, Step, StepNumber, What,
    Who,
};
use std::collections::{HashMap, HashSet};

/// So many pieces of one message are shown.
const PIECES: usize = 3;

/// What is known of the run so far.
#[derive(Default)]
pub struct Known {
    /// Addresses that were told of an end.
    addresses: HashSet<(End, Address)>,
    /// Where a wait of no time that found nothing was shown.
    looks: HashSet<(End, Option<Place>)>,
    /// Descriptors of socket pairs that nothing has gone through, each with the other one.
    pairs: HashMap<(End, i32), i32>,
    /// Ends with a second process, which may have a part in a pair.
    forked: HashSet<End>,
    /// How sockets were made ready; of a descriptor that is watched it does not matter which.
    ways: Vec<(End, Request)>,
    /// Threads of which it was not shown that they began, as long as they do nothing.
    threads: HashSet<Who>,
    /// The last reads that took of what one step had sent.
    pieces: Option<Pieces>,
    /// Descriptors of sockets that are no part of the story, and why.
    others: HashMap<(End, i32), Aside>,
}

/// Reads in a row that took of what one step had sent.
struct Pieces {
    who: Who,
    fd: Option<i32>,
    of: StepNumber,
    count: usize,
    /// So many of them are shown.
    shown: usize,
}

impl Known {
    /// Why this step alone is no part of the story; None if it is, or may be.
    pub fn aside(&mut self, step: &Step) -> Option<Aside> {
        let end = step.who.end;
        let is_unknown = self.threads.remove(&step.who);
        if is_unknown && step.what == What::ThreadEnded {
            return Some(Aside::Thread);
        }
        let other = call(step).and_then(|call| self.others.get(&(end, call.fd?)));
        if other.is_some() {
            return other.copied();
        }
        let returned = returned(step)?;
        let answer = returned.result.as_ref();
        let is_nameless = step.place.is_none();
        match &returned.call.request {
            Request::Socket {
                family: Family::Netlink,
                ..
            } if is_nameless => {
                let made = answer.ok()?.value as i32;
                self.others.insert((end, made), Aside::Network);
                Some(Aside::Network)
            }
            Request::Wait { .. } if finds_nothing_at_once(returned) => {
                let is_first = self.looks.insert((end, step.place.clone()));
                (!is_first).then_some(Aside::Look)
            }
            Request::LocalAddress | Request::PeerAddress if is_nameless => {
                let address = answer.ok()?.address.as_ref()?;
                let is_known =
                    is_unnamed(address) || self.addresses.contains(&(end, address.clone()));
                is_known.then_some(if self.is_of_pair(end, returned.call.fd) {
                    Aside::Pair
                } else {
                    Aside::Known
                })
            }
            Request::GetOption {
                option: Opt::Other { level: 1, name },
            } if is_nameless && WHAT_IT_IS.contains(name) => Some(Aside::Known),
            Request::Nonblocking(true) | Request::Close
                if is_nameless && self.is_of_pair(end, returned.call.fd) =>
            {
                Some(Aside::Pair)
            }
            Request::Watch { fd, .. } if is_nameless && self.is_of_pair(end, Some(*fd)) => {
                Some(Aside::Pair)
            }
            _ if is_nameless && makes_ready(returned) => {
                let way = (end, way(&returned.call.request));
                self.ways.contains(&way).then_some(Aside::MadeReady)
            }
            _ if is_nameless => self
                .is_one_more_piece(step.who, returned)
                .then_some(Aside::Piece),
            _ => None,
        }
    }

    /// Whether the last few reads, and this one, take of what one and the same step has sent.
    fn is_one_more_piece(&mut self, who: Who, returned: &Returned) -> bool {
        let moved = returned.result.as_ref().map_or(0, |answer| answer.moved);
        if !returned.call.is_receive() || moved == 0 {
            return false;
        }
        let [of] = returned.causes[..] else {
            self.pieces = None;
            return false;
        };
        let fd = returned.call.fd;
        let before = self.pieces.take();
        let before = before.filter(|last| (last.who, last.fd, last.of) == (who, fd, of));
        let pieces = match before {
            Some(last) => Pieces {
                count: last.count + 1,
                ..last
            },
            // Of what is encrypted, the first piece says as much as all of them.
            None => Pieces {
                who,
                fd,
                of,
                count: 1,
                shown: if narrate::is_tls(returned) { 1 } else { PIECES },
            },
        };
        let is_more = pieces.count > pieces.shown;
        self.pieces = Some(pieces);
        is_more
    }

    pub fn begin(&mut self, step: &Step, kind: Aside) {
        let fd = call(step).and_then(|call| call.fd);
        self.others.extend(fd.map(|fd| ((step.who.end, fd), kind)));
    }

    fn is_of_pair(&self, end: End, fd: Option<i32>) -> bool {
        let is_its = |fd| self.pairs.contains_key(&(end, fd));
        fd.is_some_and(is_its) && !self.forked.contains(&end)
    }

    /// Takes a step into account that is shown, or that is left out.
    pub fn follow(&mut self, step: &Step) {
        let end = step.who.end;
        if matches!(step.what, What::ProcessBegan(_)) {
            self.forked.insert(end);
        }
        let Some(call) = call(step) else {
            return;
        };
        let Some(fd) = call.fd else {
            return;
        };
        if matches!(call.request, Request::Close) {
            self.others.remove(&(end, fd));
            self.pairs.remove(&(end, fd));
        }
        if (call.request.sends().is_some())
            && let Some(other) = self.pairs.remove(&(end, fd))
        {
            self.pairs.remove(&(end, other));
        }
    }

    /// It is not shown that this thread began.
    pub fn hide(&mut self, thread: Who) {
        self.threads.insert(thread);
    }

    /// Takes a step into account that is shown.
    pub fn note(&mut self, step: &Step) {
        let Some(returned) = returned(step) else {
            return;
        };
        let end = step.who.end;
        let asked = match &returned.call.request {
            Request::Bind(address) | Request::Connect(address) => Some(address.clone()),
            _ => None,
        };
        let answered = (returned.result.as_ref().ok()).and_then(|answer| answer.address.clone());
        let of_socket = returned.socket.iter();
        let of_socket = of_socket.flat_map(|socket| [socket.local, socket.peer]);
        let of_socket = of_socket.flatten().map(Address::Inet);
        let addresses = asked.into_iter().chain(answered).chain(of_socket);
        self.addresses
            .extend(addresses.map(|address| (end, address)));
        let answer = returned.result.as_ref();
        if let (Request::SocketPair { .. }, Ok(answer)) = (&returned.call.request, answer)
            && let [one, other] = answer.descriptors[..]
        {
            self.pairs.insert((end, one), other);
            self.pairs.insert((end, other), one);
        }
        let way = (end, way(&returned.call.request));
        if makes_ready(returned) && !self.ways.contains(&way) {
            self.ways.push(way);
        }
    }
}

/// A call that gets a socket ready, and nothing more: no error was found by it.
fn makes_ready(returned: &Returned) -> bool {
    let answer = returned.result.as_ref();
    match &returned.call.request {
        Request::SetOption { .. } | Request::Nonblocking(_) | Request::Watch { .. } => {
            answer.is_ok()
        }
        Request::GetOption { option: Opt::Error } => {
            answer.is_ok_and(|answer| matches!(answer.found.as_deref(), Some(OptValue::Number(0))))
        }
        _ => false,
    }
}

/// The request, without the descriptor that it watches.
fn way(request: &Request) -> Request {
    match request {
        Request::Watch { change, events, .. } => Request::Watch {
            fd: 0,
            change: *change,
            events: events.clone(),
        },
        other => other.clone(),
    }
}

/// Of SOL_SOCKET: SO_TYPE, SO_PROTOCOL, SO_DOMAIN, which socket(2) was told.
const WHAT_IT_IS: [i32; 3] = [3, 38, 39];

pub fn returned(step: &Step) -> Option<&Returned> {
    match &step.what {
        What::Returned(returned) => Some(returned),
        _ => None,
    }
}

fn call(step: &Step) -> Option<&Call> {
    match &step.what {
        What::Asleep { call, .. } => Some(call),
        What::Returned(returned) => Some(&returned.call),
        _ => None,
    }
}

fn finds_nothing_at_once(returned: &Returned) -> bool {
    let is_nothing = returned
        .result
        .as_ref()
        .is_ok_and(|answer| answer.value == 0);
    let Request::Wait { timeout, .. } = returned.call.request else {
        return false;
    };
    is_nothing && timeout.is_some_and(|timeout| timeout.is_zero())
}

fn is_unnamed(address: &Address) -> bool {
    matches!(address, Address::Unix(path) if path.is_empty())
}
