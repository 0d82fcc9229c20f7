//! One order: a lesson has one transcript, however busy the machine is.

use std::collections::HashSet;

use crate::form::{alone, figure, is_long, times};
use crate::support::load::Load;
use crate::support::{Program, address, run, system};
use crate::tracees::{pair, tracee};

/// Starts it so often, and compares all that it shows.
fn has_one_transcript(name: &str, count: usize, start: impl Fn() -> Program) {
    let mut transcripts = HashSet::new();
    for number in 1..=count {
        let output = start().output("");
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
        transcripts.insert(output.stdout.clone());
        assert_eq!(
            transcripts.len(),
            1,
            "run {number} of {name} differs from those before:{output:?}"
        );
    }
    figure(&format!("order: {count} runs of {name}, 1 transcript"));
}

#[test]
fn each_lesson_has_one_transcript() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let _load = is_long().then(Load::start);
    for lesson in 1..=6 {
        let at = address::own();
        let name = format!("lesson {lesson}");
        has_one_transcript(&name, times(3, 100), || run(lesson, &at));
    }
}

/// The screen is the workbook's own: it takes whatever is printed, and nobody waits for it.
#[test]
fn a_program_that_prints_very_much_has_one_transcript() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let _load = is_long().then(Load::start);
    for how in ["at-once", "one-line"] {
        let server = tracee(&["print", how, "1000000"]);
        let name = format!("1000000 bytes printed {how}");
        has_one_transcript(&name, times(3, 100), || pair(&server, "true"));
    }
}
