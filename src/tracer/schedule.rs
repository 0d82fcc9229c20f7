//! The order: of several threads that could be next, which one is. The one that moved last
//! goes on, so that a program is read in one piece until it blocks; else the server comes
//! before a client and an older thread before a younger.
//!
//! The same order holds for whose code goes on after a call, and for what is told first. Of
//! those that could make a call, one whose calls change nothing any more lets the others go
//! first. Nothing here knows a process, and nothing decides by time.

use crate::ptrace::Tid;
use event::Who;
use std::collections::BTreeMap;

/// A thread that could be next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub tid: Tid,
    pub who: Who,
}

/// So many calls in a row may change nothing before others come first: more than a run-time
/// makes between two calls that do.
const PATIENCE: u32 = 10;

#[derive(Debug, Default)]
pub struct Schedule {
    /// Who moved last.
    last: Option<Tid>,
    /// How many calls each has made since one changed something, whoever made it.
    fruitless: BTreeMap<Tid, u32>,
}

impl Schedule {
    /// This one moves now.
    pub fn moves(&mut self, tid: Tid) {
        self.last = Some(tid);
    }

    /// A call of this thread has returned, and has changed something or not.
    pub fn returned(&mut self, tid: Tid, changed: bool) {
        if changed {
            self.fruitless.clear();
        } else {
            *self.fruitless.entry(tid).or_default() += 1;
        }
    }

    /// The thread is gone, and another one may get its number.
    pub fn gone(&mut self, tid: Tid) {
        self.fruitless.remove(&tid);
    }

    /// Whether this thread only asks again and again, and waits for others in that way.
    pub fn is_idle(&self, tid: Tid) -> bool {
        self.fruitless
            .get(&tid)
            .is_some_and(|calls| *calls >= PATIENCE)
    }

    /// The candidates, whose turn it is first. Threads of one process that is not told have
    /// the same name: of these the older, by the kernel's number, is first.
    pub fn order(&self, candidates: impl IntoIterator<Item = Candidate>) -> Vec<Tid> {
        let mut candidates: Vec<Candidate> = candidates.into_iter().collect();
        candidates.sort_by_key(|one| (Some(one.tid) != self.last, one.who, one.tid));
        candidates.into_iter().map(|one| one.tid).collect()
    }

    /// The order of those that could make a call now: as above, but who only asks again and
    /// again comes last. This is no order for telling, since a cause is told before its effect.
    pub fn turns(&self, candidates: impl IntoIterator<Item = Candidate>) -> Vec<Tid> {
        let mut order = self.order(candidates);
        order.sort_by_key(|tid| self.is_idle(*tid));
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::End;

    fn candidate(tid: i32, end: End, thread: u32) -> Candidate {
        Candidate {
            tid: Tid::from_raw(tid),
            who: Who { end, thread },
        }
    }

    fn numbers(tids: Vec<Tid>) -> Vec<i32> {
        tids.into_iter().map(Tid::as_raw).collect()
    }

    #[test]
    fn the_server_is_before_a_client_and_an_older_thread_before_a_younger() {
        let schedule = Schedule::default();
        let all = [
            candidate(1, End::Client(2), 1),
            candidate(2, End::Server, 3),
            candidate(3, End::Client(1), 1),
            candidate(4, End::Server, 1),
        ];
        assert_eq!(numbers(schedule.order(all)), [4, 2, 3, 1]);
        assert!(schedule.order([]).is_empty());
    }

    #[test]
    fn who_moved_last_goes_on_while_it_can() {
        let mut schedule = Schedule::default();
        let client = candidate(1, End::Client(1), 1);
        let server = candidate(2, End::Server, 1);
        schedule.moves(client.tid);
        assert_eq!(numbers(schedule.order([server, client])), [1, 2]);
        assert_eq!(numbers(schedule.order([server])), [2], "the client sleeps");
    }

    #[test]
    fn who_only_asks_again_and_again_lets_others_go_first() {
        let mut schedule = Schedule::default();
        let server = candidate(1, End::Server, 1);
        let client = candidate(2, End::Client(1), 1);
        let both = [server, client];
        schedule.moves(server.tid);
        for _ in 0..PATIENCE {
            assert_eq!(numbers(schedule.turns(both)), [1, 2]);
            schedule.returned(server.tid, false);
        }
        assert_eq!(numbers(schedule.turns(both)), [2, 1]);
        assert_eq!(
            numbers(schedule.order(both)),
            [1, 2],
            "what it did is told first"
        );
        assert_eq!(numbers(schedule.turns([server])), [1], "nobody else can");
        schedule.returned(server.tid, true);
        assert_eq!(numbers(schedule.turns(both)), [1, 2]);
    }

    #[test]
    fn two_who_take_turns_and_only_ask_let_a_third_go_first() {
        let mut schedule = Schedule::default();
        let [one, other] = [1, 2].map(|tid| candidate(tid, End::Server, tid as u32));
        let client = candidate(3, End::Client(1), 1);
        for _ in 0..PATIENCE {
            for who in [one, other] {
                schedule.moves(who.tid);
                schedule.returned(who.tid, false);
            }
        }
        assert_eq!(numbers(schedule.turns([one, other, client])), [3, 2, 1]);
        schedule.gone(other.tid);
        assert_eq!(numbers(schedule.turns([one, other])), [2, 1]);
    }

    #[test]
    fn the_kernels_numbers_decide_nothing_between_threads_that_have_names() {
        let schedule = Schedule::default();
        for (one, other) in [(5, 6), (6, 5)] {
            let all = [
                candidate(one, End::Server, 2),
                candidate(other, End::Server, 1),
            ];
            assert_eq!(numbers(schedule.order(all)), [other, one]);
        }
    }
}
