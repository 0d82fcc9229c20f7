//! Whom a call reaches: the end that has the other side of what was sent. Read from what the
//! call did and from what the kernel showed then; nothing is said that is not known.

use event::{Address, Answer, End, Kind, Request, Returned, Socket, SocketId, TcpState};
use std::collections::{BTreeSet, HashMap};
use std::net::SocketAddr;

#[derive(Default)]
pub struct Reach {
    /// Sockets that somebody can reach without being connected to them: listeners, and all
    /// of UDP.
    open: HashMap<SocketId, (Kind, SocketAddr, End)>,
}

impl Reach {
    /// An end has used this socket.
    pub fn seen(&mut self, end: End, socket: &Socket) {
        if let Some(local) = socket.local
            && (socket.peer.is_none() || socket.kind == Kind::Datagram)
        {
            self.open.insert(socket.id, (socket.kind, local, end));
        }
    }

    pub fn gone(&mut self, id: SocketId) {
        self.open.remove(&id);
    }

    /// The end to which a call of another one has sent something: bytes, a connection, a
    /// goodbye.
    pub fn of(&self, returned: &Returned) -> Vec<End> {
        let Some(socket) = &returned.socket else {
            return Vec::new();
        };
        let answer = returned.result.as_ref().ok();
        if let (Request::SendSeveral { messages }, Some(answer)) = (&returned.call.request, answer)
        {
            let sent = messages.iter().zip(&answer.messages);
            let receivers = sent.filter_map(|(one, _)| self.receiver(socket, one.to.as_ref()));
            let receivers: BTreeSet<End> = receivers.collect();
            return receivers.into_iter().collect();
        }
        let one = self.one_of(returned, socket, answer);
        one.into_iter().collect()
    }

    fn one_of(&self, returned: &Returned, socket: &Socket, answer: Option<&Answer>) -> Option<End> {
        match &returned.call.request {
            // A connect that does not wait (EINPROGRESS) may have connected all the same.
            Request::Connect(address) if socket.kind == Kind::Stream => {
                let connected = answer.is_some() || socket.state == Some(TcpState::Established);
                connected.then(|| self.receiver(socket, Some(address)))?
            }
            request if request.sends().is_some() => {
                let to = match request {
                    Request::Send { to, .. } => to.as_ref(),
                    _ => None,
                };
                let sent = answer?.moved > 0 || socket.kind == Kind::Datagram;
                sent.then(|| self.receiver(socket, to))?
            }
            _ => self.of_goodbye(socket),
        }
    }

    /// The end that was told goodbye when this socket was closed.
    pub fn of_goodbye(&self, socket: &Socket) -> Option<End> {
        socket.goodbye?;
        self.receiver(socket, None)
    }

    /// Who has the other side. A connection that nobody has accepted yet belongs to the end
    /// that listens.
    fn receiver(&self, socket: &Socket, to: Option<&Address>) -> Option<End> {
        let to = to.and_then(Address::inet).or(socket.peer);
        socket.peer_end.or_else(|| self.at(socket.kind, to?))
    }

    fn at(&self, kind: Kind, to: SocketAddr) -> Option<End> {
        let there = self.open.iter().filter(|(_, (its, local, _))| {
            let any = local.ip().is_unspecified() || to.ip().is_unspecified();
            *its == kind && local.port() == to.port() && (any || local.ip() == to.ip())
        });
        // A port can come back within a run: the newest has it.
        there
            .max_by_key(|(id, _)| **id)
            .map(|(_, (_, _, end))| *end)
    }
}
