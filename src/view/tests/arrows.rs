//! The middle of two lanes: an arrow where the record says that something reached the
//! other side, and none anywhere else. Whom a call reached is the record's to know, and
//! is not derived from addresses and states here.

use super::story::{CLIENT, CLIENT_2, Story, sends, side_of, story};
use crate::terminal::escape::width;
use event::{Address, End, Ending, Exited, How, Request, Socket, TcpState, What};
use insta::assert_snapshot;

fn column(line: &str, of: char) -> Option<usize> {
    line.find(of).map(|at| width(&line[..at]))
}

fn exits(story: Story, end: End, reached: &[End]) -> Story {
    let exited = Exited {
        how: Ending::Signal(9),
        other_threads: 0,
        is_child: false,
        closed: Vec::new(),
        reached: reached.to_vec(),
    };
    story.then(end, What::Exited(exited))
}

#[test]
fn an_arrow_shows_where_bytes_and_connections_go_over() {
    let story = story().starts(End::Server).starts(CLIENT);
    let side = side_of(CLIENT, CLIENT);
    let to = side.peer.expect("it is connected");
    let connect = Request::Connect(Address::Inet(to));
    let story = story.reaches(CLIENT, connect, 0, side, &[End::Server]);
    let accept = Request::Accept;
    let story = story.calls(End::Server, accept, 4, side_of(End::Server, CLIENT));
    let story = sends(story, CLIENT, CLIENT, "question");
    let story = sends(story, End::Server, CLIENT, "answer");
    assert_snapshot!(story.arrows(), @r#"
                                             │◀─── 3 ───┤   call(3, 127.0.0.1:9999) = 0  ESTABLISHED
                                             │◀─── 5 ───┤   client: call(3, "question") = 8
    server: call(3, "answer") = 6            ├──── 6 ──▶│
    "#);
}

#[test]
fn an_arrow_shows_where_the_end_of_a_stream_goes_over() {
    let half = |end, state| Socket {
        state: Some(state),
        descriptors: 0,
        ..side_of(end, CLIENT)
    };
    let shutdown = Request::Shutdown(How::Write);
    let waits = half(CLIENT, TcpState::FinWait2);
    let gone = half(End::Server, TcpState::Closed);
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.reaches(CLIENT, shutdown, 0, waits, &[End::Server]);
    let story = story.reaches(End::Server, Request::Close, 0, gone, &[CLIENT]);
    assert_snapshot!(story.arrows(), @r#"
                                             │◀─── 3 ───┤   call(3, SHUT_WR) = 0           FIN_WAIT2
    server: call(3) = 0              CLOSED  ├──── 4 ──▶│
    "#);
}

#[test]
fn what_reaches_nobody_has_no_arrow() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.calls(CLIENT, Request::Close, 0, side_of(CLIENT, CLIENT));
    assert_eq!(story.arrows(), "");
}

#[test]
fn what_stays_on_its_side_has_no_arrow() {
    let story = story().starts(End::Server).starts(CLIENT).starts(CLIENT_2);
    let close = || Request::Close;
    let story = story.reaches(CLIENT, close(), 0, side_of(CLIENT, CLIENT), &[CLIENT_2]);
    let itself = side_of(End::Server, CLIENT);
    let story = story.reaches(End::Server, close(), 0, itself, &[End::Server]);
    assert_eq!(story.arrows(), "");
}

#[test]
fn an_arrow_shows_what_the_kernel_says_at_an_exit() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = exits(story, End::Server, &[CLIENT]);
    assert_snapshot!(story.arrows(), @r#"   server: is killed by SIGKILL             ├──── 3 ──▶│"#);
}

#[test]
fn where_clients_share_a_lane_the_arrow_says_whom_it_reaches() {
    let story = story().starts(End::Server).starts(CLIENT).starts(CLIENT_2);
    let story = sends(story, End::Server, CLIENT_2, "for you");
    let story = sends(story, CLIENT_2, CLIENT_2, "thanks");
    let story = exits(story, End::Server, &[CLIENT, CLIENT_2]);
    assert_snapshot!(story.arrows(), @r#"
    server: call(3, "for you") = 7           ├──── 4 ──▶│ client 2
                                             │◀─── 5 ───┤   client 2: call(3, "thanks") = 6
    server: is killed by SIGKILL             ├──── 6 ──▶│ client, client 2
    "#);
}

#[test]
fn a_client_that_has_ended_still_shares_its_lane() {
    let story = story().starts(End::Server).starts(CLIENT).starts(CLIENT_2);
    let story = exits(story, CLIENT, &[]);
    let story = sends(story, End::Server, CLIENT_2, "for you");
    assert_snapshot!(story.arrows(), @r#"   server: call(3, "for you") = 7           ├──── 5 ──▶│ client 2"#);
}

#[test]
fn the_middle_keeps_its_width_however_many_steps_there_are() {
    let mut story = story().starts(End::Server).starts(CLIENT);
    for step in [9, 10, 99, 100, 999, 1000, 12345] {
        story = sends(story, End::Server, CLIENT, "x");
        story = sends(story, CLIENT, CLIENT, "x");
        let last = story.steps.len() - 2;
        story.steps[last].number = step;
        story.steps[last + 1].number = step;
    }
    for line in story.arrows().lines() {
        // The upright line follows the head of an arrow to the right.
        let end = if line.contains('▶') {
            column(line, '▶').map(|at| at + 1)
        } else {
            column(line, '┤')
        };
        assert_eq!(end, Some(55), "{line}");
    }
}
