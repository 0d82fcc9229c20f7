//! Which step made which other step happen: the connect behind an accept, the writes
//! that fed a read, the shutdown or close behind an end of stream or a reset.

use super::connections::Half;
use event::{
    Address, Answer, Call, Errno, FirstFin, How, Kind, Request, Socket, SocketId, StepNumber,
};
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;

#[derive(Default)]
pub struct Causes {
    /// What goes out from this half of a connection.
    streams: HashMap<Half, Stream>,
    /// Steps that sent a datagram which nobody has received yet. A sender may be
    /// listed without its IP, so that only its port counts.
    datagrams: HashMap<(u16, SocketAddr), VecDeque<StepNumber>>,
    /// The same of Unix sockets, each by the socket at which it waits: one queue in one order.
    letters: HashMap<SocketId, VecDeque<StepNumber>>,
    /// The half that connected.
    connects: HashMap<Half, StepNumber>,
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
        half: Option<Half>,
    ) -> Vec<StepNumber> {
        let incoming = half.map(Half::other);
        match (&call.request, result) {
            (Request::Send { to, .. }, Ok(_)) if socket.kind == Kind::Datagram => {
                self.datagram_sent(step, socket, to.as_ref());
            }
            (Request::Bind(_), Ok(_)) if socket.kind == Kind::Datagram => {
                // What was sent to this address before has found nobody.
                if let Some(local) = socket.local {
                    self.datagrams.retain(|(_, to), _| !reaches(local, *to));
                }
            }
            (Request::SendSeveral { messages }, Ok(answer)) if socket.kind == Kind::Datagram => {
                for (message, _) in messages.iter().zip(&answer.messages) {
                    self.datagram_sent(step, socket, message.to.as_ref());
                }
            }
            (request, Ok(answer)) if request.sends().is_some() => {
                if let Some(half) = half {
                    self.sent(step, half, answer.moved);
                }
            }
            (Request::ReceiveSeveral { peek, .. }, Ok(answer)) if socket.kind == Kind::Datagram => {
                let senders = answer
                    .messages
                    .iter()
                    .map(|message| message.address.as_ref());
                let causes = senders.filter_map(|from| self.datagram_received(from, socket, *peek));
                let mut causes: Vec<StepNumber> = causes.collect();
                causes.dedup();
                return causes;
            }
            (Request::Receive { peek, .. }, Ok(answer)) if socket.kind == Kind::Datagram => {
                let cause = self.datagram_received(answer.address.as_ref(), socket, *peek);
                return cause.into_iter().collect();
            }
            (request, Ok(answer)) if request.is_receive() => {
                let Some(stream) = incoming.and_then(|key| self.streams.get_mut(&key)) else {
                    return Vec::new();
                };
                let is_glance = matches!(request, Request::Receive { room: 0, .. });
                return match answer.moved {
                    0 if !is_glance => stream.ended.or(stream.ignored).into_iter().collect(),
                    _ if socket.kind == Kind::SeqPacket => stream.take_one(request.peeks()),
                    length => stream.take(length, request.peeks()),
                };
            }
            (request, Err(_)) if request.is_receive() || request.sends().is_some() => {
                let own = half.and_then(|key| self.streams.get(&key)?.ended);
                let peer = incoming.and_then(|key| self.streams.get(&key)?.gone);
                let sends = request.sends().is_some();
                return own.filter(|_| sends).or(peer).into_iter().collect();
            }
            (Request::Connect(_), _) if socket.kind != Kind::Datagram => {
                if let Some(half) = half {
                    self.connects.insert(half, step);
                }
            }
            (Request::Accept, Ok(_)) => {
                let connect = incoming.and_then(|key| self.connects.get(&key));
                return connect.into_iter().copied().collect();
            }
            (Request::Shutdown(how), Ok(_)) => {
                if let (How::Write | How::Both, Some(half)) = (how, half) {
                    self.ended(step, half);
                }
                if let (How::Read | How::Both, Some(half)) = (how, incoming) {
                    self.streams
                        .entry(half)
                        .or_default()
                        .ignored
                        .get_or_insert(step);
                }
            }
            (Request::Close, Ok(_)) if !socket.is_held() => {
                if let Some(half) = half {
                    self.closed(step, half);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// The same of a call on a Unix datagram socket, which has sent to this one.
    pub fn letters(
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
            let queue = self.letters.entry(receiver).or_default();
            queue.extend(std::iter::repeat_n(step, count));
        }
        let queue = self.letters.get_mut(&socket);
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

    /// A thread fell asleep while it sent: the beginning of its data may arrive before
    /// the call returns.
    pub fn sent(&mut self, step: StepNumber, half: Half, length: u64) {
        let stream = self.streams.entry(half).or_default();
        stream.written.push_back((step, length));
    }

    /// The steps because of which something can be read from this socket, or accepted: `waiting`
    /// are the halves that wait for it if it is a listener.
    pub fn of_readable(
        &self,
        socket: &Socket,
        half: Option<Half>,
        waiting: impl Iterator<Item = Half>,
    ) -> Vec<StepNumber> {
        if let Some(queue) = self.letters.get(&socket.id) {
            return queue.iter().copied().collect();
        }
        if let (Kind::Datagram, Some(local)) = (socket.kind, socket.local) {
            let arrived = self
                .datagrams
                .iter()
                .filter(|((_, to), _)| reaches(local, *to));
            return arrived.flat_map(|(_, queue)| queue).copied().collect();
        }
        match half {
            Some(half) => {
                let stream = self.streams.get(&half.other());
                let steps = |stream: &Stream| {
                    let written = stream.written.iter().map(|(step, _)| *step);
                    written.chain(stream.ended).collect()
                };
                stream.map(steps).unwrap_or_default()
            }
            None => {
                let steps = waiting.filter_map(|half| self.connects.get(&half));
                steps.copied().collect()
            }
        }
    }

    /// The call that fell asleep has sent so many bytes less than it wanted.
    pub fn sent_less(&mut self, half: Half, less: u64) {
        let stream = self.streams.get_mut(&half);
        if let Some((_, size)) = stream.and_then(|stream| stream.written.back_mut()) {
            *size = size.saturating_sub(less);
        }
    }

    /// The socket is gone, by close or because its program ended.
    pub fn closed(&mut self, by: StepNumber, half: Half) {
        self.ended(by, half);
        self.streams.entry(half).or_default().gone = Some(by);
    }

    fn ended(&mut self, by: StepNumber, half: Half) {
        let stream = self.streams.entry(half).or_default();
        stream.ended.get_or_insert(by);
    }

    /// Nothing of this connection can be told any more.
    pub fn over(&mut self, half: Half) {
        for half in [half, half.other()] {
            self.streams.remove(&half);
            self.connects.remove(&half);
        }
    }

    /// Nobody receives any more what waits at this socket.
    pub fn forget(&mut self, id: SocketId) {
        self.letters.remove(&id);
    }

    /// A datagram socket with this address is closed: nobody receives what waits there.
    pub fn unbound(&mut self, local: SocketAddr) {
        self.datagrams.retain(|(_, to), _| *to != local);
    }

    /// Who ended a direction of this connection first: that side sent the first FIN.
    pub fn first_fin(&self, half: Half) -> Option<FirstFin> {
        let ended = |key| self.streams.get(&key)?.ended;
        let fins = [(half, true), (half.other(), false)];
        let fins = fins.into_iter().filter_map(|(key, own)| {
            Some(FirstFin {
                step: ended(key)?,
                own,
            })
        });
        fins.min_by_key(|fin| fin.step)
    }

    fn datagram_sent(&mut self, step: StepNumber, socket: &Socket, to: Option<&Address>) {
        let to = to.and_then(Address::inet).or(socket.peer);
        if let (Some(local), Some(to)) = (socket.local, to) {
            let queue = self.datagrams.entry((local.port(), to)).or_default();
            queue.push_back(step);
        }
    }

    /// The step that sent the next datagram from there.
    fn datagram_received(
        &mut self,
        from: Option<&Address>,
        socket: &Socket,
        peek: bool,
    ) -> Option<StepNumber> {
        // A program that does not ask who sent it gets the oldest, whoever that was.
        let from = from.and_then(Address::inet).or(socket.peer);
        let local = socket.local?;
        let queues = self.datagrams.iter_mut().filter(|((port, to), _)| {
            let is_from_there = from.is_none_or(|from| *port == from.port());
            is_from_there && reaches(local, *to)
        });
        let (key, queue) = queues.min_by_key(|(_, queue)| queue.front().copied())?;
        if peek {
            return queue.front().copied();
        }
        let (key, step) = (*key, queue.pop_front());
        if queue.is_empty() {
            self.datagrams.remove(&key);
        }
        step
    }
}

impl Stream {
    /// The step that wrote the next record, which is read whole or cut.
    fn take_one(&mut self, peek: bool) -> Vec<StepNumber> {
        let step = self.written.front().map(|(step, _)| *step);
        if !peek {
            self.written.pop_front();
        }
        step.into_iter().collect()
    }

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

/// Whether a socket with this address gets what goes to that one. It may have all addresses of
/// the machine: then its port decides.
fn reaches(local: SocketAddr, to: SocketAddr) -> bool {
    to == local || (local.ip().is_unspecified() && to.port() == local.port())
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::Data;

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

    #[test]
    fn a_record_is_read_whole_however_much_of_it_fits() {
        let mut stream = Stream {
            written: VecDeque::from([(5, 400), (6, 3)]),
            ..Stream::default()
        };
        assert_eq!(stream.take_one(true), [5]);
        assert_eq!(stream.take_one(false), [5]);
        assert_eq!(stream.take_one(false), [6]);
    }

    #[test]
    fn a_unix_socket_gets_datagrams_in_the_order_in_which_they_were_sent() {
        let mut causes = Causes::default();
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
            };
            causes.letters(step, &call, &Answer::default(), ids)
        };
        let nothing = [] as [StepNumber; 0];
        assert_eq!(call(4, send.clone(), (1, Some(3))), nothing);
        assert_eq!(call(5, send, (2, Some(3))), nothing);
        assert_eq!(call(6, receive.clone(), (3, None)), [4]);
        assert_eq!(call(7, receive.clone(), (3, None)), [5]);
        assert_eq!(call(8, receive, (3, None)), nothing);
    }
}
