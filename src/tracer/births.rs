//! How many threads and processes an end has started without doing anything else: they need a
//! bound, and those that are born need a turn. Pure: nothing is timed, so it is the same in each
//! run.

use crate::ptrace::Tid;
use event::End;
use std::collections::BTreeMap;

/// So many can a thread start in a row before they go first: else those that end at once would
/// pile up, until the system has no number left for a new one.
const IN_A_ROW: u32 = 10;

/// So many can an end start without any call that is told: a program that starts more does so
/// for ever.
const MOST: u64 = 10_000;

/// From so many on they are a reason why nothing else happens.
const MANY: u64 = 100;

/// What an end has started again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Multitude {
    pub end: End,
    pub threads: u64,
    pub processes: u64,
}

#[derive(Debug, Default)]
pub struct Births {
    in_a_row: BTreeMap<Tid, u32>,
    fruitless: BTreeMap<End, Multitude>,
}

impl Births {
    /// A thread has started another one, or a process. True if that one and its siblings go
    /// first now.
    pub fn born(&mut self, parent: Tid, end: End, is_thread: bool) -> bool {
        let all = self.fruitless.entry(end).or_insert(Multitude {
            end,
            threads: 0,
            processes: 0,
        });
        all.threads += u64::from(is_thread);
        all.processes += u64::from(!is_thread);
        let in_a_row = self.in_a_row.entry(parent).or_default();
        *in_a_row += 1;
        *in_a_row >= IN_A_ROW
    }

    /// Whether those that this thread has started go first.
    pub fn lets_go_first(&self, tid: Tid) -> bool {
        self.in_a_row
            .get(&tid)
            .is_some_and(|so_many| *so_many >= IN_A_ROW)
    }

    /// It is this thread's turn, or it makes a call that is told, or is gone.
    pub fn goes_on(&mut self, tid: Tid) {
        self.in_a_row.remove(&tid);
    }

    /// The end makes a call that is told, and more than its end.
    pub fn moves(&mut self, end: End) {
        self.fruitless.remove(&end);
    }

    /// Who has started more than any program starts on purpose.
    pub fn too_many(&self) -> Option<Multitude> {
        self.more_than(MOST)
    }

    /// Who has started so many that this may be why nothing else has happened.
    pub fn many(&self) -> Option<Multitude> {
        self.more_than(MANY)
    }

    fn more_than(&self, limit: u64) -> Option<Multitude> {
        let mut all = self.fruitless.values();
        all.find(|one| one.threads + one.processes > limit).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARENT: Tid = Tid::from_raw(7);

    #[test]
    fn who_starts_one_after_the_other_lets_them_go_first_and_then_goes_on() {
        let mut births = Births::default();
        for _ in 0..2 {
            for number in 1..=IN_A_ROW {
                let go_first = births.born(PARENT, End::Server, true);
                assert_eq!(go_first, number == IN_A_ROW);
            }
            assert!(births.lets_go_first(PARENT));
            assert!(!births.lets_go_first(Tid::from_raw(8)));
            births.goes_on(PARENT);
            assert!(!births.lets_go_first(PARENT));
        }
    }

    #[test]
    fn a_program_that_does_nothing_else_has_a_bound_and_a_call_begins_the_count_anew() {
        let mut births = Births::default();
        for _ in 0..MOST {
            births.born(PARENT, End::Server, true);
        }
        assert_eq!(births.too_many(), None);
        births.moves(End::Server);
        assert_eq!(births.many(), None);
        for number in 0..=MOST {
            births.born(PARENT, End::Server, number > 0);
        }
        let multitude = Multitude {
            end: End::Server,
            threads: MOST,
            processes: 1,
        };
        assert_eq!(births.too_many(), Some(multitude));
        births.moves(End::Client(1));
        assert_eq!(births.too_many(), Some(multitude));
    }
}
