//! One made-up record in every form: what can be read back is read back, and what goes
//! out is held to the last byte. The record is written down here; no program is run, and
//! nothing is taken from a view.

use super::log::log;
use super::{Export, export};
use crate::narrate::Narrator;
use event::log::{Unreadable, read};
use event::{
    Answer, Began, Call, Data, End, Ending, Errno, Event, Exited, History, Kind, Output, Place,
    Program, Remark, Request, Returned, Socket, Step, Subject, TcpState, Verdict, What, Who,
};
use insta::assert_snapshot;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;

fn address(text: &str) -> SocketAddr {
    text.parse().expect("an address")
}

fn connected() -> Socket {
    Socket {
        local: Some(address("127.0.0.1:9999")),
        peer: Some(address("[::1]:50001")),
        state: Some(TcpState::CloseWait),
        peer_end: Some(End::Client(2)),
        ..Socket::new(1, Kind::Stream)
    }
}

fn returns(request: Request, result: Result<Answer, Errno>) -> What {
    let name = if matches!(request, Request::Send { .. }) {
        "sendto"
    } else {
        "recvfrom"
    };
    let call = Call {
        name: name.into(),
        fd: Some(4),
        request,
        nonblocking: false,
    };
    What::from(Returned {
        socket: Some(connected()),
        reached: vec![End::Client(2)],
        ..Returned::new(call, result)
    })
}

fn record() -> Vec<Event> {
    let sent = Request::Send {
        data: Data::from(&b"h\xe4\0\x1b"[..]),
        to: None,
        passed: Vec::new(),
        flags: Vec::new(),
    };
    let taken = Answer {
        value: 4,
        moved: 4,
        ..Answer::default()
    };
    let receive = Request::Receive {
        room: 100,
        peek: false,
        wait_all: false,
        dont_wait: true,
        flags: Vec::new(),
    };
    let again = Errno {
        name: "EAGAIN".to_owned(),
        text: "Resource temporarily unavailable".to_owned(),
    };
    let exited = Exited {
        how: Ending::Code(0),
        is_child: false,
        other_threads: 0,
        closed: vec![connected()],
        reached: vec![End::Client(2)],
    };
    let steps = [
        What::Started(vec!["lesson2".to_owned(), "server".to_owned()]),
        returns(sent, Ok(taken)),
        returns(receive, Err(again)),
        What::Printed {
            output: Output::Out,
            text: Data::from("你好 \"you\"\nand you".as_bytes()),
        },
        What::ThreadEnded,
        What::Exited(exited),
    ];
    let steps = steps.into_iter().zip(1..).map(|(what, number)| {
        Event::Step(Box::new(Step {
            number,
            time: u64::from(number) * 10,
            who: Who::main(End::Server),
            place: (number == 2).then(|| Place {
                path: "lessons/lesson2_tcp.rs".to_owned(),
                line: 7,
                text: "stream.write_all(bytes)?;".to_owned(),
            }),
            what,
        }))
    });
    let began = Event::Began(Began {
        subject: Subject::Lesson {
            number: 2,
            title: "TCP".to_owned(),
            file: "lessons/lesson2_tcp.rs".to_owned(),
        },
        programs: vec![Program {
            end: End::Server,
            name: "lesson2".to_owned(),
        }],
    });
    let remark = Event::Remark(Remark::AddressTaken {
        address: address("127.0.0.1:9999"),
        holder: Some(("nc".to_owned(), 17)),
        instead: address("127.0.0.2:9999"),
    });
    let ended = Event::Ended(Verdict::Over);
    let before = [began, remark].into_iter();
    before.chain(steps).chain([ended]).collect()
}

/// Gives the events to the export as a run does.
fn give(events: &[Event], export: &mut dyn Export) -> io::Result<()> {
    let (mut narrator, mut history) = (Narrator::default(), History::default());
    export.begin()?;
    for event in events {
        export.event(event, &narrator.tell(event, &history))?;
        history.note(event);
    }
    export.end()
}

fn exported(events: &[Event]) -> Vec<u8> {
    let mut out = Vec::new();
    give(events, &mut *log(Box::new(&mut out))).expect("memory takes everything");
    out
}

#[test]
fn what_is_exported_is_read_back_as_it_was() {
    let events = record();
    assert_eq!(read(&*exported(&events)), Ok(events));
}

#[test]
fn the_name_of_a_file_says_its_form_and_a_log_needs_no_name() {
    for path in [None, Some("run.log"), Some("run"), Some("run.txt")] {
        let mut out = Vec::new();
        let begun = export(path.map(Path::new), Box::new(&mut out)).begin();
        begun.expect("memory takes everything");
        assert_eq!(
            out,
            [&*event::log::head(), "\n"].concat().as_bytes(),
            "{path:?}"
        );
    }
}

#[test]
fn two_exports_of_one_record_are_the_same_bytes() {
    let events = record();
    assert_eq!(exported(&events), exported(&events));
    let again = read(&*exported(&events)).expect("a log");
    assert_eq!(exported(&again), exported(&events));
}

#[test]
fn each_event_is_told_in_one_line() {
    let log = String::from_utf8(exported(&record())).expect("JSON is text");
    let told = log.lines().skip(1);
    let told = told.map(|line| line.rsplit_once("\"told\":").map_or("-", |(_, told)| told));
    assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r#"
    "Lesson 2: TCP  lessons/lesson2_tcp.rs"}
    "127.0.0.1:9999 is taken by nc (process 17): this run uses 127.0.0.2:9999 instead."}
    "starts  a program of its own; it knows nothing of the workbook that watches it"}
    "sendto(4, \"h\\xe4\\u{0}\\u{1b}\") = 4  the kernel took 4 bytes and brings them to the peer. The call does not wait until they are read. Rust's write on a socket is the system call sendto"}
    "recvfrom(4, MSG_DONTWAIT) = EAGAIN  CLOSE_WAIT  nothing has arrived, and the call does not wait"}
    "prints \"你好 \\\"you\\\"\\nand you\""}
    "the thread ends"}
    "exits with code 0  the kernel closes its connection with [::1]:50001 (CLOSE_WAIT)"}
    "Lesson 2 was played to its end in 6 steps."}
    "#);
}

/// Keeps every write for itself.
struct Writes(Vec<Vec<u8>>);

impl Write for &mut Writes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.push(b"flushed".to_vec());
        Ok(())
    }
}

#[test]
fn a_line_goes_out_at_once_and_in_one_piece() {
    let mut writes = Writes(Vec::new());
    let events = record();
    give(&events, &mut *log(Box::new(&mut writes))).expect("it takes everything");
    let pairs = writes.0.chunks(2);
    assert_eq!(pairs.len(), events.len() + 1);
    for pair in pairs {
        let ends = pair[0].iter().filter(|byte| **byte == b'\n').count();
        assert!(ends == 1 && pair[0].ends_with(b"\n") && pair[1] == b"flushed");
    }
}

#[test]
fn a_log_that_is_cut_short_is_whole_up_to_there() {
    let events = record();
    let whole = exported(&events);
    let without_end = exported(&events[..3]);
    assert!(whole.starts_with(&without_end));
    assert_eq!(read(&*without_end), Err(Unreadable::CutShort { after: 4 }));
}
