//! Which step made which other step happen: the connect behind an accept, the writes
//! that fed a read, the shutdown or close behind an end of stream or a reset.

use super::connections::Half;
use super::datagrams::Datagrams;
use super::stream::Stream;
use event::{Answer, Call, Errno, FirstFin, How, Kind, Opt, OptValue, Request, Socket, StepNumber};
use std::collections::HashMap;

#[derive(Default)]
pub struct Causes {
    /// What goes out from this half of a connection.
    streams: HashMap<Half, Stream>,
    pub datagrams: Datagrams,
    /// The half that connected.
    connects: HashMap<Half, StepNumber>,
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
                self.datagrams.sent(step, socket, to.as_ref());
            }
            (Request::Bind(_), Ok(_)) if socket.kind == Kind::Datagram => {
                // What was sent to this address before has found nobody.
                if let Some(local) = socket.local {
                    self.datagrams.bound(local);
                }
            }
            (Request::SendSeveral { messages }, Ok(answer)) if socket.kind == Kind::Datagram => {
                for (message, _) in messages.iter().zip(&answer.messages) {
                    self.datagrams.sent(step, socket, message.to.as_ref());
                }
            }
            (request, Ok(answer)) if request.sends().is_some() => {
                if let Some(half) = half {
                    self.sent(step, half, answer.moved);
                    if socket.unix.is_none() && has_flag(request, "MSG_OOB") {
                        self.streams.entry(half).or_default().urge();
                    }
                }
            }
            (Request::SetOption { option, value }, Ok(_)) if *option == Opt::OutOfBandInline => {
                if let Some(incoming) = incoming {
                    let stream = self.streams.entry(incoming).or_default();
                    stream.is_inline = *value != OptValue::Number(0);
                }
            }
            (Request::ReceiveSeveral { peek, .. }, Ok(answer)) if socket.kind == Kind::Datagram => {
                let senders = answer
                    .messages
                    .iter()
                    .map(|message| message.address.as_ref());
                let causes =
                    senders.filter_map(|from| self.datagrams.received(from, socket, *peek));
                let mut causes: Vec<StepNumber> = causes.collect();
                causes.dedup();
                return causes;
            }
            (Request::Receive { peek, .. }, Ok(answer)) if socket.kind == Kind::Datagram => {
                let cause = self
                    .datagrams
                    .received(answer.address.as_ref(), socket, *peek);
                return cause.into_iter().collect();
            }
            (request, Ok(answer)) if request.is_receive() => {
                let Some(stream) = incoming.and_then(|key| self.streams.get_mut(&key)) else {
                    return Vec::new();
                };
                let is_glance = matches!(request, Request::Receive { room: 0, .. });
                return match answer.moved {
                    _ if has_flag(request, "MSG_OOB") => stream.take_urgent(request.peeks()),
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

    /// A thread fell asleep while it sent: the beginning of its data may arrive before
    /// the call returns.
    pub fn sent(&mut self, step: StepNumber, half: Half, length: u64) {
        self.streams.entry(half).or_default().write(step, length);
    }

    /// The steps because of which something can be read from this socket, or accepted: `waiting`
    /// are the halves that wait for it if it is a listener.
    pub fn of_readable(
        &self,
        socket: &Socket,
        half: Option<Half>,
        waiting: impl Iterator<Item = Half>,
    ) -> Vec<StepNumber> {
        if socket.kind == Kind::Datagram {
            return self.datagrams.waiting(socket);
        }
        match half {
            Some(half) => {
                let stream = self.streams.get(&half.other());
                let steps = |stream: &Stream| stream.steps().chain(stream.ended).collect();
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
        if let Some(stream) = self.streams.get_mut(&half) {
            stream.write_less(less);
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

    /// Bytes that stand in what comes in at this half, and that no usual read brings.
    pub fn beside(&self, half: Half) -> u32 {
        self.streams.get(&half.other()).map_or(0, Stream::beside)
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
}

fn has_flag(request: &Request, name: &str) -> bool {
    let (Request::Send { flags, .. } | Request::Receive { flags, .. }) = request else {
        return false;
    };
    flags.iter().any(|flag| flag == name)
}
