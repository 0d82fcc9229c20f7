//! From what the threads did to events: each gets its step, the socket as it is now that
//! the pair is at rest, and the steps that caused it.

use super::thread::{Doing, Status, Thread};
use super::{Pending, Stage};
use crate::call::{
    Answer, Call, Errno, Event, Exited, Place, Request, Returned, Socket, Step, What, Who,
};
use crate::trace::{self, Tid};
use anyhow::Result;

impl Stage {
    /// Tells what happened since the last time: first what stands beside the calls, then
    /// the mover's own call, then what that woke, in the fixed order.
    pub(super) fn tell(&mut self, events: &mut Vec<Event>) -> Result<()> {
        self.tell_pending(events);
        let mut threads: Vec<(bool, Who, Tid)> = (self.threads.values())
            .map(|thread| (Some(thread.tid) != self.mover, thread.who, thread.tid))
            .collect();
        threads.sort_unstable();
        for (_, _, tid) in threads {
            self.tell_thread(tid, events)?;
        }
        Ok(())
    }

    pub(super) fn tell_pending(&mut self, events: &mut Vec<Event>) {
        for pending in std::mem::take(&mut self.pending) {
            self.tell_one_pending(pending, events);
        }
    }

    fn tell_one_pending(&mut self, pending: Pending, events: &mut Vec<Event>) {
        match pending {
            Pending::Plain(who, place, what) => {
                self.record(events, who, place, what);
            }
            Pending::Interrupted(who, doing) => {
                let returned = Returned {
                    call: doing.call,
                    result: Err(trace::errno(libc::EINTR)),
                    socket: None,
                    slept: true,
                    causes: Vec::new(),
                };
                self.record(events, who, doing.place, What::Returned(returned));
            }
            Pending::Exit {
                who,
                how,
                is_child,
                other_threads,
                sockets,
            } => {
                self.tell_unfinished(who, events);
                let step = self.step + 1;
                for id in &sockets {
                    let socket = self.sockets.view(*id, &self.causes);
                    self.causes.closed(step, &socket);
                }
                let closed = sockets
                    .iter()
                    .map(|id| self.sockets.view(*id, &self.causes));
                let exited = Exited {
                    how,
                    is_child,
                    other_threads,
                    closed: closed.collect(),
                };
                self.record(events, who, None, What::Exited(exited));
            }
        }
    }

    fn tell_thread(&mut self, tid: Tid, events: &mut Vec<Event>) -> Result<()> {
        let Some(thread) = self.threads.get_mut(&tid) else {
            return Ok(());
        };
        let who = thread.who;
        match &mut thread.status {
            Status::Inside {
                doing,
                told_asleep: told @ false,
            } => {
                *told = true;
                let doing = doing.clone();
                self.tell_asleep(tid, doing, events);
            }
            Status::Back { .. } => {
                let status = std::mem::replace(&mut thread.status, Status::Held);
                if let Status::Back {
                    doing,
                    value,
                    slept,
                } = status
                {
                    self.tell_return(tid, who, doing, (value, slept), events);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn tell_asleep(&mut self, tid: Tid, doing: Doing, events: &mut Vec<Event>) {
        let Some(thread) = self.threads.get(&tid) else {
            return;
        };
        let who = thread.who;
        let socket = self.socket_of(thread, &doing.call);
        if self.is_keyboard_wait(thread, &doing.call) {
            self.tell_unfinished(who, events);
        }
        match &doing.call.request {
            Request::Print { .. } | Request::Exit { .. } => return,
            Request::Send { data, .. } => {
                if let Some(socket) = &socket {
                    self.causes.sent(self.step + 1, socket, data.len() as u64);
                }
            }
            _ => {}
        }
        self.record(events, who, doing.place, What::Asleep(doing.call, socket));
    }

    fn tell_return(
        &mut self,
        tid: Tid,
        who: Who,
        doing: Doing,
        (value, slept): (i64, bool),
        events: &mut Vec<Event>,
    ) {
        let Doing { call, raw, place } = doing;
        match &call.request {
            Request::ReadKeyboard => return,
            Request::Print { error, data } => {
                let printed = &data[..data.len().min(value.max(0) as usize)];
                self.tell_printed(who, place, *error, printed, events);
                return;
            }
            _ => {}
        }
        let result = match value {
            0.. => Ok(trace::answer(&call, &raw, value, &trace::memory_of(tid))),
            _ => Err(trace::errno(-value as i32)),
        };
        let socket = self.socket_after(tid, &call, &result);
        let step = self.step + 1;
        let causes = match &socket {
            // A send that slept was noted when it fell asleep.
            Some(_) if slept && matches!(call.request, Request::Send { .. }) => Vec::new(),
            Some(socket) => self.causes.returned(step, &call, result.as_ref(), socket),
            None => Vec::new(),
        };
        // A shutdown or close counts for this very step: who sent the first FIN.
        let socket = socket.map(|socket| Socket {
            first_fin: socket
                .local
                .zip(socket.peer)
                .and_then(|(local, peer)| self.causes.first_fin(local, peer)),
            ..socket
        });
        let connected = matches!(call.request, Request::Connect(_)) && result.is_ok();
        let returned = Returned {
            call,
            result,
            socket,
            slept,
            causes,
        };
        self.record(events, who, place, What::Returned(returned));
        if connected
            && let Some(actor) = self.ends.get_mut(&who.end)
            && std::mem::take(&mut actor.part.hold_after_connect)
        {
            actor.held = true;
            self.record(events, who, None, What::Held);
        }
    }

    fn tell_printed(
        &mut self,
        who: Who,
        place: Option<Place>,
        error: bool,
        data: &[u8],
        events: &mut Vec<Event>,
    ) {
        let actor = self.ends.get_mut(&who.end);
        let lines = actor.map_or(Vec::new(), |actor| actor.console.printed(error, data));
        for text in lines {
            self.record(events, who, place.clone(), What::Printed { error, text });
        }
    }

    /// A prompt, or the last words of a program, may lack the end of the line.
    fn tell_unfinished(&mut self, who: Who, events: &mut Vec<Event>) {
        let actor = self.ends.get_mut(&who.end);
        for (error, text) in actor.map_or(Vec::new(), |actor| actor.console.unfinished()) {
            self.record(events, who, None, What::Printed { error, text });
        }
    }

    fn record(
        &mut self,
        events: &mut Vec<Event>,
        who: Who,
        place: Option<Place>,
        what: What,
    ) -> Step {
        self.step += 1;
        events.push(Event {
            step: self.step,
            who,
            place,
            what,
        });
        self.step
    }

    pub(super) fn socket_of(&self, thread: &Thread, call: &Call) -> Option<Socket> {
        let id = self.socket_id(thread, call)?;
        Some(self.sockets.view(id, &self.causes))
    }

    /// The socket that a finished call was about: the new one, where it made one.
    fn socket_after(
        &mut self,
        tid: Tid,
        call: &Call,
        result: &Result<Answer, Errno>,
    ) -> Option<Socket> {
        let thread = self.threads.get(&tid)?;
        let new = match (&call.request, result) {
            (Request::Socket { .. } | Request::Accept | Request::Duplicate, Ok(answer)) => {
                Some(answer.value as i32)
            }
            _ => None,
        };
        let id = self.sockets.last_known(thread.pid, new.or(call.fd)?)?;
        if let (Request::Close, Ok(_), Some(fd)) = (&call.request, result, call.fd) {
            self.sockets.closed(thread.pid, fd);
        }
        Some(self.sockets.view(id, &self.causes))
    }
}
