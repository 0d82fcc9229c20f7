//! Whom a call reaches: the end that has the other side of what was sent. Read from what the
//! call did and from what the kernel showed then; nothing is said that is not known.

use event::{Address, Answer, End, Kind, Request, Returned, Socket, SocketId, TcpState};
use std::collections::{BTreeSet, HashMap};
use std::net::SocketAddr;

#[derive(Default)]
pub struct Reach {
    /// Sockets that somebody can reach without being connected to them: listeners, and all
    /// of UDP.
    open: HashMap<SocketId, (Kind, Address, End)>,
}

impl Reach {
    /// An end has used this socket.
    pub fn seen(&mut self, end: End, socket: &Socket) {
        let name = socket.unix.as_ref().and_then(|unix| unix.name.clone());
        let name = socket.local.map(Address::Inet).or(name.map(Address::Unix));
        let is_connected =
            socket.peer.is_some() || (socket.unix.as_ref()).is_some_and(|unix| unix.is_connected);
        if let Some(name) = name
            && (!is_connected || socket.kind == Kind::Datagram)
        {
            self.open.insert(socket.id, (socket.kind, name, end));
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
            Request::Connect(address) if socket.kind != Kind::Datagram => {
                // A Unix socket has no state: it is connected when the call says so.
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
        let own = || {
            let unix = socket.unix.as_ref().and_then(|unix| unix.peer.clone());
            socket.peer.map(Address::Inet).or(unix.map(Address::Unix))
        };
        // Whoever connects names the listener; a datagram may name another than the peer.
        if to.is_some() && socket.unix.is_some() {
            return self.at(socket.kind, to?);
        }
        let to = to.filter(|to| to.inet().is_some()).cloned().or_else(own);
        socket.peer_end.or_else(|| self.at(socket.kind, &to?))
    }

    fn at(&self, kind: Kind, to: &Address) -> Option<End> {
        let there = self.open.iter().filter(|(_, (its, local, _))| {
            *its == kind
                && match (local.inet(), to.inet()) {
                    (Some(local), Some(to)) => is_at(local, to),
                    _ => local == to,
                }
        });
        // A port can come back within a run: the newest has it.
        there
            .max_by_key(|(id, _)| **id)
            .map(|(_, (_, _, end))| *end)
    }
}

/// One of the two may be all addresses of the machine.
fn is_at(local: SocketAddr, to: SocketAddr) -> bool {
    let any = local.ip().is_unspecified() || to.ip().is_unspecified();
    local.port() == to.port() && (any || local.ip() == to.ip())
}
