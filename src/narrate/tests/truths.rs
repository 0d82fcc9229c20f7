//! The words for a truth that is broken, where no exercise as it is given breaks it so.

use crate::check::{Breach, Finding, Why};
use crate::lesson::exercises::{Act, Truth};
use crate::narrate::judged;
use event::{Data, End, Step, What, Who};
use insta::assert_snapshot;

const CLIENT: End = End::Client(1);
const LINES: Truth = Truth::PrintsOnce {
    end: CLIENT,
    lines: &["1 ONE", "2 TWO"],
};

/// What is demanded, how it was broken at step 7, and what was expected.
fn said(truth: Truth, why: Why) -> String {
    let step = Step {
        number: 7,
        time: 0,
        who: Who::main(CLIENT),
        place: None,
        what: What::Held,
    };
    let step = Some(Box::new(step));
    let judged = judged(&truth, "", &Finding::Broken(Breach { step, why }));
    [judged.label, judged.note, judged.expected].join(" | ")
}

#[test]
fn lines_that_are_printed_twice_too_early_or_not_at_all() {
    let instead = |of| {
        let line = Data::from(&b"1 ONE"[..]);
        said(LINES, Why::PrintedInstead { line, of })
    };
    assert_snapshot!(instead(Some("2 TWO")), @r#"the client prints "1 ONE" and "2 TWO", each once | it printed "1 ONE" at step 7 | expected "2 TWO" here"#);
    assert_snapshot!(instead(None), @r#"the client prints "1 ONE" and "2 TWO", each once | it printed "1 ONE" at step 7 | expected that all of them are printed only once"#);
    assert_snapshot!(said(LINES, Why::NotPrinted("2 TWO")), @r#"the client prints "1 ONE" and "2 TWO", each once | it did not print "2 TWO" |"#);
}

#[test]
fn what_comes_without_that_which_was_to_come_before() {
    let answer = Act::Reads.between(CLIENT, End::Server);
    let truth = Truth::Before(answer, Act::Prints("20 degrees").by(CLIENT));
    assert_snapshot!(said(truth, Why::Without), @r#"the client reads what is sent by the server before the client prints "20 degrees" | step 7 came without it | expected before that: the client reads what is sent by the server"#);
}

#[test]
fn a_datagram_that_did_not_fit() {
    let truth = Truth::TakesWhole {
        end: End::Server,
        from: CLIENT,
    };
    let why = Why::CutOff {
        read: 16,
        of: 66,
        sent: 5,
    };
    assert_snapshot!(said(truth, why), @"the server takes each datagram of the client whole | it took 16 of 66 bytes | the datagram of step 5 did not fit into the buffer, and what did not fit is gone: expected a buffer with room for all of it");
}
