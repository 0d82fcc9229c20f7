//! Who keeps a socket open: the processes that have a descriptor for it, and the threads that sleep
//! in a call on it.

use crate::parts::Parts;
use crate::ptrace::Tid;
use crate::tracee::{State, Tracee};
use event::{Holder, SocketId};

/// All who keep this socket open, in a fixed order; of the process `but` only the threads that sleep
/// on the socket without a descriptor for it. What an unseen process has closed is not known, so
/// nothing is said of it.
pub fn holders(parts: &Parts, id: SocketId, but: Option<Tid>) -> Vec<Holder> {
    let descriptors = parts.network.descriptors_of(id);
    let others = descriptors.filter(|(pid, _)| Some(*pid) != but);
    let by_descriptor = others.filter_map(|(pid, fd)| {
        let process = parts.tracees.of_process(pid).min_by_key(|one| one.who)?;
        let who = process.who;
        if process.unseen {
            None
        } else if process.untold_birth.is_some() {
            Some(Holder::Child { parent: who, fd })
        } else {
            Some(Holder::Descriptor { who, fd })
        }
    });
    let by_call = parts.tracees.all().filter_map(|tracee| {
        let State::Inside { doing, .. } = &tracee.state else {
            return None;
        };
        let has_descriptor = || has_descriptor(parts, tracee, id);
        (doing.keeps(id) && !has_descriptor()).then(|| Holder::Call {
            who: tracee.who,
            name: doing.call.name.clone(),
        })
    });
    let mut holders: Vec<Holder> = by_descriptor.chain(by_call).collect();
    holders.sort();
    holders.dedup();
    holders
}

fn has_descriptor(parts: &Parts, tracee: &Tracee, id: SocketId) -> bool {
    let mut descriptors = parts.network.descriptors_of(id);
    descriptors.any(|(pid, _)| pid == tracee.pid)
}
