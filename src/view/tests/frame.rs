//! What stands around the steps (title, remarks, verdict), and what holds for every line:
//! the width is asked for anew, and nothing that a record holds drives the terminal. The
//! sentences are not what is tested here.

use super::story::Shown;
use crate::view::look::{Lanes, Look, Width};
use event::{
    Began, Data, End, Event, Output, Program, Remark, Step, Subject, Verdict, Wait, Waiting, What,
    Who,
};
use insta::assert_snapshot;

fn look(columns: usize) -> Look {
    Look {
        width: Width::Columns(columns),
        lanes: Lanes::Two,
        words: true,
        all_steps: false,
        colour: false,
    }
}

fn lesson(title: &str, file: &str) -> Event {
    Event::Began(Began {
        subject: Subject::Lesson {
            number: 7,
            title: title.to_owned(),
            file: file.to_owned(),
        },
        programs: vec![Program {
            end: End::Server,
            name: "lesson".to_owned(),
        }],
    })
}

fn happens(number: u32, what: What) -> Event {
    Event::Step(Box::new(Step {
        number,
        time: 0,
        who: Who::main(End::Server),
        place: None,
        what,
    }))
}

fn prints(number: u32, text: &str) -> Event {
    let text = Data::from(text.as_bytes());
    let output = Output::Out;
    happens(number, What::Printed { output, text })
}

fn shown(columns: usize, events: &[Event]) -> String {
    let mut out = Vec::new();
    let mut shown = Shown::new(&mut out, look(columns));
    for event in events {
        shown.show(event);
    }
    drop(shown);
    String::from_utf8(out).expect("the view prints text")
}

#[test]
fn a_terminal_that_becomes_narrow_goes_on_in_one_lane() {
    let mut out = Vec::new();
    let mut shown = Shown::new(&mut out, look(60));
    shown.show(&lesson("Rooms", "lessons/lesson.rs"));
    shown.show(&prints(1, "wide"));
    shown.page.restyle(look(50));
    shown.show(&prints(2, "narrow"));
    let longer = lesson("A longer title", "lessons/lesson_of_rooms.rs");
    shown.show(&longer);
    drop(shown);
    assert_snapshot!(String::from_utf8(out).expect("the view prints text"), @r#"
    Lesson 7: Rooms                            lessons/lesson.rs
       server: prints       │     1
         "wide"             │
       2  server: prints "narrow"
    Lesson 7: A longer title
    lessons/lesson_of_rooms.rs
    "#);
}

#[test]
fn title_and_remarks_are_made_from_the_record() {
    let address = |text: &str| text.parse().expect("an address");
    let taken = Remark::AddressTaken {
        address: address("127.0.0.1:9999"),
        holder: None,
        instead: address("127.0.0.2:9999"),
    };
    let events = [
        lesson("Rooms", "lessons/lesson.rs"),
        Event::Remark(taken),
        prints(1, "a"),
    ];
    assert_snapshot!(shown(60, &events), @r#"
    Lesson 7: Rooms                            lessons/lesson.rs

    127.0.0.1:9999 is taken by another program or an old
    connection (TIME_WAIT): this run uses 127.0.0.2:9999
    instead.
       server: prints "a"   │     1
    "#);
}

#[test]
fn a_verdict_is_made_from_the_record_a_paragraph_each() {
    let program = |end, name: &str| Program {
        end,
        name: name.to_owned(),
    };
    let began = Began {
        subject: Subject::Pair,
        programs: vec![program(End::Server, "one"), program(End::Client(1), "two")],
    };
    let waiting = Waiting {
        who: Who::main(End::Server),
        wait: Wait::Untold("futex".into()),
        place: None,
        spots: Vec::new(),
    };
    let events = [
        Event::Began(began),
        prints(1, "a"),
        Event::Ended(Verdict::Stuck(vec![waiting])),
    ];
    assert_snapshot!(shown(60, &events), @r#"
    A pair of programs                               one and two
       server: prints "a"   │     1

    Nobody can go on: the server waits for another thread of its
    own program. The workbook has stopped the run.

    The server made no socket: there was nothing between the two
    to tell of it.

    The client made no socket: there was nothing between the two
    to tell of it.
    "#);
}

#[test]
fn of_a_run_that_came_to_no_end_the_record_says_why() {
    let last = |verdict| {
        let events = [lesson("Rooms", ""), prints(1, "a"), Event::Ended(verdict)];
        let text = shown(60, &events);
        text.lines().skip(3).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(last(Verdict::TooLong), @"Stopped after step 1: nothing happened any more.");
    let why = "no space\x07".to_owned();
    assert_snapshot!(last(Verdict::Failed(why)), @r"
    Stopped after step 1: the run could not be followed any
    further (no space\u{7}).
    ");
}

#[test]
fn nothing_of_a_stranger_s_record_drives_the_terminal() {
    let title = "\x1b[2J\u{202e}";
    let thread = What::Started(vec!["\x1b]0;a\x07".to_owned()]);
    let text = shown(60, &[lesson(title, "\r\x07"), happens(1, thread)]);
    assert!(
        text.chars().all(|c| c == '\n' || !c.is_control()),
        "{text:?}"
    );
    assert!(!text.contains('\u{202e}'), "{text:?}");
}
