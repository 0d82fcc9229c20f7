//! What can be seen while all are at rest: who could move, who waits for what, and whether
//! somebody waits for a time.

use crate::parts::{Parts, candidates};
use crate::target::is_keyboard_wait;
use crate::tracee::{State, Tracee};
use event::{Ready, Socket, Wait, Waiting, Who};

/// The threads that could move now, whose turn it is first.
pub fn ready(parts: &Parts) -> Vec<Ready> {
    let order = parts.schedule.turns(candidates(could_move(parts)));
    let tracees = order.into_iter().filter_map(|tid| parts.tracees.get(tid));
    let ready = tracees.map(|tracee| match &tracee.state {
        State::Parked(doing) => Ready {
            who: tracee.who,
            call: Some(doing.call.clone()),
            place: doing.place.clone(),
        },
        _ => Ready {
            who: tracee.who,
            call: None,
            place: None,
        },
    });
    ready.collect()
}

/// The threads that could move now.
pub fn could_move(parts: &Parts) -> impl Iterator<Item = &Tracee> {
    parts.tracees.all().filter(|tracee| {
        let end = tracee.who.end;
        match tracee.state {
            State::Parked(_) => !parts.ends.is_held(end),
            State::Held => !parts.ends.has_started(end),
            _ => false,
        }
    })
}

/// The socket that the call is about before which this thread is parked.
pub fn socket_of(parts: &mut Parts, who: Who) -> Option<Socket> {
    let mut tracees = parts.tracees.all();
    let (end, pid, call) = tracees.find_map(|tracee| match &tracee.state {
        State::Parked(doing) if tracee.who == who => {
            Some((who.end, tracee.pid, doing.call.clone()))
        }
        _ => None,
    })?;
    parts.network.socket_of(end, pid, &call)
}

/// Every thread that cannot move, the server's first.
pub fn waiting(parts: &mut Parts) -> Vec<Waiting> {
    let Parts {
        tracees,
        ends,
        network,
        ..
    } = parts;
    let told = tracees.all().filter(|tracee| tracee.untold_birth.is_none());
    let waiting = told.filter_map(|tracee| {
        let (end, pid, tid) = (tracee.who.end, tracee.pid, tracee.tid);
        let wait = match &tracee.state {
            State::Inside { doing, .. } if is_keyboard_wait(ends, end, tid, &doing.call) => {
                Wait::Keyboard
            }
            State::Inside { doing, .. } => Wait::In {
                call: doing.call.clone(),
                socket: network.socket_of(end, pid, &doing.call).map(Box::new),
            },
            State::InsideUntold { name, .. } => Wait::Untold((*name).into()),
            State::Running => Wait::NotFollowed,
            State::Suspended => Wait::Stopped,
            State::Parked(_) if ends.is_held(end) => Wait::Held,
            _ => return None,
        };
        let place = match &tracee.state {
            State::Inside { doing, .. } | State::Parked(doing) => doing.place.clone(),
            _ => None,
        };
        Some(Waiting {
            who: tracee.who,
            wait,
            place,
        })
    });
    let mut waiting: Vec<Waiting> = waiting.collect();
    waiting.sort_by_key(|waiting| waiting.who);
    waiting
}
