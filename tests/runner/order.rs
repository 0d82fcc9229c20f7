//! One total order: the transcript does not depend on which program the machine lets run first.

use crate::support::load::Load;
use crate::support::{address, run, system};

const RUNS: usize = 30;

#[test]
fn thirty_runs_on_a_busy_machine_have_one_transcript() {
    if !system::can_trace() {
        return;
    }
    let _load = Load::start();
    for lesson in [2, 5, 6] {
        let at = address::own();
        let first = run(lesson, &at).output("");
        assert_eq!((first.code, first.stderr.as_str()), (0, ""), "{first:?}");
        for number in 2..=RUNS {
            let again = run(lesson, &at).output("");
            assert_eq!(again, first, "run {number} of lesson {lesson}");
        }
    }
}
