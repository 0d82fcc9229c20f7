//! What comes again and again: three times, and then a line that counts.

use crate::view::fold::{Fold, Shown};
use event::{Answer, Call, Data, End, Output, Request, Returned, Step, What, Who};
use std::rc::Rc;

fn step(number: u32, what: What) -> Rc<Step> {
    Rc::new(Step {
        number,
        time: u64::from(number),
        who: Who::main(End::Server),
        place: None,
        what,
    })
}

fn prints(number: u32, text: &str) -> Rc<Step> {
    let text = Data::from(text.as_bytes());
    let output = Output::Out;
    step(number, What::Printed { output, text })
}

fn reads(number: u32, bytes: &str) -> Rc<Step> {
    let call = Call {
        name: "recvfrom".into(),
        fd: Some(4),
        nonblocking: false,
        request: Request::Receive {
            room: 10,
            peek: false,
            wait_all: false,
            dont_wait: false,
            flags: Vec::new(),
        },
    };
    let data = Data::from(bytes.as_bytes());
    let answer = Answer {
        value: data.len() as i64,
        moved: data.len(),
        data: Some(data),
        ..Answer::default()
    };
    step(number, What::from(Returned::new(call, Ok(answer))))
}

/// What is shown of these: the number of a step, or how many rounds are counted in its place.
fn shown(steps: &[Rc<Step>]) -> Vec<String> {
    let mut fold = Fold::default();
    let mut shown = Vec::new();
    for step in steps {
        shown.extend(fold.take(step, step.number));
    }
    shown.extend(fold.rest());
    let shown = shown.into_iter().map(|shown| match shown {
        Shown::Step(number) => number.to_string(),
        Shown::Again(again) => format!("{} x {}-{}", again.rounds, again.first, again.last),
    });
    shown.collect()
}

#[test]
fn the_same_is_shown_three_times_and_then_counted() {
    let mut steps: Vec<Rc<Step>> = (1..=10).map(|number| reads(number, "")).collect();
    steps.push(prints(11, "over"));
    assert_eq!(shown(&steps), ["1", "2", "3", "7 x 4-10", "11"]);
    assert_eq!(
        shown(&steps[..4]),
        ["1", "2", "3", "4"],
        "one more is shown too"
    );
    assert_eq!(shown(&steps[..5]), ["1", "2", "3", "2 x 4-5"]);
}

#[test]
fn a_round_may_have_several_steps_and_the_last_may_lack_some() {
    let round = |number| match number % 2 {
        1 => reads(number, ""),
        _ => prints(number, "nothing"),
    };
    let steps: Vec<Rc<Step>> = (1..=13).map(round).collect();
    let expected = ["1", "2", "3", "4", "5", "6", "3 x 7-12", "13"];
    assert_eq!(shown(&steps), expected);
}

#[test]
fn rounds_that_differ_in_their_data_are_counted_later_and_so_are_their_bytes() {
    let read = |number: u32| reads(number, &"x".repeat(number as usize));
    let steps: Vec<Rc<Step>> = (1..=30).map(read).collect();
    let numbers: Vec<String> = (1..=20).map(|number: u32| number.to_string()).collect();
    assert_eq!(
        shown(&steps),
        [numbers, vec!["10 x 21-30".to_owned()]].concat()
    );
    let mut fold = Fold::default();
    steps.iter().for_each(|step| drop(fold.take(step, ())));
    let [Shown::Again(again)] = fold.rest()[..] else {
        panic!("one line is expected");
    };
    assert_eq!((again.differs, again.moved), (true, Some((21..=30).sum())));
}

#[test]
fn what_a_person_types_is_never_folded() {
    let line = Some("hello".to_owned());
    let by = event::Typist::Person;
    let typed = |number| {
        step(
            number,
            What::Typed {
                line: line.clone(),
                by,
            },
        )
    };
    let steps: Vec<Rc<Step>> = (1..=40).map(typed).collect();
    assert_eq!(shown(&steps).len(), 40);
}

#[test]
fn nothing_is_lost_where_rounds_begin_and_break_off() {
    // Any row of a few kinds of steps: what is shown and what is counted are all of them.
    let mut seed = 1_u32;
    for length in 0..300 {
        let steps: Vec<Rc<Step>> = (1..=length)
            .map(|number| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                match seed >> 30 {
                    0 => prints(number, "nothing"),
                    _ => reads(number, ""),
                }
            })
            .collect();
        let mut fold = Fold::default();
        let mut shown = Vec::new();
        for step in &steps {
            shown.extend(fold.take(step, step.number));
        }
        shown.extend(fold.rest());
        let mut next = 1;
        for one in shown {
            let (first, last) = match one {
                Shown::Step(number) => (number, number),
                Shown::Again(again) => (again.first, again.last),
            };
            assert_eq!(first, next);
            next = last + 1;
        }
        assert_eq!(next, length + 1);
    }
}

#[test]
fn one_that_differs_among_many_that_are_the_same_ends_no_fold() {
    let read = |number| reads(number, if number % 10 == 0 { "odd" } else { "x" });
    let steps: Vec<Rc<Step>> = (1..=100).map(read).collect();
    let expected = [
        "1",
        "2",
        "3",
        "6 x 4-9",
        "10",
        "11",
        "12",
        "13",
        "87 x 14-100",
    ];
    assert_eq!(shown(&steps), expected);
}
