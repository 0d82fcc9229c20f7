//! Where something goes over, and where nothing does.

use super::story::{CLIENT, CLIENT_2, listening, sends, side_of, story};
use crate::call::{
    Address, End, Ending, Exited, FirstFin, How, Kind, Request, Socket, TcpState, What,
};
use crate::narrate::quote::width;
use insta::assert_snapshot;

fn column(line: &str, of: char) -> Option<usize> {
    line.find(of).map(|at| width(&line[..at]))
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
