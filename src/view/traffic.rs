//! What goes over to another end: bytes, a connection, the end of a stream, a reset. Read
//! from what the call did and from the states that the kernel showed then; nothing is
//! drawn that is not known. Also: which ends are running.

use crate::call::{
    Address, End, Event, How, Kind, Request, Returned, Socket, SocketId, TcpState, What,
};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::net::SocketAddr;

#[derive(Default)]
pub struct Traffic {
    running: BTreeSet<End>,
    clients: BTreeSet<End>,
    /// Sockets that somebody can reach without being connected to them: listeners, and
    /// all of UDP.
    reachable: HashMap<SocketId, (Kind, SocketAddr, End)>,
    /// Sockets that have said goodbye to their peer.
    ended: HashSet<SocketId>,
}

impl Traffic {
    pub fn is_running(&self, end: impl Fn(End) -> bool) -> bool {
        self.running.iter().any(|running| end(*running))
    }

    pub fn has_several_clients(&self) -> bool {
        self.clients.len() > 1
    }

    /// Notes the event. Gives back the ends to which it sends something.
    pub fn note(&mut self, event: &Event) -> Vec<End> {
        let end = event.who.end;
        match &event.what {
            What::Started(_) => {
                self.running.insert(end);
                if matches!(end, End::Client(_)) {
                    self.clients.insert(end);
                }
                Vec::new()
            }
            What::Asleep(_, Some(socket)) => {
                self.meet(end, socket);
                Vec::new()
            }
            What::Returned(returned) => self.returned(end, returned).into_iter().collect(),
            What::Exited(exited) => {
                if !exited.is_child {
                    self.running.remove(&end);
                }
                let closed = exited.closed.iter();
                closed
                    .filter_map(|socket| {
                        self.reachable.remove(&socket.id);
                        self.goodbye(socket)
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn returned(&mut self, end: End, returned: &Returned) -> Option<End> {
        let socket = returned.socket.as_ref()?;
        self.meet(end, socket);
        let answer = returned.result.as_ref().ok();
        match &returned.call.request {
            // A connect that does not wait (EINPROGRESS) may have connected all the same.
            Request::Connect(address) if socket.kind == Kind::Stream => {
                let connected = answer.is_some() || socket.state == Some(TcpState::Established);
                self.receiver(socket, Some(address)).filter(|_| connected)
            }
            Request::Send { to, .. } => {
                let sent = answer?.value;
                self.receiver(socket, to.as_ref())
                    .filter(|_| sent > 0 || socket.kind == Kind::Datagram)
            }
            Request::Shutdown(How::Write | How::Both) if answer.is_some() => self.goodbye(socket),
            Request::Close if answer.is_some() && socket.descriptors == 0 => {
                self.reachable.remove(&socket.id);
                self.goodbye(socket)
            }
            _ => None,
        }
    }

    fn meet(&mut self, end: End, socket: &Socket) {
        if let Some(local) = socket.local
            && (socket.peer.is_none() || socket.kind == Kind::Datagram)
        {
            self.reachable.insert(socket.id, (socket.kind, local, end));
        }
    }

    /// Who has the other side. A connection that nobody has accepted yet belongs to the
    /// end that listens.
    fn receiver(&self, socket: &Socket, to: Option<&Address>) -> Option<End> {
        let to = to.and_then(Address::inet).or(socket.peer);
        socket.peer_end.or_else(|| self.at(socket.kind, to?))
    }

    fn at(&self, kind: Kind, to: SocketAddr) -> Option<End> {
        let there = self.reachable.iter().filter(|(_, (its, local, _))| {
            let any = local.ip().is_unspecified() || to.ip().is_unspecified();
            *its == kind && local.port() == to.port() && (any || local.ip() == to.ip())
        });
        // A port can come back within a run: the newest has it.
        there
            .max_by_key(|(id, _)| **id)
            .map(|(_, (_, _, end))| *end)
    }

    /// The first goodbye of a connection's side goes over, as FIN or as a reset; what the
    /// program does to this side later moves nothing.
    fn goodbye(&mut self, socket: &Socket) -> Option<End> {
        socket.peer.filter(|_| socket.kind == Kind::Stream)?;
        let reset = socket.unread > 0;
        let goes_over = match socket.state? {
            TcpState::FinWait1
            | TcpState::FinWait2
            | TcpState::Closing
            | TcpState::LastAck
            | TcpState::TimeWait => true,
            TcpState::Closed => reset || socket.peer_state == Some(TcpState::TimeWait),
            _ => false,
        };
        let is_first = self.ended.insert(socket.id);
        self.receiver(socket, None)
            .filter(|_| goes_over && is_first)
    }
}
