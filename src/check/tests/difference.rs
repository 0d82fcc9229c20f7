//! What two runs have other than each other.

use crate::check::difference::{Change, Difference, Line, between, lines, steps, touched};
use crate::check::essence::Own;
use crate::lesson::catalogue::LESSONS;
use crate::lesson::recorded::of_lesson;
use event::{Address, Data, Request, Returned, Step, StepNumber, What};
use std::collections::BTreeMap;

fn record(lesson: usize) -> Vec<Step> {
    steps(&of_lesson(&LESSONS[lesson - 1]).expect("a log"))
}

/// Numbers the steps anew, and what they say of each other.
fn renumbered(mut steps: Vec<Step>) -> Vec<Step> {
    let numbers = steps.iter().zip(1..).map(|(step, new)| (step.number, new));
    let numbers: BTreeMap<StepNumber, StepNumber> = numbers.collect();
    for step in &mut steps {
        step.number = numbers[&step.number];
        if let What::Returned(returned) = &mut step.what {
            returned.causes.retain(|cause| numbers.contains_key(cause));
            for cause in &mut returned.causes {
                *cause = numbers[cause];
            }
        }
    }
    steps
}

fn returned(step: &mut Step) -> &mut Returned {
    match &mut step.what {
        What::Returned(returned) => returned,
        other => panic!("{other:?} is no call"),
    }
}

fn changes(old: &[Step], new: &[Step]) -> Vec<Change> {
    between(old, new).changes
}

#[test]
fn a_run_and_itself_are_the_same() {
    for lesson in 1..=LESSONS.len() {
        let steps = record(lesson);
        let same = Difference {
            changes: Vec::new(),
            same: steps.len(),
        };
        assert_eq!(between(&steps, &steps), same, "lesson {lesson}");
    }
}

#[test]
fn ports_descriptors_times_and_threads_are_no_difference() {
    for lesson in 1..=LESSONS.len() {
        let old = record(lesson);
        let mut new = old.clone();
        let other = |port: u16| if port == 0 { 0 } else { port + 3 };
        for step in &mut new {
            step.time += 10;
            step.who.thread += 7;
            let What::Returned(returned) = &mut step.what else {
                continue;
            };
            returned.call.fd = returned.call.fd.map(|fd| fd + 1);
            let socket = returned.socket.iter_mut();
            let addresses = socket.flat_map(|one| [&mut one.local, &mut one.peer]);
            for address in addresses.flatten() {
                address.set_port(other(address.port()));
            }
            let asked = match &mut returned.call.request {
                Request::Bind(to) | Request::Connect(to) => Some(to),
                Request::Send { to, .. } => to.as_mut(),
                _ => None,
            };
            let answered = returned.result.as_mut().ok();
            let answered = answered.and_then(|answer| answer.address.as_mut());
            for address in asked.into_iter().chain(answered) {
                if let Address::Inet(address) = address {
                    address.set_port(other(address.port()));
                }
            }
        }
        // What is printed names the ports that the system has picked.
        let shown = |text: &str| {
            let mut text = text.to_owned();
            for port in Own::of(&old).ports.into_iter().filter(|port| *port > 9) {
                let (was, is) = (format!(":{port}"), format!(":{}", other(port)));
                text = text.replace(&was, &is);
            }
            text
        };
        for step in &mut new {
            if let What::Printed { text, .. } = &mut step.what {
                let said = shown(std::str::from_utf8(text.first()).expect("text"));
                *text = Data::from(said.into_bytes());
            }
        }
        assert_eq!(changes(&old, &new), [], "lesson {lesson}");
    }
}

#[test]
fn two_writes_in_the_place_of_one_change_the_read_that_they_cause() {
    let old = record(2);
    let mut new = old.clone();
    let mut first = new[11].clone();
    for (step, text) in [(&mut first, "你"), (&mut new[11], "好")] {
        let returned = returned(step);
        let Request::Send { data, .. } = &mut returned.call.request else {
            panic!("{returned:?} sends nothing");
        };
        *data = Data::from(text.as_bytes());
        if let Ok(answer) = &mut returned.result {
            (answer.value, answer.moved) = (3, 3);
        }
    }
    first.number = 100;
    new.insert(11, first);
    let read = new.iter_mut().find(|step| step.number == 15);
    returned(read.expect("the read")).causes = vec![100, 12];
    assert_eq!(
        changes(&old, &renumbered(new)),
        [
            Change::Went { old: 12 },
            Change::Came { new: 12 },
            Change::Came { new: 13 },
            Change::Changed { old: 15, new: 16 },
        ]
    );
}

#[test]
fn what_moved_is_said_once_and_as_one_block() {
    let old = record(2);
    // The server prints what it got after its answer, and before it closes.
    let mut new = old.clone();
    let printed = new.remove(15);
    new.insert(17, printed);
    let new = renumbered(new);
    assert_eq!(
        changes(&old, &new),
        [Change::Moved {
            old: vec![16],
            new: vec![18]
        }]
    );
    // Two steps of the client come before two others of it.
    let mut new = old.clone();
    new[21..24].rotate_left(1);
    let moved = changes(&old, &renumbered(new));
    assert_eq!(moved.len(), 1, "{moved:?}");
}

#[test]
fn another_order_between_the_ends_is_no_difference() {
    let old = record(2);
    let mut new = old.clone();
    // The client prints before the server closes.
    let printed = new.remove(21);
    new.insert(18, printed);
    assert_eq!(changes(&old, &renumbered(new)), []);
}

#[test]
fn a_step_that_is_gone_and_one_that_is_new_are_told_where_they_are() {
    let old = record(2);
    let mut new = old.clone();
    new.remove(13);
    assert_eq!(changes(&old, &renumbered(new)), [Change::Went { old: 14 }]);
    let went = {
        let mut shorter = old.clone();
        shorter.remove(13);
        renumbered(shorter)
    };
    assert_eq!(changes(&went, &old), [Change::Came { new: 14 }]);
}

#[test]
fn another_result_is_a_change() {
    let old = record(2);
    let mut new = old.clone();
    let closed = returned(&mut new[18]);
    closed.socket.as_mut().expect("a socket").goodbye = Some(event::Goodbye::Reset);
    assert_eq!(changes(&old, &new), [Change::Changed { old: 19, new: 19 }]);
}

#[test]
fn of_lines_those_that_went_stand_before_those_that_came() {
    let changed = lines("a\nb\nc\nd\n", "a\nx\ny\nc\nd\ne\n");
    let went = |line, text| Line::Went { line, text };
    let came = |line, text| Line::Came { line, text };
    let all = [went(2, "b"), came(2, "x"), came(3, "y"), came(6, "e")];
    assert_eq!(changed, all);
    assert_eq!(touched(&changed), 3);
    assert_eq!(lines("a\n", "a"), []);
}
