//! What can be asked of a session while its programs rest.

use super::Session;
use crate::now;
use crate::parts::candidates;
use crate::wakers;
use event::{End, Entry, Numbers, Place, Ready, Socket, Waiting, Who};

impl Session {
    /// The threads that could move now. The first one is whose turn it is.
    pub fn ready(&self) -> Vec<Ready> {
        now::ready(&self.parts)
    }

    /// Whether the thread whose turn it is only asks again and again.
    pub fn is_idle(&self) -> bool {
        let could_move = candidates(now::could_move(&self.parts));
        let turns = self.parts.schedule.turns(could_move);
        turns
            .first()
            .is_some_and(|tid| self.parts.schedule.is_idle(*tid))
    }

    /// Every thread that cannot move, the server's first.
    pub fn waiting(&mut self) -> Vec<Waiting> {
        now::waiting(&mut self.parts)
    }

    /// The same, with the sockets at which they wait.
    pub fn waiting_at(&mut self) -> Vec<Waiting> {
        now::waiting_at(&mut self.parts)
    }

    /// The socket that the call of this thread is about, which is parked before it.
    pub fn socket_of(&mut self, who: Who) -> Option<Socket> {
        now::socket_of(&mut self.parts, who)
    }

    /// Whether this end is or was followed.
    pub fn has(&self, end: End) -> bool {
        self.parts.ends.get(end).is_some()
    }

    /// The ends that have not ended.
    pub fn alive(&self) -> Vec<End> {
        self.parts.ends.alive()
    }

    /// Whether somebody is there of whom it cannot be seen what he does or waits for.
    pub fn is_blind(&self) -> bool {
        self.parts.tracees.all().any(|tracee| tracee.unseen)
    }

    /// Whether somebody is woken by himself after a while: by a sleep, a timer, a time limit.
    pub fn has_timer(&mut self) -> bool {
        wakers::has_timer(&mut self.parts)
    }

    /// Whether that is of its own choice, and no limit on waiting for others.
    pub fn naps(&self) -> bool {
        wakers::naps(&self.parts)
    }

    /// Whether only a run-time's own threads wake anybody.
    pub fn is_background(&mut self) -> bool {
        wakers::is_background(&mut self.parts)
    }

    /// The kernel's table of these programs.
    pub fn table(&mut self) -> Vec<Entry> {
        self.parts.network.entries()
    }

    /// The addresses of the sockets so far, also of those that are closed.
    pub fn numbers(&self) -> Vec<Numbers> {
        self.parts.network.numbers()
    }

    /// The whole text of the file that a line stands in.
    pub fn text_of(&self, place: &Place) -> Option<&str> {
        self.parts.places.text_of(place)
    }
}
