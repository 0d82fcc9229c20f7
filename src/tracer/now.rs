//! What can be seen while all are at rest: who could move, who waits for what, and whether
//! somebody waits for a time.

use crate::parts::{Parts, candidates};
use crate::spots::in_full;
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
    let id = tracees.find_map(|tracee| match &tracee.state {
        State::Parked(doing) if tracee.who == who => parts.network.id_of(tracee.pid, &doing.call),
        _ => None,
    });
    parts.network.socket_of(who.end, id)
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
        let (end, tid) = (tracee.who.end, tracee.tid);
        let wait = match &tracee.state {
            State::Inside { doing, .. } if is_keyboard_wait(ends, end, tid, &doing.call) => {
                Wait::Keyboard
            }
            State::Inside { doing, .. } => Wait::In {
                call: doing.call.clone(),
                socket: network.socket_of(end, doing.socket).map(Box::new),
            },
            State::InsideUntold { name: "futex", .. } if tracees.of_end(end).count() == 1 => {
                Wait::Alone
            }
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
            spots: Vec::new(),
        })
    });
    let mut waiting: Vec<Waiting> = waiting.collect();
    waiting.sort_by_key(|waiting| waiting.who);
    waiting
}

/// The same; with the sockets at which they wait, as the kernel has them now.
pub fn waiting_at(parts: &mut Parts) -> Vec<Waiting> {
    parts.network.look_at_all();
    let mut waiting = waiting(parts);
    for one in &mut waiting {
        let tid = parts.tracees.find(one.who);
        if let Some(tracee) = tid.and_then(|tid| parts.tracees.get(tid))
            && let State::Inside { doing, .. } = &tracee.state
        {
            one.spots = in_full(parts, tracee.tid, doing);
        }
    }
    waiting
}
