//! Small pieces that lie in their sender's kernel until what was sent before is acknowledged (Nagle's
//! algorithm, RFC 9293, section 3.7.4), while the other side holds its acknowledgement back (delayed
//! ACK, section 3.8.6.3). The kernel says that it has not sent them; how long they lay is measured.

use super::flight::Unrest;
use super::sockets::Sockets;
use event::SocketId;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What goes out sooner is not late. A delayed acknowledgement comes after 40 ms.
const SHORTEST: Duration = Duration::from_millis(20);

#[derive(Default)]
pub struct Late {
    lying: BTreeMap<SocketId, Lying>,
    /// Gone out since somebody moved, and how late.
    gone_out: BTreeMap<SocketId, Duration>,
}

struct Lying {
    since: Instant,
    is_held_back: bool,
}

impl Late {
    /// Somebody is about to move.
    pub fn forget(&mut self) {
        self.lying.clear();
        self.gone_out.clear();
    }

    /// Takes note of what is on its way at this moment.
    pub fn note(&mut self, unrest: &[Unrest], sockets: &Sockets) {
        let now = Instant::now();
        for one in unrest {
            if let Unrest::InFlight(id) = one {
                let lying = self.lying.entry(*id).or_insert(Lying {
                    since: now,
                    is_held_back: false,
                });
                if !lying.is_held_back && now - lying.since > SHORTEST / 2 {
                    lying.is_held_back = sockets.is_held_back(*id);
                }
            }
        }
        let gone_out = &mut self.gone_out;
        self.lying.retain(|id, lying| {
            let is_here = unrest.contains(&Unrest::InFlight(*id));
            let time = now - lying.since;
            if !is_here && lying.is_held_back && time > SHORTEST {
                gone_out.insert(*id, time);
            }
            is_here
        });
    }

    /// How late went out what was sent on this socket with the last move.
    pub fn of(&self, id: SocketId) -> Option<Duration> {
        self.gone_out.get(&id).copied()
    }
}
