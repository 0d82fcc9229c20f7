//! All that is known of the network between the programs that are followed: their sockets,
//! who caused what, whom a call reaches, and whether anything is still on its way.

use super::causes::Causes;
use super::closed::Closed;
use super::descriptors::{Descriptor, kind_of, time_limits};
use super::entries::entries;
use super::flight::{Unrest, unrest};
use super::goodbye::{Closing, goodbye, unix_goodbye};
use super::late::Late;
use super::lost::lost;
use super::reach::Reach;
use super::sockets::Sockets;
use super::spot::spot;
use super::steady::Steady;
use crate::ptrace::Tid;
use event::{
    Address, Answer, Call, End, Entry, Found, Goodbye, How, Kind, Numbers, Request, Returned,
    Socket, SocketId, Spot, StepNumber, Who,
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Network {
    pub(super) sockets: Sockets,
    pub(super) causes: Causes,
    closed: Closed,
    pub(super) reach: Reach,
    /// The sockets from which dup2(2) of these threads has taken a descriptor.
    replaced: BTreeMap<Who, SocketId>,
    late: Late,
    /// Something may have changed since the last look.
    moved: bool,
    pub(super) steady: Steady,
    /// The sockets that are limited to a port, by the process and the descriptor of their call.
    pub(super) limited: BTreeSet<(Tid, i32)>,
}

impl Network {
    /// Somebody is about to move.
    pub fn remember(&mut self) {
        self.sockets.remember();
        self.late.forget();
        self.closed.forget(&mut self.sockets, &mut self.causes);
    }

    /// Something may have changed in it.
    pub fn has_moved(&mut self) {
        self.moved = true;
    }

    /// A thread of this process begins such a call on this socket, or returns from it.
    pub fn moves(&mut self, pid: Tid, call: &Call, on: Option<SocketId>) {
        self.moved = true;
        let others: &[i32] = match &call.request {
            Request::CloseRange { sockets, .. } => sockets,
            Request::DuplicateOnto(to) => &[*to],
            _ => &[],
        };
        if let (Request::Connect(to), Some(id)) = (&call.request, on) {
            self.sockets.tries(id, Some(to.clone()));
        }
        let descriptors = &self.sockets.descriptors;
        let others = (others.iter()).filter_map(|fd| descriptors.last_known(pid, *fd));
        let all: Vec<SocketId> = on.into_iter().chain(others).collect();
        all.into_iter().for_each(|id| self.sockets.changes(id));
    }

    /// The programs are at rest, with this unrest that lasts.
    pub fn rests(&mut self, lasting: &[Unrest]) {
        if std::mem::take(&mut self.moved) {
            let sockets: Vec<SocketId> = lasting.iter().map(Unrest::socket).collect();
            self.sockets.rest(&sockets);
        }
    }

    /// What is still on its way. `asleep` are the calls in which threads sleep.
    pub fn unrest<'a>(
        &mut self,
        asleep: impl Iterator<Item = (SocketId, &'a Request)> + Clone,
    ) -> Vec<Unrest> {
        if !self.moved {
            return Vec::new();
        }
        // What they wait for may come from outside.
        asleep.clone().for_each(|(id, _)| self.sockets.changes(id));
        self.sockets.look();
        let unrest = unrest(&self.sockets, asleep);
        self.late.note(&unrest, &self.sockets);
        unrest
    }

    pub fn look(&mut self) {
        self.sockets.look();
    }

    pub fn entries(&mut self) -> Vec<Entry> {
        entries(&mut self.sockets)
    }

    /// The addresses of the sockets so far, also of those that are closed, as long as the kernel
    /// may keep something of them.
    pub fn numbers(&self) -> Vec<Numbers> {
        self.sockets.numbers()
    }

    /// Whether a call of this process gives up after a while, because its socket has a time
    /// limit for it, SO_RCVTIMEO and SO_SNDTIMEO. Those of a listener hold for its connections.
    pub fn gives_up(&self, pid: Tid, call: &Call) -> bool {
        let limits = call.fd.and_then(|fd| time_limits(pid, fd));
        let (receive, send) = limits.unwrap_or_default();
        match &call.request {
            Request::Accept => receive,
            Request::Connect(_) => send,
            request if request.is_receive() => receive,
            request => request.sends().is_some() && send,
        }
    }

    /// The socket that a call is about which this process begins now.
    pub fn id_of(&self, pid: Tid, call: &Call) -> Option<SocketId> {
        self.sockets.descriptors.last_known(pid, call.fd?)
    }

    /// The socket that a call of this end is about, as it is now.
    pub fn socket_of(&mut self, end: End, on: Option<SocketId>) -> Option<Socket> {
        let id = on?;
        let socket = self.sockets.view(id, &self.causes)?;
        self.reach.seen(end, &socket);
        Some(socket)
    }

    /// A call has returned: learns at once which socket it was about and what it moved, so
    /// that bytes in flight can be counted. It was about the socket `on`.
    pub fn note(
        &mut self,
        (pid, thread): (Tid, Tid),
        who: Who,
        call: &Call,
        on: Option<SocketId>,
        answer: &Answer,
    ) {
        match call.request {
            Request::SocketPair { kind, .. } => {
                // Who belongs to whom the kernel tells only while both are open.
                self.moved = true;
                for fd in &answer.descriptors {
                    self.sockets.identify(pid, thread, *fd, who.end, || kind);
                }
            }
            Request::Socket { kind, .. } => {
                self.sockets
                    .identify(pid, thread, answer.value as i32, who.end, || kind);
            }
            Request::Accept => {
                let fd = answer.value as i32;
                let kind = || kind_of(pid, fd).unwrap_or(Kind::Stream);
                let new = self.sockets.identify(pid, thread, fd, who.end, kind);
                if let Some(id) = new {
                    let peer = answer.address.as_ref().and_then(Address::inet);
                    self.sockets.accepted(id, peer);
                }
            }
            // It is known already, by its original.
            Request::Duplicate => {
                self.sockets
                    .identify(pid, thread, answer.value as i32, who.end, || Kind::Stream);
            }
            Request::DuplicateOnto(to) => {
                let before = self.sockets.descriptors.closed_all(pid, &[to]);
                self.replaced.extend(before.into_iter().map(|id| (who, id)));
                let kind = || kind_of(pid, to).unwrap_or(Kind::Stream);
                self.sockets.identify(pid, thread, to, who.end, kind);
            }
            ref request => {
                if let Some(id) = on {
                    self.sockets.returned(id, request, answer.moved);
                }
                for fd in &answer.descriptors {
                    let kind = || kind_of(pid, *fd).unwrap_or(Kind::Stream);
                    self.sockets.identify(pid, thread, *fd, who.end, kind);
                }
            }
        }
    }

    /// Completes what is told of a call that has returned as this step: its socket, what
    /// caused it, whom it reached. It was about the socket `on`.
    pub fn complete(
        &mut self,
        step: StepNumber,
        who: Who,
        pid: Tid,
        on: Option<SocketId>,
        returned: &mut Returned,
    ) {
        if let (Request::Wait { .. }, Ok(answer)) = (&returned.call.request, &returned.result) {
            returned.causes = self.made_ready(pid, &answer.ready);
            return;
        }
        if let Request::CloseRange {
            on_exec: false,
            sockets,
            ..
        } = &returned.call.request
            && returned.result.is_ok()
        {
            let ids = self.sockets.descriptors.closed_all(pid, sockets);
            (returned.closed, returned.reached) = self.closed(step, &ids);
            return;
        }
        if let (Request::DuplicateOnto(to), Ok(_)) = (&returned.call.request, &returned.result) {
            let id = self.sockets.descriptors.last_known(pid, *to);
            returned.socket = id.and_then(|id| self.sockets.view(id, &self.causes));
            let before: Vec<SocketId> = self.replaced.remove(&who).into_iter().collect();
            (returned.closed, returned.reached) = self.closed(step, &before);
            return;
        }
        if let (Request::Connect(_), Err(errno)) = (&returned.call.request, &returned.result)
            && !["EINPROGRESS", "EALREADY", "EINTR", "EISCONN"].contains(&&*errno.name)
            && let Some(id) = on
        {
            self.sockets.tries(id, None);
        }
        let Some(mut socket) = self.socket_after(pid, on, returned) else {
            return;
        };
        // TCP throws the bytes away then, and leaves the program's buffer as it was, tcp(7).
        let is_tcp = socket.kind == Kind::Stream && socket.local.is_some();
        if let (Request::Receive { flags, .. }, Ok(answer)) =
            (&returned.call.request, &mut returned.result)
            && is_tcp
            && flags.iter().any(|flag| flag == "MSG_TRUNC")
        {
            answer.data = None;
        }
        let asked = returned.call.request.sends();
        if let (Some(asked), Ok(answer), true) = (asked, &returned.result, returned.slept) {
            // It was noted when it fell asleep, with all that it would send.
            let less = asked.saturating_sub(answer.moved);
            if let Some(half) = self.sockets.half(socket.id) {
                self.causes.sent_less(half, less);
            }
        } else {
            let (call, result) = (&returned.call, returned.result.as_ref());
            let half = self.sockets.half(socket.id);
            let is_unix_datagram = socket.unix.is_some() && socket.kind == Kind::Datagram;
            returned.causes = match result {
                Ok(answer) if is_unix_datagram => {
                    let to = match &call.request {
                        Request::Send { to, .. } => to.as_ref(),
                        _ => None,
                    };
                    let receiver = self.sockets.receiver(socket.id, to);
                    let ids = (socket.id, receiver);
                    self.causes.datagrams.over_unix(step, call, answer, ids)
                }
                _ => self.causes.returned(step, call, result, &socket, half),
            };
        }
        // A shutdown or close counts for this very step: who sent the first FIN.
        socket.first_fin = self.sockets.first_fin(socket.id, &self.causes);
        let is_ok = returned.result.is_ok();
        let closing = match returned.call.request {
            Request::Shutdown(How::Write | How::Both) if is_ok => Some(Closing::SendingHalf),
            Request::Close if is_ok && !socket.is_held() => Some(Closing::Socket),
            _ => None,
        };
        if asked.is_some() && is_tcp && is_ok {
            returned.late = self.late.of(socket.id);
        }
        socket.goodbye = closing.and_then(|closing| self.goodbye(closing, &socket));
        self.reach.seen(who.end, &socket);
        if closing == Some(Closing::Socket) {
            for half in self.sockets.abandoned_with(socket.id) {
                self.causes.closed(step, half);
            }
            self.reach.gone(socket.id);
            self.sockets.closed([socket.id]);
        }
        returned.socket = Some(socket);
        returned.reached = self.reach.of(returned);
    }

    /// What the peer was told.
    pub(super) fn goodbye(&self, closing: Closing, socket: &Socket) -> Option<Goodbye> {
        match &socket.unix {
            Some(unix) => {
                let before = self.sockets.unix_before(socket.id)?;
                unix_goodbye(closing, before, unix, socket.unread)
            }
            None => goodbye(closing, self.sockets.before(socket.id), socket),
        }
    }

    /// The steps because of which there is something to read at these descriptors.
    fn made_ready(&self, pid: Tid, ready: &[Found]) -> Vec<StepNumber> {
        let readable = ready.iter().filter(|found| found.is_readable());
        let ids = readable.filter_map(|found| self.sockets.descriptors.last_known(pid, found.fd));
        let sockets = ids.filter_map(|id| self.sockets.view(id, &self.causes));
        let causes = sockets.flat_map(|socket| {
            let waiting = self.sockets.waiting(socket.id).into_iter();
            let waiting = waiting.filter_map(|id| self.sockets.half(id));
            let half = self.sockets.half(socket.id);
            self.causes.of_readable(&socket, half, waiting)
        });
        let causes: BTreeSet<StepNumber> = causes.collect();
        causes.into_iter().collect()
    }

    /// The socket that a finished call was about: the new one, where it made one.
    fn socket_after(
        &mut self,
        pid: Tid,
        on: Option<SocketId>,
        returned: &Returned,
    ) -> Option<Socket> {
        let descriptors = &mut self.sockets.descriptors;
        let id = match (&returned.call.request, &returned.result) {
            (Request::Socket { .. } | Request::Accept | Request::Duplicate, Ok(answer)) => {
                descriptors.last_known(pid, answer.value as i32)
            }
            (Request::Close, Ok(_)) => {
                descriptors.closed(pid, returned.call.fd?);
                on
            }
            _ => on,
        };
        self.sockets.view(id?, &self.causes)
    }

    /// Asks the kernel about all sockets.
    pub fn look_at_all(&mut self) {
        let table = self.sockets.table();
        self.sockets.learn_all(&table);
    }

    /// A socket at which a thread waits by this descriptor, without those who keep it open.
    pub fn spot(&self, fd: i32, id: SocketId) -> Option<Spot> {
        spot(&self.sockets, &self.causes, fd, id)
    }

    /// How many datagrams the kernel has thrown away that had come to this socket.
    pub fn lost(&self, id: SocketId) -> u32 {
        self.sockets.known(id).map_or(0, lost)
    }

    /// The sockets at which a call of this process waits, each with its descriptor.
    pub fn waits_at(&self, pid: Tid, call: &Call) -> Vec<(i32, SocketId)> {
        let Request::Wait { fds, .. } = &call.request else {
            return Vec::new();
        };
        let socket = |fd: &i32| Some((*fd, self.sockets.descriptors.last_known(pid, *fd)?));
        fds.iter().filter_map(socket).collect()
    }

    /// The other side of a connection, where a program of the run has or had it.
    pub fn peer_of(&self, id: SocketId) -> Option<SocketId> {
        self.sockets.peer_of(id)
    }

    /// The descriptors that lead to this socket.
    pub fn descriptors_of(&self, id: SocketId) -> impl Iterator<Item = Descriptor> {
        self.sockets.descriptors.all_of(id)
    }

    /// A thread falls asleep in a send as this step: the beginning of its data may arrive
    /// before the call returns.
    pub fn sleeps_in_send(&mut self, step: StepNumber, socket: &Socket, length: u64) {
        if let Some(half) = self.sockets.half(socket.id) {
            self.causes.sent(step, half, length);
        }
    }

    /// A new process begins with the descriptors of its parent.
    pub fn forked(&mut self, parent: Tid, child: Tid) {
        self.sockets.descriptors.forked(parent, child);
    }

    /// A process runs another program.
    pub fn recheck(&mut self, pid: Tid) {
        self.sockets.recheck(pid);
    }

    pub fn has_any(&self, pid: Tid) -> bool {
        self.sockets.descriptors.has_any(pid)
    }

    /// The process is gone. Gives back the sockets that went with it.
    pub fn process_gone(&mut self, pid: Tid) -> Vec<SocketId> {
        self.moved = true;
        let left = self.sockets.descriptors.process_gone(pid);
        left.iter().for_each(|id| self.sockets.changes(*id));
        left
    }
}
