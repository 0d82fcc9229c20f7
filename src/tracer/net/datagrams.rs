//! Which step sent the datagram that a socket receives: over UDP and between Unix sockets.

use event::{Address, Answer, Call, Request, Socket, SocketId, StepNumber};
use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, SocketAddr};

#[derive(Default)]
pub struct Datagrams {
    /// Steps that sent a datagram which nobody has received yet. A sender may be
    /// listed without its IP, so that only its port counts.
    udp: HashMap<(u16, SocketAddr), VecDeque<Letter>>,
    /// The same of Unix sockets, each by the socket at which it waits: one queue in one order.
    unix: HashMap<SocketId, VecDeque<StepNumber>>,
}

/// A datagram that waits.
struct Letter {
    step: StepNumber,
    /// The sockets that have received it, where it goes to all who want it.
    taken: Vec<SocketId>,
}

impl Datagrams {
    /// One was sent as this step.
    pub fn sent(&mut self, step: StepNumber, socket: &Socket, to: Option<&Address>) {
        let to = to.and_then(Address::inet).or(socket.peer);
        if let (Some(local), Some(to)) = (socket.local, to) {
            let queue = self.udp.entry((local.port(), to)).or_default();
            queue.push_back(Letter {
                step,
                taken: Vec::new(),
            });
        }
    }

    /// The step that sent the next datagram from there.
    pub fn received(
        &mut self,
        from: Option<&Address>,
        socket: &Socket,
        peek: bool,
    ) -> Option<StepNumber> {
        // A program that does not ask who sent it gets the oldest, whoever that was.
        let from = from.and_then(Address::inet).or(socket.peer);
        let local = socket.local?;
        let queues = self.udp.iter_mut().filter(|((port, to), _)| {
            let is_from_there = from.is_none_or(|from| *port == from.port());
            is_from_there && reaches(local, *to)
        });
        let is_new = |letter: &Letter| !letter.taken.contains(&socket.id);
        let next = queues.filter_map(|(key, queue)| {
            let at = queue.iter().position(is_new)?;
            Some((queue[at].step, *key, at))
        });
        let mut next: Vec<_> = next.collect();
        next.sort_unstable_by_key(|(step, ..)| *step);
        let (step, ..) = *next.first()?;
        // Of what goes to all it is not known whether this one wanted it.
        let is_sure = next.len() == 1 || next.iter().all(|(_, (_, to), _)| !goes_to_all(*to));
        if !peek {
            let taken = if is_sure { 1 } else { next.len() };
            for (_, key, at) in &next[..taken] {
                self.take_letter(*key, *at, socket.id);
            }
        }
        is_sure.then_some(step)
    }

    /// This socket has received the letter in this place of its queue.
    fn take_letter(&mut self, key: (u16, SocketAddr), at: usize, by: SocketId) {
        let Some(queue) = self.udp.get_mut(&key) else {
            return;
        };
        if goes_to_all(key.1) {
            queue[at].taken.push(by);
        } else {
            queue.remove(at);
        }
        if queue.is_empty() {
            self.udp.remove(&key);
        }
    }

    /// A call on a Unix datagram socket has returned: gives back what caused it. `receiver` is the
    /// socket to which it has sent.
    pub fn over_unix(
        &mut self,
        step: StepNumber,
        call: &Call,
        answer: &Answer,
        (socket, receiver): (SocketId, Option<SocketId>),
    ) -> Vec<StepNumber> {
        let count = match &call.request {
            Request::Send { .. } | Request::Receive { .. } => 1,
            _ => answer.messages.len(),
        };
        if call.request.sends().is_some()
            && let Some(receiver) = receiver
        {
            let queue = self.unix.entry(receiver).or_default();
            queue.extend(std::iter::repeat_n(step, count));
        }
        let queue = self.unix.get_mut(&socket);
        let Some(queue) = queue.filter(|_| call.is_receive()) else {
            return Vec::new();
        };
        let count = count.min(queue.len());
        let mut steps: Vec<StepNumber> = if call.request.peeks() {
            queue.iter().take(count).copied().collect()
        } else {
            queue.drain(..count).collect()
        };
        steps.dedup();
        steps
    }

    /// The steps that sent what waits at this socket.
    pub fn waiting(&self, socket: &Socket) -> Vec<StepNumber> {
        if socket.unix.is_some() {
            let queue = self.unix.get(&socket.id).into_iter().flatten();
            return queue.copied().collect();
        }
        let Some(local) = socket.local else {
            return Vec::new();
        };
        let arrived = self.udp.iter().filter(|((_, to), _)| reaches(local, *to));
        let letters = arrived.flat_map(|(_, queue)| queue);
        let letters = letters.filter(|letter| !letter.taken.contains(&socket.id));
        letters.map(|letter| letter.step).collect()
    }

    /// A socket has this address now: what was sent there before has found nobody.
    pub fn bound(&mut self, local: SocketAddr) {
        self.udp.retain(|(_, to), _| !reaches(local, *to));
    }

    /// Nobody receives any more what waits at this socket.
    pub fn forget(&mut self, id: SocketId) {
        self.unix.remove(&id);
    }

    /// A datagram socket with this address is closed: nobody receives what waits there.
    pub fn unbound(&mut self, local: SocketAddr) {
        let is_left = |to: &SocketAddr| goes_to_all(*to) && to.port() == local.port();
        self.udp.retain(|(_, to), _| *to != local && !is_left(to));
    }
}

/// Whether a datagram to this address may have many receivers, each with a copy: ip(7). Which
/// address is that of a whole network only its devices know; mostly it ends so.
fn goes_to_all(to: SocketAddr) -> bool {
    match to.ip() {
        IpAddr::V4(ip) => ip.is_multicast() || ip.octets()[3] == 255,
        IpAddr::V6(ip) => ip.is_multicast(),
    }
}

/// Whether a socket with this address gets what goes to that one. It may have all addresses of
/// the machine: then its port decides.
fn reaches(local: SocketAddr, to: SocketAddr) -> bool {
    to == local || (local.ip().is_unspecified() && to.port() == local.port())
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::{Data, Kind};

    #[test]
    fn each_receiver_gets_its_own_copy_of_what_goes_to_all() {
        let here = |id| Socket {
            local: "0.0.0.0:7555".parse().ok(),
            ..Socket::new(id, Kind::Datagram)
        };
        let sender = Socket {
            local: "127.0.0.1:5000".parse().ok(),
            ..Socket::new(1, Kind::Datagram)
        };
        let to = |text: &str| text.parse().ok().map(Address::Inet);
        let mut datagrams = Datagrams::default();
        datagrams.sent(4, &sender, to("239.1.1.1:7555").as_ref());
        datagrams.sent(5, &sender, to("239.1.1.1:7555").as_ref());
        let mut next = |id| datagrams.received(None, &here(id), false);
        assert_eq!([next(2), next(3)], [Some(4), Some(4)]);
        assert_eq!([next(3), next(2)], [Some(5), Some(5)]);
        assert_eq!(next(2), None);
        datagrams.sent(6, &sender, to("239.1.1.1:7555").as_ref());
        datagrams.sent(7, &sender, to("127.0.0.1:7555").as_ref());
        let unsure = datagrams.received(None, &here(2), false);
        assert_eq!(unsure, None, "one of two, and it may not want the first");
    }

    #[test]
    fn a_unix_socket_gets_datagrams_in_the_order_in_which_they_were_sent() {
        let mut datagrams = Datagrams::default();
        let send = Request::Send {
            data: Data::default(),
            to: None,
            passed: Vec::new(),
            flags: Vec::new(),
        };
        let receive = Request::Receive {
            room: 9,
            peek: false,
            wait_all: false,
            dont_wait: false,
            flags: Vec::new(),
        };
        let mut call = |step, request, ids| {
            let call = Call {
                name: "call".into(),
                fd: Some(3),
                request,
                nonblocking: false,
            };
            datagrams.over_unix(step, &call, &Answer::default(), ids)
        };
        let nothing = [] as [StepNumber; 0];
        assert_eq!(call(4, send.clone(), (1, Some(3))), nothing);
        assert_eq!(call(5, send, (2, Some(3))), nothing);
        assert_eq!(call(6, receive.clone(), (3, None)), [4]);
        assert_eq!(call(7, receive.clone(), (3, None)), [5]);
        assert_eq!(call(8, receive, (3, None)), nothing);
    }
}
