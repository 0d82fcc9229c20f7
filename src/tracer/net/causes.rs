//! Which step made which other step happen: the connect behind an accept, the writes
//! that fed a read, the shutdown or close behind an end of stream or a reset.

use event::{Answer, Call, Errno, FirstFin, How, Kind, Request, Socket, StepNumber};
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;

/// One direction of a connection: from this address to that one.
type Direction = (SocketAddr, SocketAddr);

#[derive(Default)]
pub struct Causes {
    streams: HashMap<Direction, Stream>,
    /// Steps that sent a datagram which nobody has received yet. A sender may be
    /// listed without its IP, so that only its port counts.
    datagrams: HashMap<(u16, SocketAddr), VecDeque<StepNumber>>,
    connects: HashMap<Direction, StepNumber>,
}

#[derive(Default)]
struct Stream {
    /// What was written and not yet read: the step and how many bytes.
    written: VecDeque<(StepNumber, u64)>,
    /// The step that ended this direction.
    ended: Option<StepNumber>,
    /// The step after which the receiving side reads no more, SHUT_RD.
    ignored: Option<StepNumber>,
    /// The step after which this side's socket was gone.
    gone: Option<StepNumber>,
}

impl Causes {
    /// A call has returned as step `step` of this end: remembers what it may cause and
    /// gives back what caused it.
    pub fn returned(
        &mut self,
        step: StepNumber,
        call: &Call,
        result: Result<&Answer, &Errno>,
        socket: &Socket,
    ) -> Vec<StepNumber> {
        match (&call.request, result) {
            (Request::Send { to, .. }, Ok(_)) if socket.kind == Kind::Datagram => {
                let to = to.as_ref().and_then(|to| to.inet()).or(socket.peer);
                if let (Some(local), Some(to)) = (socket.local, to) {
                    self.datagrams
                        .entry((local.port(), to))
                        .or_default()
                        .push_back(step);
                }
            }
            (Request::Send { .. }, Ok(answer)) => self.sent(step, socket, answer.moved),
            (Request::Receive { .. }, Ok(answer)) if socket.kind == Kind::Datagram => {
                let from = answer
                    .address
                    .as_ref()
                    .and_then(|from| from.inet())
                    .or(socket.peer);
                return self.datagram(from, socket.local).into_iter().collect();
            }
            (Request::Receive { peek, room, .. }, Ok(answer)) => {
                let Some(stream) = incoming(socket).and_then(|key| self.streams.get_mut(&key))
                else {
                    return Vec::new();
                };
                return match answer.moved {
                    0 if *room > 0 => stream.ended.or(stream.ignored).into_iter().collect(),
                    length => stream.take(length, *peek),
                };
            }
            (Request::Send { .. } | Request::Receive { .. }, Err(_)) => {
                let own = outgoing(socket).and_then(|key| self.streams.get(&key)?.ended);
                let peer = incoming(socket).and_then(|key| self.streams.get(&key)?.gone);
                let sends = matches!(call.request, Request::Send { .. });
                return own.filter(|_| sends).or(peer).into_iter().collect();
            }
            (Request::Connect(_), _) if socket.kind == Kind::Stream => {
                if let Some(direction) = outgoing(socket) {
                    self.connects.insert(direction, step);
                }
            }
            (Request::Accept, Ok(_)) => {
                let connect = incoming(socket).and_then(|key| self.connects.get(&key));
                return connect.into_iter().copied().collect();
            }
            (Request::Shutdown(how), Ok(_)) => {
                if *how != How::Read {
                    self.ended(step, socket);
                }
                if let (How::Read | How::Both, Some(direction)) = (how, incoming(socket)) {
                    self.streams
                        .entry(direction)
                        .or_default()
                        .ignored
                        .get_or_insert(step);
                }
            }
            (Request::Close, Ok(_)) if socket.descriptors == 0 => self.closed(step, socket),
            _ => {}
        }
        Vec::new()
    }

    /// A thread fell asleep while it sent: the beginning of its data may arrive before
    /// the call returns.
    pub fn sent(&mut self, step: StepNumber, socket: &Socket, length: u64) {
        if let Some(direction) = outgoing(socket) {
            let stream = self.streams.entry(direction).or_default();
            stream.written.push_back((step, length));
        }
    }

    /// The socket is gone, by close or because its program ended.
    pub fn closed(&mut self, by: StepNumber, socket: &Socket) {
        self.ended(by, socket);
        if let Some(direction) = outgoing(socket) {
            self.streams.entry(direction).or_default().gone = Some(by);
        }
    }

    fn ended(&mut self, by: StepNumber, socket: &Socket) {
        if let Some(direction) = outgoing(socket) {
            self.streams
                .entry(direction)
                .or_default()
                .ended
                .get_or_insert(by);
        }
    }

    /// Who ended a direction of this connection first: that side sent the first FIN.
    pub fn first_fin(&self, local: SocketAddr, peer: SocketAddr) -> Option<FirstFin> {
        let ended = |key| self.streams.get(&key)?.ended;
        let fins = [((local, peer), true), ((peer, local), false)];
        let fins = fins.into_iter().filter_map(|(key, own)| {
            Some(FirstFin {
                step: ended(key)?,
                own,
            })
        });
        fins.min_by_key(|fin| fin.step)
    }

    fn datagram(
        &mut self,
        from: Option<SocketAddr>,
        local: Option<SocketAddr>,
    ) -> Option<StepNumber> {
        let (from, local) = (from?, local?);
        // The receiver may be bound to all addresses: then its port decides.
        let mut queues = self.datagrams.iter_mut();
        let queue = queues.find(|((port, to), queue)| {
            let same = *to == local || (local.ip().is_unspecified() && to.port() == local.port());
            *port == from.port() && same && !queue.is_empty()
        });
        queue.and_then(|(_, queue)| queue.pop_front())
    }
}

impl Stream {
    /// The steps that wrote the next bytes; without `peek` they are read now.
    fn take(&mut self, length: u64, peek: bool) -> Vec<StepNumber> {
        let mut left = length;
        let mut steps = Vec::new();
        for (step, size) in &mut self.written {
            if left == 0 {
                break;
            }
            let part = left.min(*size);
            if !peek {
                *size -= part;
            }
            left -= part;
            steps.push(*step);
        }
        if !peek {
            self.written.retain(|(_, size)| *size > 0);
        }
        steps
    }
}

fn outgoing(socket: &Socket) -> Option<Direction> {
    Some((socket.local?, socket.peer?))
}

fn incoming(socket: &Socket) -> Option<Direction> {
    Some((socket.peer?, socket.local?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_is_fed_by_the_writes_whose_bytes_it_takes() {
        let mut stream = Stream {
            written: VecDeque::from([(5, 4), (6, 3), (9, 2)]),
            ..Stream::default()
        };
        assert_eq!(stream.take(3, true), [5], "a peek takes nothing");
        assert_eq!(stream.take(2, false), [5]);
        assert_eq!(stream.take(4, false), [5, 6]);
        assert_eq!(stream.take(100, false), [6, 9]);
        assert_eq!(stream.take(1, false), [] as [StepNumber; 0]);
    }
}
