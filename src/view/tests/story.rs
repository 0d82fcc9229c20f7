//! A run made up step by step, and how it is shown.

use crate::call::{
    Answer, Call, End, Event, Kind, Place, Request, Returned, Socket, TcpState, What, Who,
};
use crate::narrate::quote::width;
use crate::view::{Lanes, Look, Width, view};
use std::rc::Rc;

pub const CLIENT: End = End::Client(1);
pub const CLIENT_2: End = End::Client(2);

/// A run that is made up step by step.
pub struct Story {
    pub events: Vec<Event>,
    line: Option<&'static str>,
}

pub fn story() -> Story {
    Story {
        events: Vec::new(),
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
            path: Rc::from("lessons/lesson.rs"),
            file: Rc::from("lesson.rs"),
            line: 7,
            text: Rc::from(text),
        });
        let has_line = matches!(
            what,
            What::Asleep(..) | What::Returned(_) | What::Printed { .. }
        );
        self.events.push(Event {
            step: self.events.len() as u32 + 1,
            who: Who { end, thread: 1 },
            place: line.filter(|_| has_line),
            what,
        });
        self
    }

    pub fn starts(self, end: End) -> Story {
        self.then(end, What::Started(vec!["/bin/lesson".to_owned()]))
    }

    pub fn prints(self, end: End, text: &str) -> Story {
        let text = text.as_bytes().to_vec();
        self.then(end, What::Printed { error: false, text })
    }

    pub fn calls(self, end: End, request: Request, value: i64, socket: Socket) -> Story {
        self.then(end, What::Returned(returned(request, value, socket)))
    }

    pub fn shown(&self, width: usize, lanes: Lanes, colour: bool) -> String {
        let look = Look {
            width: Width::Columns(width),
            main_file: "lesson.rs",
            pair: true,
            lanes,
            words: true,
            colour,
        };
        self.shown_as(look)
    }

    pub fn shown_as(&self, look: Look) -> String {
        let mut out = Vec::new();
        let mut view = view(&mut out, look);
        for event in &self.events {
            view.show(event).expect("memory takes everything");
        }
        drop(view);
        String::from_utf8(out).expect("the view prints text")
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

pub fn returned(request: Request, value: i64, socket: Socket) -> Returned {
    let answer = Answer {
        value,
        ..Answer::default()
    };
    Returned {
        call: Call {
            name: "call",
            fd: Some(3),
            request,
        },
        result: Ok(answer),
        socket: Some(socket),
        slept: false,
        causes: Vec::new(),
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
        id: if is_server { 2 } else { 1 },
        kind: Kind::Stream,
        local: if is_server { server } else { there },
        peer: if is_server { there } else { server },
        state: Some(TcpState::Established),
        peer_state: Some(TcpState::Established),
        peer_end: Some(if is_server { client } else { End::Server }),
        descriptors: 1,
        unread: 0,
        first_fin: None,
    }
}

pub fn listening() -> Socket {
    Socket {
        id: 9,
        peer: None,
        peer_end: None,
        peer_state: None,
        state: Some(TcpState::Listen),
        ..side_of(End::Server, CLIENT)
    }
}

pub fn send(text: &str) -> Request {
    Request::Send {
        data: text.as_bytes().to_vec(),
        to: None,
    }
}

pub fn sends(story: Story, from: End, client: End, text: &str) -> Story {
    let length = text.len() as i64;
    story.calls(from, send(text), length, side_of(from, client))
}
