//! One order: a lesson has one transcript, however busy the machine is.

use std::collections::HashSet;

use crate::form::{alone, figure, is_long, times};
use crate::support::load::Load;
use crate::support::{address, run, system};

#[test]
fn each_lesson_has_one_transcript() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let _load = is_long().then(Load::start);
    let count = times(3, 100);
    for lesson in 1..=6 {
        let at = address::own();
        let mut transcripts = HashSet::new();
        for number in 1..=count {
            let output = run(lesson, &at).output("");
            assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
            let is_new = transcripts.insert(output.stdout.clone());
            assert_eq!(
                (transcripts.len(), is_new),
                (1, number == 1),
                "run {number} of lesson {lesson} differs:{output:?}"
            );
        }
        figure(&format!(
            "order: {count} runs of lesson {lesson}, {} transcript",
            transcripts.len()
        ));
    }
}
