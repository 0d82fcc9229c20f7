//! Each kind of truth, found to hold and found broken, in the records of lessons: runs as they
//! came.

use crate::check::{Finding, Why, check, is_passed};
use crate::lesson::catalogue::lesson;
use crate::lesson::exercises::{Act, Amount, Deed, Truth};
use crate::lesson::recorded::of_lesson;
use event::{Call, Ending, Event, Opt, Request, Returned, Verdict, What};

use event::End::{Client, Server};

const CLIENT: event::End = Client(1);

/// Lesson 2: the client says 你好 (6 bytes) at step 12, the server reads that at step 15 and answers
/// with 欢迎 at step 17, which the client reads at step 18.
fn tcp() -> Vec<Event> {
    of_lesson(lesson(2).expect("a lesson")).expect("a log")
}

/// `holds [12]`, `broken at 17: …`, `not reached`.
fn found(truth: Truth) -> String {
    found_in(truth, &tcp())
}

fn found_in(truth: Truth, events: &[Event]) -> String {
    shown(&check(&[truth], events)[0])
}

fn shown(finding: &Finding) -> String {
    match finding {
        Finding::Holds { steps } => format!("holds {steps:?}"),
        Finding::NotReached => "not reached".to_owned(),
        Finding::Broken(breach) => match &breach.step {
            Some(step) => format!("broken at {}: {:?}", step.number, breach.why),
            None => format!("broken: {:?}", breach.why),
        },
    }
}

#[test]
fn what_happens_and_what_does_not() {
    let says = Act::Sends.between(CLIENT, Server);
    let answers = Act::Sends.between(Server, CLIENT);
    let resets = Act::Resets.by(Server);
    let sets = Act::Sets(Opt::ReuseAddress).by(Server);
    let is = |truth, expected: &str| assert_eq!(found(truth), expected, "{truth:?}");
    is(Truth::Happens(says), "holds [12]");
    is(Truth::Happens(Act::Connects.by(CLIENT)), "holds [10]");
    is(
        Truth::AtLeast(2, Act::TriesToConnect.by(CLIENT)),
        "broken at 10: Happens { times: 1 }",
    );
    is(
        Truth::Happens(Act::TriesToConnectAt("127.0.0.1").by(CLIENT)),
        "holds [10]",
    );
    is(
        Truth::Happens(Act::TriesToConnectAt("::1").by(CLIENT)),
        "broken: Missing { printed: [] }",
    );
    is(
        Truth::Happens(Act::Accepts.between(Server, CLIENT)),
        "holds [11]",
    );
    is(Truth::Happens(Act::Prints("你好").by(Server)), "holds [16]");
    is(
        Truth::Happens(Act::Binds("127.0.0.1").by(Server)),
        "holds [4]",
    );
    is(
        Truth::Happens(Act::Binds("0.0.0.0").by(Server)),
        "broken: Missing { printed: [] }",
    );
    is(Truth::Happens(sets), "holds [3]");
    is(Truth::Never(resets), "holds []");
    is(Truth::Never(sets), "broken at 3: Happened");
    is(Truth::Before(says, answers), "holds [12, 17]");
    is(Truth::Before(answers, says), "broken at 17: CameAfter(12)");
    is(
        Truth::Before(says, resets),
        "broken: Missing { printed: [] }",
    );
    is(Truth::Before(resets, says), "broken at 12: Without");
    is(Truth::AtLeast(1, says), "holds [12]");
    is(
        Truth::AtLeast(2, says),
        "broken at 12: Happens { times: 1 }",
    );
    is(Truth::AtMost(1, says), "holds [12]");
    is(Truth::AtMost(0, says), "broken at 12: Happens { times: 1 }");
}

/// Lesson 6: 你好 is typed to the client before it sends that, and it is the first to say goodbye.
#[test]
fn what_is_typed_and_who_parts_first() {
    let events = of_lesson(lesson(6).expect("a lesson")).expect("a log");
    let is = |truth, expected: &str| assert_eq!(found_in(truth, &events), expected, "{truth:?}");
    let says = Act::Sends.between(CLIENT, Server);
    is(
        Truth::Before(Act::IsTyped("你好").by(CLIENT), says),
        "holds [25, 26]",
    );
    is(
        Truth::Happens(Act::IsTyped("你好").by(Server)),
        "broken: Missing { printed: [] }",
    );
    is(
        Truth::Happens(Act::PartsFirst.between(CLIENT, Server)),
        "holds [39]",
    );
    is(
        Truth::Happens(Act::PartsFirst.between(Server, CLIENT)),
        "broken: Missing { printed: [] }",
    );
    // In lesson 2 the server closes first.
    let by_close = Act::PartsFirst.between(Server, CLIENT);
    assert_eq!(found(Truth::Happens(by_close)), "holds [19]");
}

#[test]
fn bytes_are_counted_by_their_place_in_the_stream() {
    let is = |truth, expected: &str| assert_eq!(found(truth), expected, "{truth:?}");
    let reads = |bytes| Truth::Reads {
        end: Server,
        from: CLIENT,
        bytes,
    };
    is(reads(6), "holds [15]");
    is(reads(7), "broken at 15: TooFewRead { read: 6, of: 7 }");
    let answers = |bytes| Truth::AnswersAfter {
        end: Server,
        to: CLIENT,
        bytes,
    };
    is(answers(6), "holds [17]");
    is(
        answers(7),
        "broken at 17: TooEarly { read: 6, of: 7, unread: 0, sent: [] }",
    );
    let before = |bytes| Truth::ReadsBefore {
        end: Server,
        from: CLIENT,
        bytes,
        then: Act::Sends.between(Server, CLIENT),
    };
    is(before(6), "holds [17]");
    is(
        before(7),
        "broken at 17: TooFewReadBefore { read: 6, of: 7 }",
    );
    let gets = |what| Truth::Gets {
        end: CLIENT,
        from: Server,
        what,
    };
    is(gets(Amount::Exactly("欢迎".as_bytes())), "holds [18]");
    is(gets(Amount::All), "holds [18]");
    is(gets(Amount::Bytes(6)), "holds [18]");
    is(
        gets(Amount::Bytes(5)),
        "broken at 17: DiffersInLength { got: 6, expected: 5 }",
    );
    let differs = found(gets(Amount::Exactly(b"ok")));
    assert!(differs.starts_with("broken at 17: Differs"), "{differs}");
}

/// Lesson 3: the client sends 你好 at step 9, and the server receives it at step 10.
#[test]
fn a_datagram_is_taken_whole_or_what_does_not_fit_is_gone() {
    let mut events = of_lesson(lesson(3).expect("a lesson")).expect("a log");
    let truth = |end, from| Truth::TakesWhole { end, from };
    assert_eq!(found_in(truth(Server, CLIENT), &events), "holds [10]");
    assert_eq!(
        found_in(truth(Server, Client(2)), &events),
        "broken: Missing { printed: [] }"
    );
    let received = events.iter_mut().find_map(|event| match event {
        Event::Step(step) if step.number == 10 => match &mut step.what {
            What::Returned(returned) => returned.result.as_mut().ok(),
            _ => None,
        },
        _ => None,
    });
    received.expect("an answer").moved = 4;
    assert_eq!(
        found_in(truth(Server, CLIENT), &events),
        "broken at 10: CutOff { read: 4, of: 6, sent: 9 }"
    );
}

/// Lesson 2: the server prints its first line, 你好 at step 16, and that it ends.
#[test]
fn lines_are_printed_once_and_in_their_order() {
    let prints = |lines| Truth::PrintsOnce { end: Server, lines };
    let is = |lines, expected: &str| assert_eq!(found(prints(lines)), expected, "{lines:?}");
    is(&["你好"], "holds [16]");
    is(&["nobody says this"], "broken: Missing { printed: [] }");
    is(&["你好", "later"], "broken: NotPrinted(\"later\")");
    let earlier = found(prints(&["later", "你好"]));
    assert!(
        earlier.starts_with("broken at 16: PrintedInstead"),
        "{earlier}"
    );
    let mut events = tcp();
    let at = events
        .iter()
        .position(|event| matches!(event, Event::Step(step) if step.number == 16));
    let at = at.expect("a step");
    events.insert(at + 1, later(&events[at], 0));
    let twice = found_in(prints(&["你好"]), &events);
    assert!(twice.ends_with("of: None }"), "{twice}");
}

#[test]
fn an_end_is_taken_as_it_came() {
    let is = |truth, expected: &str| assert_eq!(found(truth), expected, "{truth:?}");
    is(Truth::NobodyIsStuck, "holds []");
    let ended = found(Truth::Ends(Server, 0));
    assert!(ended.starts_with("holds ["), "{ended}");
    let ended = found(Truth::Ends(Server, 1));
    assert!(
        ended.ends_with(&format!(
            "{:?}",
            Why::EndedWith {
                how: Ending::Code(0),
                said: Vec::new()
            }
        )),
        "{ended}"
    );
    let mut stuck = tcp();
    stuck.retain(|event| !is_exit(event) && !matches!(event, Event::Ended(_)));
    stuck.push(Event::Ended(Verdict::Stuck(Vec::new())));
    assert_eq!(found_in(Truth::Ends(Server, 0), &stuck), "broken: Stuck");
    assert_eq!(found_in(Truth::NobodyIsStuck, &stuck), "broken: Stuck");
}

fn is_exit(event: &Event) -> bool {
    matches!(event, Event::Step(step) if matches!(step.what, What::Exited(_)))
}

#[test]
fn a_run_time_may_ask_once_more_at_the_end_of_a_stream_and_no_oftener() {
    let events = of_lesson(lesson(6).expect("a lesson")).expect("a log");
    let end = |event: &Event| match event {
        Event::Step(step) => match &step.what {
            What::Returned(returned) if returned.is_end_of_stream() => Some(step.who.end),
            _ => None,
        },
        _ => None,
    };
    let at = events.iter().position(|event| end(event).is_some());
    let at = at.expect("the end of a stream");
    let who = end(&events[at]).expect("an end");
    let mut events = events;
    let truth = Truth::StopsAtEndOfStream(who);
    assert!(found_in(truth, &events).starts_with("holds"));
    events.insert(at + 1, later(&events[at], 1));
    assert!(found_in(truth, &events).starts_with("holds"));
    events.insert(at + 2, later(&events[at], 2));
    let found = found_in(truth, &events);
    assert!(found.contains("ReadOn"), "{found}");
}

/// The same step once more.
fn later(event: &Event, by: u32) -> Event {
    let mut event = event.clone();
    if let Event::Step(step) = &mut event {
        step.number += by;
    }
    event
}

#[test]
fn what_did_not_happen_after_a_broken_truth_was_not_reached() {
    let missing: Deed = Act::Resets.by(Server);
    let truths = [
        Truth::Happens(Act::Sends.by(CLIENT)),
        Truth::Happens(missing),
        Truth::Happens(missing),
        Truth::Never(missing),
    ];
    let findings = check(&truths, &tcp());
    let all: Vec<String> = findings.iter().map(shown).collect();
    assert_eq!(
        all,
        [
            "holds [12]",
            "broken: Missing { printed: [] }",
            "not reached",
            "holds []"
        ]
    );
    assert!(!is_passed(&findings) && is_passed(&findings[..1]));
}

#[test]
fn a_call_that_only_asks_is_nothing_that_is_done() {
    let call = Call {
        name: "getsockname".into(),
        fd: Some(3),
        request: Request::LocalAddress,
        nonblocking: false,
    };
    let mut events = tcp();
    let truth = Truth::AtMost(1, Act::Sends.by(CLIENT));
    let before = found_in(truth, &events);
    if let Some(Event::Step(step)) = events.get(3).cloned() {
        let mut step = step;
        step.what = What::from(Returned::new(call, Ok(event::Answer::default())));
        events.insert(4, Event::Step(step));
    }
    assert_eq!(found_in(truth, &events), before);
}
