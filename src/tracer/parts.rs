//! What a session owns. Each part has methods of its own; what needs several of them is a
//! function over all, in the file that has its name: `collect`, `lifecycle`, `record`,
//! `quiesce`, `now`.

use crate::alarms::Alarms;
use crate::births::Births;
use crate::clock::Clock;
use crate::ends::Ends;
use crate::net::Network;
use crate::recorder::Recorder;
use crate::schedule::{Candidate, Schedule};
use crate::source::Places;
use crate::tracee::{Tracee, Tracees};

pub struct Parts {
    pub tracees: Tracees,
    pub ends: Ends,
    pub network: Network,
    pub places: Places,
    pub schedule: Schedule,
    pub recorder: Recorder,
    pub clock: Clock,
    pub alarms: Alarms,
    pub births: Births,
}

/// These threads as the order knows them.
pub fn candidates<'a>(
    threads: impl Iterator<Item = &'a Tracee>,
) -> impl Iterator<Item = Candidate> {
    threads.map(|tracee| Candidate {
        tid: tracee.tid,
        who: tracee.who,
    })
}
