//! The order: of several threads that could be next, which one is. The one that moved last
//! goes on, so that a program is read in one piece until it blocks; else the server comes
//! before a client and an older thread before a younger.
//!
//! The same order holds for who is released, for whose code goes on after a call, and for
//! what is told first. Nothing here knows a process, and nothing decides by time.

use crate::ptrace::Tid;
use event::Who;

/// A thread that could be next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub tid: Tid,
    pub who: Who,
}

#[derive(Debug, Default)]
pub struct Schedule {
    /// Who moved last.
    last: Option<Tid>,
}

impl Schedule {
    /// This one moves now.
    pub fn moves(&mut self, tid: Tid) {
        self.last = Some(tid);
    }

    /// The candidates, whose turn it is first. Threads of one process that is not told have
    /// the same name: of these the older, by the kernel's number, is first.
    pub fn order(&self, candidates: impl IntoIterator<Item = Candidate>) -> Vec<Tid> {
        let mut candidates: Vec<Candidate> = candidates.into_iter().collect();
        candidates.sort_by_key(|one| (Some(one.tid) != self.last, one.who, one.tid));
        candidates.into_iter().map(|one| one.tid).collect()
    }

    /// Whose turn it is.
    pub fn next(&self, candidates: impl IntoIterator<Item = Candidate>) -> Option<Tid> {
        self.order(candidates).first().copied()
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
        assert_eq!(schedule.next([]), None);
    }

    #[test]
    fn who_moved_last_goes_on_while_it_can() {
        let mut schedule = Schedule::default();
        let client = candidate(1, End::Client(1), 1);
        let server = candidate(2, End::Server, 1);
        schedule.moves(client.tid);
        assert_eq!(schedule.next([server, client]), Some(client.tid));
        assert_eq!(
            schedule.next([server]),
            Some(server.tid),
            "the client sleeps"
        );
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
