//! A run made up step by step, and how it is shown. It stands in for the tracer, and says
//! itself whom a call reached: a story can hold what no kernel would do, so long as it can
//! be written down as a record.

use crate::narrate::Narrator;
use crate::terminal::escape::width;
use crate::view::look::{Lanes, Look, Width};
use crate::view::page::{View, view};
use event::{
    Answer, Began, Call, Data, End, Event, History, Kind, Output, Place, Program, Request,
    Returned, Socket, Step, Subject, TcpState, What, Who,
};

use std::io::Write;

pub const CLIENT: End = End::Client(1);
pub const CLIENT_2: End = End::Client(2);

/// A run that is made up step by step.
pub struct Story {
    pub steps: Vec<Step>,
    line: Option<&'static str>,
}

pub fn story() -> Story {
    Story {
        steps: Vec::new(),
        line: None,
    }
}

impl Story {
    /// The next steps come from this line of the source.
    pub fn line(mut self, text: &'static str) -> Story {
        self.line = Some(text);
        self
    }

    pub fn then(mut self, end: End, what: What) -> Story {
        let line = self.line.map(|text| Place {
            path: "lessons/lesson.rs".to_owned(),
            line: 7,
            text: text.to_owned(),
        });
        let has_line = matches!(
            what,
            What::Asleep { .. } | What::Returned(_) | What::Printed { .. }
        );
        self.steps.push(Step {
            number: self.steps.len() as u32 + 1,
            time: 0,
            who: Who::main(end),
            place: line.filter(|_| has_line),
            what,
        });
        self
    }

    pub fn starts(self, end: End) -> Story {
        self.then(end, What::Started(vec!["lesson".to_owned()]))
    }

    pub fn prints(self, end: End, text: &str) -> Story {
        let output = Output::Out;
        let text = Data::from(text.as_bytes());
        self.then(end, What::Printed { output, text })
    }

    pub fn calls(self, end: End, request: Request, value: i64, socket: Socket) -> Story {
        self.reaches(end, request, value, socket, &[])
    }

    /// A call that brings something over to these ends.
    pub fn reaches(
        self,
        end: End,
        request: Request,
        value: i64,
        socket: Socket,
        reached: &[End],
    ) -> Story {
        let returned = Returned {
            reached: reached.to_vec(),
            ..returned(request, value, socket)
        };
        self.then(end, What::from(returned))
    }

    pub fn shown(&self, width: usize, lanes: Lanes, colour: bool) -> String {
        let look = Look {
            width: Width::Columns(width),
            lanes,
            words: true,
            all_steps: false,
            colour,
        };
        self.shown_as(look)
    }

    /// The steps, without the title that stands before them.
    pub fn shown_as(&self, look: Look) -> String {
        let steps = self.steps.iter().cloned();
        let steps = steps.map(|step| Event::Step(Box::new(step)));
        let title = all(&[began()], look);
        let whole = all(
            &[began()].into_iter().chain(steps).collect::<Vec<_>>(),
            look,
        );
        whole[title.len()..].to_owned()
    }

    pub fn in_two(&self, width: usize) -> String {
        let shown = self.shown(width, Lanes::Two, false);
        for line in shown.lines() {
            assert!(self::width(line) <= width, "wider than {width}: {line}");
            assert_eq!(line, line.trim_end(), "spaces at the end");
        }
        shown
    }

    /// Only the lines with an arrow.
    pub fn arrows(&self) -> String {
        let shown = self.in_two(100);
        let arrows = shown.lines().filter(|line| line.contains(['▶', '◀']));
        arrows.collect::<Vec<_>>().join("\n")
    }
}

/// Shows events as a run does.
pub struct Shown<'a> {
    pub page: Box<dyn View + 'a>,
    narrator: Narrator,
    history: History,
}

impl<'a> Shown<'a> {
    pub fn new(out: impl Write + 'a, look: Look) -> Shown<'a> {
        Shown {
            page: view(out, look),
            narrator: Narrator::default(),
            history: History::default(),
        }
    }

    pub fn show(&mut self, event: &Event) {
        let telling = self.narrator.tell(event, &self.history);
        let done = self.page.show(&telling, &self.history);
        done.expect("memory takes everything");
        self.history.note(event);
    }
}

/// A lesson whose file is `lesson.rs`, with a server and a client.
fn began() -> Event {
    let program = |end| Program {
        end,
        name: "lesson".to_owned(),
    };
    Event::Began(Began {
        subject: Subject::Lesson {
            number: 7,
            title: "Rooms".to_owned(),
            file: "lessons/lesson.rs".to_owned(),
        },
        programs: [End::Server, End::Client(1)].map(program).to_vec(),
    })
}

fn all(events: &[Event], look: Look) -> String {
    let mut out = Vec::new();
    let mut shown = Shown::new(&mut out, look);
    for event in events {
        shown.show(event);
    }
    drop(shown);
    String::from_utf8(out).expect("the view prints text")
}

pub fn returned(request: Request, value: i64, socket: Socket) -> Returned {
    let answer = Answer {
        value,
        moved: value.max(0) as u64,
        ..Answer::default()
    };
    let call = Call {
        name: "call".into(),
        fd: Some(3),
        request,
        nonblocking: false,
    };
    Returned {
        socket: Some(socket),
        ..Returned::new(call, Ok(answer))
    }
}

/// This end of the connection between the server and a client, established.
pub fn side_of(end: End, client: End) -> Socket {
    let server: Option<std::net::SocketAddr> = "127.0.0.1:9999".parse().ok();
    let there = match client {
        CLIENT => "127.0.0.1:50001".parse().ok(),
        _ => "127.0.0.1:50002".parse().ok(),
    };
    let is_server = end == End::Server;
    Socket {
        local: if is_server { server } else { there },
        peer: if is_server { there } else { server },
        state: Some(TcpState::Established),
        peer_state: Some(TcpState::Established),
        peer_end: Some(if is_server { client } else { End::Server }),
        ..Socket::new(if is_server { 2 } else { 1 }, Kind::Stream)
    }
}

pub fn sends(story: Story, from: End, client: End, text: &str) -> Story {
    let length = text.len() as i64;
    let data = Data::from(text.as_bytes());
    let request = Request::Send {
        data,
        to: None,
        passed: Vec::new(),
        flags: Vec::new(),
    };
    let to = if from == client { End::Server } else { client };
    story.reaches(from, request, length, side_of(from, client), &[to])
}
