//! Which two sockets are the halves of one connection. Addresses do not say it: two connections
//! can have the same four numbers, one after the other, and sockets of one machine may have none,
//! unix(7). So each connection has an identity of its own, and each of its two halves belongs to
//! one socket at most. Knows no kernel: a function of what it is told.

use super::rows::Side;
use event::{Address, Kind, SocketId};
use std::collections::HashMap;

/// Connections are counted in the order in which they were first seen.
pub type ConnectionId = u32;

/// One half of a connection: what a socket is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Half {
    pub connection: ConnectionId,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    First,
    Second,
    /// A socket that is connected with itself is its own other half.
    Both,
}

impl Half {
    pub fn other(self) -> Half {
        let place = match self.place {
            Place::First => Place::Second,
            Place::Second => Place::First,
            Place::Both => Place::Both,
        };
        Half { place, ..self }
    }
}

/// The kind and the addresses of a connection over the network, as one of its halves has them.
pub type Named = (Kind, Side);

/// How a socket came to its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    Connected,
    Accepted,
}

struct Connection {
    /// The socket that was known first has it.
    first: SocketId,
    second: Option<SocketId>,
    /// The first socket is not closed.
    is_open: bool,
    /// As the first half has them.
    numbers: Option<Named>,
    /// Where it waits to be accepted by a program that is followed.
    waits_at: Option<Address>,
}

#[derive(Default)]
pub struct Connections {
    last: ConnectionId,
    all: HashMap<ConnectionId, Connection>,
    of_socket: HashMap<SocketId, Half>,
    /// Oldest first. The kernel has at most one of them: the newest.
    of_numbers: HashMap<Named, Vec<ConnectionId>>,
}

impl Connections {
    /// The socket has a connection with these numbers. An accept takes the oldest that nobody
    /// has accepted yet, as the kernel's queue does; also one that was broken off meanwhile.
    /// `waits_at` is the listener's address where such a connection waits.
    pub fn has_numbers(
        &mut self,
        id: SocketId,
        named: Named,
        made: Made,
        waits_at: impl FnOnce() -> Option<Address>,
    ) {
        if let Some(half) = self.half(id) {
            if self.numbers_of(half) == Some(named) {
                return;
            }
            // It has connected anew, connect(2).
            self.forget(id);
        }
        let of_these = self.of_numbers.get(&sorted(named)).into_iter().flatten();
        let mut of_these = of_these.copied();
        let free = of_these.find(|one| {
            let one = &self.all[one];
            let is_left_for_accept = made == Made::Accepted && one.waits_at.is_some();
            one.second.is_none()
                && one.numbers == Some(back(named))
                && (one.is_open || is_left_for_accept)
        });
        match free {
            Some(connection) => self.take_second(id, connection),
            None => {
                let waits_at = (made == Made::Connected).then(waits_at).flatten();
                self.begin(id, Some(named), waits_at);
            }
        }
    }

    /// These two are connected with each other.
    pub fn are_a_pair(&mut self, one: SocketId, other: SocketId) {
        if self.other(one) == Some(other) {
            return;
        }
        let connection = match (self.left_at(other), self.left_at(one)) {
            (Some(connection), _) => {
                self.forget(one);
                self.take_second(one, connection);
                return;
            }
            (None, Some(connection)) => connection,
            (None, None) => {
                self.forget(one);
                self.begin(one, None, None)
            }
        };
        self.forget(other);
        self.take_second(other, connection);
    }

    /// The connection of this socket, if nobody has its other half.
    fn left_at(&self, id: SocketId) -> Option<ConnectionId> {
        let connection = self.half(id)?.connection;
        let one = self.all.get(&connection)?;
        one.second.is_none().then_some(connection)
    }

    /// The socket has connected, and its other half may wait to be accepted there.
    pub fn has_connected(&mut self, id: SocketId, waits_at: Option<Address>) {
        if self.half(id).is_none() {
            self.begin(id, None, waits_at);
        }
    }

    /// The socket was accepted at this address, of a connection that its peer has left already:
    /// the oldest there.
    pub fn has_accepted(&mut self, id: SocketId, at: &Address) {
        if self.half(id).is_none() {
            let oldest = self.waiting(|waits_at| waits_at == at);
            match oldest.first().and_then(|first| self.half(*first)) {
                Some(half) => self.take_second(id, half.connection),
                None => {
                    self.begin(id, None, None);
                }
            }
        }
    }

    fn begin(
        &mut self,
        id: SocketId,
        numbers: Option<Named>,
        waits_at: Option<Address>,
    ) -> ConnectionId {
        self.last += 1;
        let is_own = numbers.is_some_and(|(_, (local, peer))| local == peer);
        let connection = Connection {
            first: id,
            second: is_own.then_some(id),
            is_open: true,
            numbers,
            waits_at,
        };
        self.all.insert(self.last, connection);
        if let Some(named) = numbers {
            let of_these = self.of_numbers.entry(sorted(named)).or_default();
            of_these.push(self.last);
        }
        let place = if is_own { Place::Both } else { Place::First };
        let half = Half {
            connection: self.last,
            place,
        };
        self.of_socket.insert(id, half);
        self.last
    }

    fn take_second(&mut self, id: SocketId, connection: ConnectionId) {
        if let Some(one) = self.all.get_mut(&connection) {
            one.second = Some(id);
            one.waits_at = None;
            let place = Place::Second;
            self.of_socket.insert(id, Half { connection, place });
        }
    }

    pub fn half(&self, id: SocketId) -> Option<Half> {
        self.of_socket.get(&id).copied()
    }

    /// The socket that has the other half.
    pub fn other(&self, id: SocketId) -> Option<SocketId> {
        let half = self.half(id)?;
        let one = self.all.get(&half.connection)?;
        match half.place {
            Place::Second => Some(one.first),
            Place::First | Place::Both => one.second,
        }
    }

    /// Whether what the kernel says of a connection with the numbers of this one is said of this
    /// one, and not of a later one.
    pub fn is_newest(&self, id: SocketId) -> bool {
        let Some(half) = self.half(id) else {
            return true;
        };
        let numbers = self.numbers_of(half).map(sorted);
        let of_these = numbers.and_then(|numbers| self.of_numbers.get(&numbers));
        of_these.is_none_or(|all| all.last() == Some(&half.connection))
    }

    /// Whether a connection has these numbers.
    pub fn is_known(&self, named: Named) -> bool {
        self.of_numbers.contains_key(&sorted(named))
    }

    fn numbers_of(&self, half: Half) -> Option<Named> {
        let named = self.all.get(&half.connection)?.numbers?;
        Some(match half.place {
            Place::Second => back(named),
            Place::First | Place::Both => named,
        })
    }

    /// Whether this half waits until somebody accepts the other one.
    pub fn waits(&self, id: SocketId) -> bool {
        let one = self
            .half(id)
            .and_then(|half| self.all.get(&half.connection));
        one.is_some_and(|one| one.waits_at.is_some())
    }

    /// The sockets with connections that wait to be accepted at such an address, oldest first.
    pub fn waiting(&self, is_it: impl Fn(&Address) -> bool) -> Vec<SocketId> {
        let all = self.all.iter();
        let waiting = all.filter(|(_, one)| one.waits_at.as_ref().is_some_and(&is_it));
        let mut waiting: Vec<_> = waiting.map(|(id, one)| (*id, one.first)).collect();
        waiting.sort_unstable();
        waiting.into_iter().map(|(_, first)| first).collect()
    }

    /// Nobody can accept any more what waits at such an address.
    pub fn abandon(&mut self, is_it: impl Fn(&Address) -> bool) {
        for one in self.all.values_mut() {
            one.waits_at.take_if(|at| is_it(at));
        }
    }

    /// No program has this socket any more.
    pub fn closed(&mut self, id: SocketId) {
        if let Some(half) = self.half(id)
            && let Some(one) = self.all.get_mut(&half.connection)
            && half.place != Place::Second
        {
            one.is_open = false;
        }
    }

    /// Nothing can be told of this socket any more.
    pub fn forget(&mut self, id: SocketId) {
        let Some(half) = self.of_socket.remove(&id) else {
            return;
        };
        let others = self.all.get(&half.connection).map(|one| {
            let others = [Some(one.first), one.second];
            others.into_iter().flatten().any(|other| {
                let its = self.of_socket.get(&other);
                its.is_some_and(|its| its.connection == half.connection)
            })
        });
        if others == Some(false)
            && let Some(one) = self.all.remove(&half.connection)
            && let Some(numbers) = one.numbers.map(sorted)
            && let Some(of_these) = self.of_numbers.get_mut(&numbers)
        {
            of_these.retain(|other| *other != half.connection);
            if of_these.is_empty() {
                self.of_numbers.remove(&numbers);
            }
        }
    }
}

/// As the other half has them.
fn back((kind, (local, peer)): Named) -> Named {
    (kind, (peer, local))
}

/// Both halves have the same.
fn sorted((kind, (one, other)): Named) -> Named {
    (kind, (one.min(other), one.max(other)))
}
