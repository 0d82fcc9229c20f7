//! From what the threads did to steps: each gets its number, the socket as it is now that
//! all are at rest, the steps that caused it and whom it reached.

use crate::holders::holders;
use crate::parts::{Parts, candidates};
use crate::ptrace::{Tid, Traced};
use crate::recorder::Pending;
use crate::spots::with_something;
use crate::syscall;
use crate::target::is_keyboard_wait;
use crate::tracee::{Doing, Interrupted, State};
use event::{
    Answer, Call, Errno, Exited, Output, Place, Request, Returned, SocketId, Step, What, Who,
};

/// Tells what happened since the last time: first what stands beside the calls, then the
/// call of the thread that moved, then what that woke, in the fixed order.
pub fn tell(parts: &mut Parts, steps: &mut Vec<Step>) {
    tell_pending(parts, steps);
    for tid in parts.schedule.order(candidates(parts.tracees.all())) {
        tell_thread(parts, tid, steps);
    }
}

/// Tells only what stands beside the calls.
pub fn tell_pending(parts: &mut Parts, steps: &mut Vec<Step>) {
    for pending in parts.recorder.take_pending() {
        let step = match pending {
            Pending::Plain(who, place, what) => parts.recorder.step(who, place, *what),
            Pending::BrokenOff(who, broken_off) => {
                let Interrupted { doing, signal, .. } = *broken_off;
                let returned = interrupted(doing.call, signal);
                parts.recorder.step(who, doing.place, What::from(returned))
            }
            Pending::Exit {
                who,
                how,
                is_child,
                other_threads,
                sockets,
            } => {
                tell_unfinished(parts, who, steps);
                let number = parts.recorder.next();
                let (closed, reached) = parts.network.closed_by_kernel(number, &sockets);
                let exited = Exited {
                    how,
                    is_child,
                    other_threads,
                    closed,
                    reached,
                };
                parts.recorder.step(who, None, What::Exited(exited))
            }
        };
        steps.push(step);
    }
}

fn interrupted(call: Call, signal: Option<i32>) -> Returned {
    Returned {
        slept: true,
        signal,
        ..Returned::new(call, Err(syscall::errno(libc::EINTR)))
    }
}

fn tell_thread(parts: &mut Parts, tid: Tid, steps: &mut Vec<Step>) {
    let Some(tracee) = parts.tracees.get_mut(tid) else {
        return;
    };
    let who = tracee.who;
    match &mut tracee.state {
        State::Inside {
            doing,
            told_asleep: told @ false,
        } => {
            *told = true;
            let doing = doing.clone();
            tell_asleep(parts, who, tid, doing, steps);
        }
        State::Back { .. } => {
            let state = std::mem::replace(&mut tracee.state, State::Held);
            if let State::Back {
                doing,
                value,
                answer,
                slept,
            } = state
            {
                let result = answer.ok_or_else(|| syscall::errno(value.unsigned_abs() as i32));
                tell_return(parts, tid, doing, (result, slept), steps);
            }
        }
        _ => {}
    }
}

fn tell_asleep(parts: &mut Parts, who: Who, tid: Tid, doing: Doing, steps: &mut Vec<Step>) {
    let socket = parts.network.socket_of(who.end, doing.socket);
    let spots = with_something(parts, tid, &doing);
    let Doing { call, place, .. } = doing;
    if is_keyboard_wait(&parts.ends, who.end, tid, &call) {
        tell_unfinished(parts, who, steps);
    }
    match (&call.request, &socket) {
        (Request::Print { .. } | Request::Exit { .. }, _) => return,
        (request, Some(socket)) => {
            let number = parts.recorder.next();
            if let Some(length) = request.sends() {
                parts.network.sleeps_in_send(number, socket, length);
            }
        }
        _ => {}
    }
    let socket = socket.map(Box::new);
    let asleep = What::Asleep {
        call,
        socket,
        spots,
    };
    steps.push(parts.recorder.step(who, place, asleep));
}

fn tell_return(
    parts: &mut Parts,
    tid: Tid,
    doing: Doing,
    (result, slept): (Result<Answer, Errno>, bool),
    steps: &mut Vec<Step>,
) {
    let Some(tracee) = parts.tracees.get(tid) else {
        return;
    };
    let (who, pid) = (tracee.who, tracee.pid);
    let Doing {
        call,
        raw,
        place,
        socket,
        ..
    } = doing;
    match &call.request {
        Request::ReadKeyboard => return,
        Request::Print { output, .. } => {
            let length = result.map_or(0, |answer| answer.moved);
            syscall::written(&raw, length, &Traced(tid), |bytes| {
                tell_printed(parts, who, &place, *output, bytes, steps);
            });
            return;
        }
        _ => {}
    }
    let connected = matches!(call.request, Request::Connect(_)) && result.is_ok();
    let mut returned = Returned {
        slept,
        closed_meanwhile: slept && parts.network.id_of(pid, &call) != socket,
        ..Returned::new(call, result)
    };
    let number = parts.recorder.next();
    parts
        .network
        .complete(number, who, pid, socket, &mut returned);
    if socket.is_some_and(|id| may_answer(parts, id)) {
        returned.late = None;
    }
    let is_close = matches!(returned.call.request, Request::Close) && returned.result.is_ok();
    let closed = (returned.socket.iter_mut()).filter(|_| is_close);
    for socket in closed.chain(&mut returned.closed) {
        if socket.is_held() {
            socket.holders = holders(parts, socket.id, Some(pid));
        }
    }
    parts.schedule.returned(tid, returned.changes_something());
    steps.push(parts.recorder.step(who, place, What::from(returned)));
    if connected
        && let Some(followed) = parts.ends.get_mut(who.end)
        && std::mem::take(&mut followed.spec.hold_after_connect)
    {
        followed.held = true;
        steps.push(parts.recorder.step(who, None, What::Held));
    }
}

fn tell_printed(
    parts: &mut Parts,
    who: Who,
    place: &Option<Place>,
    output: Output,
    bytes: &[u8],
    steps: &mut Vec<Step>,
) {
    for text in parts.ends.printed(who.end, output, bytes) {
        let printed = What::Printed { output, text };
        steps.push(parts.recorder.step(who, place.clone(), printed));
    }
}

/// A prompt, or the last words of a program, may lack the end of the line.
fn tell_unfinished(parts: &mut Parts, who: Who, steps: &mut Vec<Step>) {
    for (output, text) in parts.ends.unfinished(who.end) {
        let printed = What::Printed { output, text };
        steps.push(parts.recorder.step(who, None, printed));
    }
}

/// Whether somebody at the other side of this connection is stopped before a call that could send:
/// by itself it might have answered already, and an acknowledgement goes with an answer.
fn may_answer(parts: &Parts, id: SocketId) -> bool {
    let peer = parts.network.peer_of(id).into_iter();
    let processes: Vec<Tid> = peer
        .flat_map(|peer| parts.network.descriptors_of(peer))
        .map(|(pid, _)| pid)
        .collect();
    let mut there = parts
        .tracees
        .all()
        .filter(|one| processes.contains(&one.pid));
    there.any(|one| match &one.state {
        State::Parked(doing) => {
            let request = &doing.call.request;
            !request.is_receive() && !matches!(request, Request::Wait { .. })
        }
        _ => false,
    })
}
