//! Decides what a run comes down to in which nobody can go on: from the sockets at which somebody
//! waits, as they were at its end, and from what had happened.

use crate::narrate::meaning::roots::{At, Connection, Expects, Lying, Other, Part, Root};
use crate::narrate::meaning::waiting::{Lies, Unread};
use event::{
    ClosedCopy, End, History, Holder, Kind, Request, SocketId, Spot, TcpState, Wait, Waiting,
};
use std::collections::BTreeSet;

/// A thread and one of the sockets at which it waits.
#[derive(Clone, Copy)]
struct Waiter<'a> {
    thread: &'a Waiting,
    spot: &'a Spot,
}

/// What is so at each socket at which one of these waits; a connection counts once.
pub fn roots(waiting: &[Waiting], history: &History) -> Vec<Root> {
    let all: Vec<Waiter> = (waiting.iter())
        .flat_map(|thread| thread.spots.iter().map(move |spot| Waiter { thread, spot }))
        .collect();
    let mut told: BTreeSet<SocketId> = BTreeSet::new();
    let mut roots = Vec::new();
    for one in &all {
        if told.insert(one.spot.socket.id)
            && let Some(root) = one.root(&all, history)
        {
            told.extend(one.peer());
            roots.push(root);
        }
    }
    // A listener at which nobody waits is hardly ever the reason.
    roots.sort_by_key(|root| {
        matches!(
            root,
            Root::Listener {
                unread: None,
                is_closed: false,
                ..
            }
        )
    });
    roots
}

impl Waiter<'_> {
    fn root(&self, all: &[Waiter], history: &History) -> Option<Root> {
        let (at, socket) = (self.at(), &self.spot.socket);
        socket.local?;
        match (socket.kind, socket.state) {
            (Kind::Datagram, _) => Some(Root::Datagrams {
                at,
                unread: unread(self.spot),
                lost: self.spot.lost,
            }),
            (_, Some(TcpState::Listen)) => Some(Root::Listener {
                at,
                unread: unread(self.spot),
                is_closed: socket.descriptors == 0,
            }),
            (_, Some(TcpState::SynSent)) => Some(Root::Trying {
                at,
                full: self.spot.queues.clone(),
            }),
            (_, Some(state)) if socket.peer.is_some() => {
                let connection = self.connection(state, all, history);
                Some(Root::Connection(Box::new(connection)))
            }
            _ => None,
        }
    }

    fn connection(&self, state: TcpState, all: &[Waiter], history: &History) -> Connection {
        let is_there = |one: &&Waiter| Some(one.spot.socket.id) == self.peer();
        let there = all.iter().find(is_there);
        let both = || [Some(self), there].into_iter().flatten();
        let other_unread = match there {
            Some(there) => there.lying(),
            None => self.lying_at_the_other_side(),
        };
        let to_send = |one: &Waiter| (one.at(), one.spot.to_send.into());
        Connection {
            at: self.at(),
            state,
            other: self.other(),
            other_state: self.spot.socket.peer_state,
            unread: self.lying().into_iter().chain(other_unread).collect(),
            parts: both().filter_map(Waiter::part).collect(),
            to_send: both().filter(|one| one.sends()).map(to_send).collect(),
            copies: both().filter_map(|one| one.copy(history)).collect(),
            expects: self.expects(there, all),
        }
    }

    fn at(&self) -> At {
        let fd = self.spot.fd;
        let process = self
            .spot
            .socket
            .holders
            .iter()
            .find_map(|holder| match holder {
                Holder::Descriptor { who, fd: other } if *other == fd && who.end == self.end() => {
                    Some(*who)
                }
                _ => None,
            });
        let who = process.unwrap_or(self.thread.who);
        At { who, fd }
    }

    fn end(&self) -> End {
        self.thread.who.end
    }

    fn peer(&self) -> Option<SocketId> {
        self.spot.peer.as_ref().map(|peer| peer.id)
    }

    fn other(&self) -> Other {
        match &self.spot.peer {
            _ if !self.spot.queues.is_empty() => Other::Waits(self.spot.queues.clone()),
            None => Other::Stranger,
            Some(peer) if peer.holders.is_empty() => Other::Nobody(self.spot.socket.peer_end),
            Some(peer) => Other::Held(peer.holders.clone()),
        }
    }

    /// What lies on this side.
    fn lying(&self) -> Option<Lying> {
        let Unread {
            what, only_news, ..
        } = unread(self.spot)?;
        let is_wait = matches!(self.request(), Some(Request::Wait { .. }));
        Some(Lying {
            at: Some(self.at()),
            what,
            waits_for_news: is_wait.then_some(only_news),
        })
    }

    fn lying_at_the_other_side(&self) -> Option<Lying> {
        let bytes = self.spot.socket.peer_unread.filter(|bytes| *bytes > 0)?;
        let holders = self.spot.peer.iter().flat_map(|peer| &peer.holders);
        Some(Lying {
            at: descriptors(holders).next(),
            what: Lies::Bytes(bytes.into()),
            waits_for_news: None,
        })
    }

    /// What has arrived of the bytes that a call wants at once (MSG_WAITALL).
    fn part(&self) -> Option<Part> {
        match self.request()? {
            Request::Receive {
                wait_all: true,
                room,
                ..
            } => Some(Part {
                who: self.thread.who,
                arrived: self.spot.arrived?,
                wanted: *room,
            }),
            _ => None,
        }
    }

    /// The thread reads, and of the other side, which could say goodbye, one descriptor was closed
    /// and others are open.
    fn copy(&self, history: &History) -> Option<(ClosedCopy, Vec<Holder>)> {
        let peer = self.spot.peer.as_ref().filter(|_| self.receives())?;
        let is_open = matches!(
            self.spot.socket.peer_state,
            Some(TcpState::Established | TcpState::CloseWait)
        );
        let copy = history.closed_copy(peer.id).filter(|_| is_open)?;
        (!peer.holders.is_empty()).then(|| (copy, peer.holders.clone()))
    }

    fn expects(&self, there: Option<&Waiter>, all: &[Waiter]) -> Expects {
        if there.is_some_and(|there| there.hopes() && self.hopes()) {
            let is_open = |state| state == Some(TcpState::Established);
            let socket = &self.spot.socket;
            let or_goodbye = is_open(socket.state) && is_open(socket.peer_state);
            return Expects::EachOther { or_goodbye };
        }
        if there.is_some_and(|there| there.sends() && self.sends()) {
            return Expects::EachOtherToRead;
        }
        if let Some(other) = all.iter().find(|other| self.waits_elsewhere(other)) {
            return Expects::OtherListener(other.at());
        }
        let socket = &self.spot.socket;
        match (socket.state, socket.peer_state, socket.peer_end) {
            (Some(TcpState::FinWait2), Some(TcpState::CloseWait), Some(end)) => {
                Expects::Goodbye(self.end(), end)
            }
            (_, Some(TcpState::Established), Some(_)) if there.is_none() && self.receives() => {
                Expects::Silence
            }
            _ => Expects::Nothing,
        }
    }

    /// Whether that thread accepts at a listener with the address to which this connection goes, and
    /// not at the one in whose queue it waits.
    fn waits_elsewhere(&self, accepts: &Waiter) -> bool {
        let [only] = self.spot.queues.as_slice() else {
            return false;
        };
        let listener = &accepts.spot.socket;
        matches!(accepts.request(), Some(Request::Accept))
            && listener.local == self.spot.socket.peer
            && listener.id != only.id
    }

    fn request(&self) -> Option<&Request> {
        match &self.thread.wait {
            Wait::In { call, .. } => Some(&call.request),
            _ => None,
        }
    }

    fn receives(&self) -> bool {
        self.request().is_some_and(Request::is_receive)
    }

    /// Whether it waits for something to read. A wait for any of several ends at once where there
    /// is room to write, so it is not that; and what lies there would end it if it were new.
    fn hopes(&self) -> bool {
        let is_wait = matches!(self.request(), Some(Request::Wait { .. }));
        let is_empty = unread(self.spot).is_none() && self.spot.to_send == 0;
        self.receives() || is_wait && is_empty
    }

    fn sends(&self) -> bool {
        self.request()
            .is_some_and(|request| request.sends().is_some())
    }
}

/// The descriptors among those who keep a socket open.
fn descriptors<'a>(holders: impl IntoIterator<Item = &'a Holder>) -> impl Iterator<Item = At> {
    let one = |holder: &Holder| match holder {
        Holder::Descriptor { who, fd } => Some(At { who: *who, fd: *fd }),
        Holder::Child { .. } | Holder::Call { .. } => None,
    };
    holders.into_iter().filter_map(one)
}

/// What lies at this socket, if anything does.
pub fn unread(spot: &Spot) -> Option<Unread> {
    let socket = &spot.socket;
    let what = match (socket.kind, socket.unread, socket.end_unread) {
        (_, n @ 1.., _) if socket.state == Some(TcpState::Listen) => Lies::Connections(n.into()),
        // The kernel tells how much memory they take, not how long they are.
        (Kind::Datagram, 1.., _) => Lies::Datagrams,
        (_, n @ 1.., _) => Lies::Bytes(n.into()),
        (_, 0, true) => Lies::End,
        (_, 0, false) => return None,
    };
    Some(Unread {
        fd: spot.fd,
        what,
        only_news: spot.only_news,
    })
}
