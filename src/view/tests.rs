//! Made-up runs in both forms: what stands where, and to which column.

use super::{Lanes, Look, Width, view};
use crate::call::{
    Address, Answer, Call, End, Ending, Event, Exited, FirstFin, How, Kind, Place, Request,
    Returned, Socket, TcpState, What, Who,
};
use crate::narrate::quote::width;
use insta::assert_snapshot;
use std::rc::Rc;

const CLIENT: End = End::Client(1);
const CLIENT_2: End = End::Client(2);

/// A run that is made up step by step.
struct Story {
    events: Vec<Event>,
    line: Option<&'static str>,
}

fn story() -> Story {
    Story {
        events: Vec::new(),
        line: None,
    }
}

impl Story {
    /// The next steps come from this line of the source.
    fn line(mut self, text: &'static str) -> Story {
        self.line = Some(text);
        self
    }

    fn then(mut self, end: End, what: What) -> Story {
        let line = self.line.map(|text| Place {
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

    fn starts(self, end: End) -> Story {
        self.then(end, What::Started(vec!["/bin/lesson".to_owned()]))
    }

    fn prints(self, end: End, text: &str) -> Story {
        let text = text.as_bytes().to_vec();
        self.then(end, What::Printed { error: false, text })
    }

    fn calls(self, end: End, request: Request, value: i64, socket: Socket) -> Story {
        self.then(end, What::Returned(returned(request, value, socket)))
    }

    fn shown(&self, width: usize, lanes: Lanes, colour: bool) -> String {
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

    fn shown_as(&self, look: Look) -> String {
        let mut out = Vec::new();
        let mut view = view(&mut out, look);
        for event in &self.events {
            view.show(event).expect("memory takes everything");
        }
        drop(view);
        String::from_utf8(out).expect("the view prints text")
    }

    fn in_two(&self, width: usize) -> String {
        let shown = self.shown(width, Lanes::Two, false);
        for line in shown.lines() {
            assert!(self::width(line) <= width, "wider than {width}: {line}");
            assert_eq!(line, line.trim_end(), "spaces at the end");
        }
        shown
    }

    /// Only the lines with an arrow.
    fn arrows(&self) -> String {
        let shown = self.in_two(100);
        let arrows = shown.lines().filter(|line| line.contains(['▶', '◀']));
        arrows.collect::<Vec<_>>().join("\n")
    }
}

fn column(line: &str, of: char) -> Option<usize> {
    line.find(of).map(|at| width(&line[..at]))
}

fn returned(request: Request, value: i64, socket: Socket) -> Returned {
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
fn side_of(end: End, client: End) -> Socket {
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

fn listening() -> Socket {
    Socket {
        id: 9,
        peer: None,
        peer_end: None,
        peer_state: None,
        state: Some(TcpState::Listen),
        ..side_of(End::Server, CLIENT)
    }
}

fn send(text: &str) -> Request {
    Request::Send {
        data: text.as_bytes().to_vec(),
        to: None,
    }
}

fn sends(story: Story, from: End, client: End, text: &str) -> Story {
    let length = text.len() as i64;
    story.calls(from, send(text), length, side_of(from, client))
}

#[test]
fn the_server_stands_left_and_the_client_right_of_the_step() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.line("stream.write_all(\"你好\".as_bytes())?;");
    let story = sends(story, CLIENT, CLIENT, "你好");
    let story = sends(story, End::Server, CLIENT, "欢迎");
    let exited = Exited {
        how: Ending::Code(0),
        other_threads: 0,
        is_child: false,
        closed: Vec::new(),
    };
    let story = story.then(End::Server, What::Exited(exited));
    let story = story.prints(CLIENT, "欢迎");
    assert_snapshot!(story.in_two(92), @r#"

    server │ lesson                        │
      starts                               │     1
        a program of its own; it knows     │
        nothing of the workbook that       │
        watches it                         │
                                           │
                                           │          │ client │ lesson
                                           │     2    │   starts
                                           │          │
                                           │          │ client 7 │ stream.write_all("你好"
                                           │          │          │ .as_bytes())?;
                                           │◀─── 3 ───┤   call(3, "你好") = 6
                                           │          │     the kernel took 6 bytes and brings
                                           │          │     them to the peer. The call does
                                           │          │     not wait until they are read
                                           │          │
    server 7 │ stream.write_all("你好"     │          │
             │ .as_bytes())?;              │          │
      call(3, "欢迎") = 6                  ├──── 4 ──▶│
        the kernel took 6 bytes            │          │
      server: exits with code 0            │     5    │
                                                      │
                                                      │ client 7 │ stream.write_all("你好"
                                                      │          │ .as_bytes())?;
                                                 6    │   prints "欢迎"
    "#);
}

#[test]
fn the_middle_stays_in_its_column_beside_wide_characters() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.line("println!(\"你好，世界\"); // 一行很长很长很长很长很长很长很长的注释");
    let story = story.prints(
        End::Server,
        "你好你好你好你好你好你好你好你好你好你好你好你好",
    );
    let story = story.prints(CLIENT, "a你好b你好你好你好你好你好你好你好你好你好你好c");
    for columns in [60, 77, 110, 111, 140, 160, 300] {
        let lane = (columns.min(160) - 13) / 2;
        for line in story.in_two(columns).lines().skip(5) {
            let from = line
                .char_indices()
                .find_map(|(at, c)| (c == '│' && width(&line[..at]) == lane + 1).then_some(at));
            assert!(from.is_some(), "no upright line at {}: {line}", lane + 1);
        }
    }
}

#[test]
fn long_lines_wrap_inside_their_lane_and_a_very_long_one_is_marked() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.line(
        "let everything = iterator.map(|item| item.first_of_all()).filter(|item| \
         item.is_what_we_want()).flat_map(|item| item.all_of_its_parts()).collect::<Vec<_>>();",
    );
    let story = story.prints(CLIENT, "forty columns are not enough for what is said here");
    assert_snapshot!(story.in_two(80), @r#"

    server │ lesson                  │
      starts                         │     1
        a program of its own; it     │
        knows nothing of the         │
        workbook that watches it     │
                                     │
                                     │          │ client │ lesson
                                     │     2    │   starts
                                     │          │
                                     │          │ client 7 │ let everything =
                                     │          │          │ iterator
                                     │          │          │ .map(|item| item
                                     │          │          │ .first_of_all()).fil…
                                     │     3    │   prints "forty columns are not
                                     │          │     enough for what is said
                                     │          │     here"
    "#);
}

#[test]
fn an_arrow_shows_where_bytes_and_connections_go_over() {
    let story = story().starts(End::Server).starts(CLIENT);
    let listen = Request::Listen { backlog: 128 };
    let story = story.calls(End::Server, listen, 0, listening());
    // Nobody has accepted: only the listener tells whose it is.
    let early = Socket {
        peer_end: None,
        ..side_of(CLIENT, CLIENT)
    };
    let to = early.peer.expect("it is connected");
    let connect = Request::Connect(Address::Inet(to));
    let story = story.calls(CLIENT, connect, 0, early);
    let accept = Request::Accept;
    let story = story.calls(End::Server, accept, 4, side_of(End::Server, CLIENT));
    let story = sends(story, CLIENT, CLIENT, "question");
    let story = sends(story, End::Server, CLIENT, "answer");
    let story = sends(story, End::Server, CLIENT, "");
    assert_snapshot!(story.arrows(), @r#"
                                             │◀─── 4 ───┤   client: call(3, 127.0.0.1:9999) = 0
                                             │◀─── 6 ───┤   client: call(3, "question") = 8
    server: call(3, "answer") = 6            ├──── 7 ──▶│
    "#);
}

#[test]
fn an_arrow_shows_where_the_end_of_a_stream_goes_over_and_only_once() {
    let half = |end, state| Socket {
        state: Some(state),
        first_fin: Some(FirstFin {
            step: 3,
            own: end == CLIENT,
        }),
        ..side_of(end, CLIENT)
    };
    let gone = |socket| Socket {
        descriptors: 0,
        ..socket
    };
    let story = story().starts(End::Server).starts(CLIENT);
    let shutdown = || Request::Shutdown(How::Write);
    let story = story.calls(CLIENT, shutdown(), 0, half(CLIENT, TcpState::FinWait2));
    // The server's goodbye is the last: its side is gone at once, the client's remembers.
    let last = Socket {
        peer_state: Some(TcpState::TimeWait),
        ..gone(half(End::Server, TcpState::Closed))
    };
    let story = story.calls(End::Server, Request::Close, 0, last);
    let close = gone(half(CLIENT, TcpState::TimeWait));
    let story = story.calls(CLIENT, Request::Close, 0, close);
    assert_snapshot!(story.arrows(), @r#"
                                             │◀─── 3 ───┤   call(3, SHUT_WR) = 0           FIN_WAIT2
    server: call(3) = 0              CLOSED  ├──── 4 ──▶│
    "#);
}

#[test]
fn a_descriptor_that_is_closed_while_another_is_open_moves_nothing() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.calls(CLIENT, Request::Close, 0, side_of(CLIENT, CLIENT));
    assert_eq!(story.arrows(), "");
}

#[test]
fn an_arrow_shows_what_the_kernel_says_at_an_exit() {
    let exited = Exited {
        how: Ending::Signal(9),
        other_threads: 0,
        is_child: false,
        closed: vec![Socket {
            state: Some(TcpState::FinWait2),
            descriptors: 0,
            ..side_of(End::Server, CLIENT)
        }],
    };
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.then(End::Server, What::Exited(exited));
    assert_snapshot!(story.arrows(), @r#"   server: is killed by signal 9            ├──── 3 ──▶│"#);
}

#[test]
fn a_datagram_finds_the_end_that_is_bound_to_its_address() {
    let udp = |end, peerless: Socket| Socket {
        kind: Kind::Datagram,
        state: None,
        peer: None,
        peer_end: None,
        peer_state: None,
        ..if end == End::Server {
            listening()
        } else {
            peerless
        }
    };
    let server = udp(End::Server, listening());
    let client = udp(CLIENT, side_of(CLIENT, CLIENT));
    let send_to = |to: &Socket| Request::Send {
        data: b"x".to_vec(),
        to: to.local.map(Address::Inet),
    };
    let to_server = send_to(&server);
    let to_client = send_to(&client);
    let story = story().starts(End::Server).starts(CLIENT);
    // Nobody is bound there yet.
    let story = story.calls(CLIENT, to_server.clone(), 1, client.clone());
    let bind = Request::Bind(Address::Other(0));
    let story = story.calls(End::Server, bind, 0, server.clone());
    let story = story.calls(CLIENT, to_server, 1, client);
    let story = story.calls(End::Server, to_client, 1, server);
    assert_snapshot!(story.arrows(), @r#"
                                             │◀─── 5 ───┤   client: call(3, "x", 127.0.0.1:9999) = 1
    server: call(3, "x", 127.0.0.1:50001)    ├──── 6 ──▶│
    "#);
}

#[test]
fn where_clients_share_a_lane_the_arrow_says_whom_it_reaches() {
    let story = story().starts(End::Server).starts(CLIENT).starts(CLIENT_2);
    let story = sends(story, End::Server, CLIENT_2, "for you");
    let story = sends(story, CLIENT_2, CLIENT_2, "thanks");
    assert_snapshot!(story.arrows(), @r#"
    server: call(3, "for you") = 7           ├──── 4 ──▶│ client 2
                                             │◀─── 5 ───┤   client 2: call(3, "thanks") = 6
    "#);
}

#[test]
fn the_middle_keeps_its_width_however_many_steps_there_are() {
    let mut story = story().starts(End::Server).starts(CLIENT);
    for step in [9, 10, 99, 100, 999, 1000, 12345] {
        story = sends(story, End::Server, CLIENT, "x");
        story = sends(story, CLIENT, CLIENT, "x");
        let last = story.events.len() - 2;
        story.events[last].step = step;
        story.events[last + 1].step = step;
    }
    for line in story.arrows().lines() {
        let end = match line.contains('▶') {
            // The upright line follows the head.
            true => column(line, '▶').map(|at| at + 1),
            false => column(line, '┤'),
        };
        assert_eq!(end, Some(55), "{line}");
    }
}

#[test]
fn colour_changes_nothing_but_the_codes() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = sends(story.line("stream.write_all(…)?;"), CLIENT, CLIENT, "你好");
    let story = story.then(
        End::Server,
        What::Printed {
            error: true,
            text: b"a complaint".to_vec(),
        },
    );
    for lanes in [Lanes::One, Lanes::Two] {
        let plain = story.shown(110, lanes, false);
        let coloured = story.shown(110, lanes, true);
        assert!(!plain.contains('\x1b'));
        assert!(coloured.contains("\x1b["));
        assert_eq!(without_codes(&coloured), plain);
    }
}

fn without_codes(text: &str) -> String {
    let mut pieces = text.split("\x1b[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain += piece.split_once('m').map_or("", |(_, text)| text);
    }
    plain
}

#[test]
fn without_words_the_bare_calls_are_left() {
    let story = sends(story().starts(End::Server), End::Server, CLIENT, "你好");
    let look = Look {
        width: Width::Any,
        main_file: "lesson.rs",
        pair: true,
        lanes: Lanes::Auto,
        words: false,
        colour: false,
    };
    assert_snapshot!(story.shown_as(look), @r#"

    server │ lesson
      1  starts
      2  call(3, "你好") = 6
    "#);
}

#[test]
fn one_lane_wraps_a_long_call_too() {
    let story = story().starts(End::Server);
    let story = story.prints(
        End::Server,
        "a long line that does not fit into forty columns",
    );
    assert_snapshot!(story.shown(40, Lanes::One, false), @r#"

    server │ lesson
      1  starts
             a program of its own; it knows
             nothing of the workbook that
             watches it
      2  prints "a long line that does not
           fit into forty columns"
    "#);
}
