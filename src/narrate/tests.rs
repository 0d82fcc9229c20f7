//! The words for what seldom happens in the lessons: failures, parts, goodbyes.

use super::Narrator;
use crate::call::{
    Answer, Call, End, Ending, Errno, Event, Exited, FirstFin, How, Kind, Request, Returned,
    Socket, Step, TcpState, What, Who,
};
use insta::assert_snapshot;
use std::time::Duration;

/// A client's TCP connection with the server, established.
fn connection() -> Socket {
    Socket {
        id: 1,
        kind: Kind::Stream,
        local: "127.0.0.1:50985".parse().ok(),
        peer: "127.0.0.1:9999".parse().ok(),
        state: Some(TcpState::Established),
        peer_state: Some(TcpState::Established),
        peer_end: Some(End::Server),
        descriptors: 1,
        unread: 0,
        first_fin: None,
    }
}

fn at(end: End, step: Step, what: What) -> Event {
    let who = Who { end, thread: 1 };
    Event {
        step,
        who,
        place: None,
        what,
    }
}

/// A call of the client that did not sleep.
fn returned(request: Request, result: Result<Answer, Errno>, causes: &[Step]) -> Returned {
    Returned {
        call: Call {
            name: "call",
            fd: Some(3),
            request,
        },
        result,
        socket: Some(connection()),
        slept: false,
        causes: causes.to_vec(),
    }
}

fn receive() -> Request {
    Request::Receive {
        room: 1024,
        peek: false,
        wait_all: false,
        dont_wait: false,
    }
}

fn send(data: &[u8]) -> Request {
    Request::Send {
        data: data.to_vec(),
        to: None,
    }
}

fn bytes(value: i64) -> Result<Answer, Errno> {
    Ok(Answer {
        value,
        ..Answer::default()
    })
}

fn failed(name: &str) -> Result<Answer, Errno> {
    Err(Errno {
        name: name.to_owned(),
        text: "what the system says".to_owned(),
    })
}

/// The words for the last of these events.
fn words(events: &[Event]) -> String {
    let mut narrator = Narrator::default();
    let told = events.iter().map(|event| narrator.tell(event));
    told.last().map_or(String::new(), |told| told.words)
}

/// The words for a call of the client at step 9.
fn client(returned: Returned) -> String {
    words(&[at(End::Client(1), 9, What::Returned(returned))])
}

/// The words for a call of the client at step 9, after the server did this at step 7.
fn client_after(what: What, returned: Returned) -> String {
    words(&[
        at(End::Server, 7, what),
        at(End::Client(1), 9, What::Returned(returned)),
    ])
}

fn by_server(request: Request) -> What {
    What::Returned(returned(request, bytes(0), &[]))
}

#[test]
fn the_end_of_a_stream_says_who_ended_it_and_how() {
    let read = || returned(receive(), bytes(0), &[7]);
    let exit = What::Exited(Exited {
        how: Ending::Code(0),
        is_child: false,
        other_threads: 0,
        closed: vec![],
    });
    assert_snapshot!(client_after(by_server(Request::Shutdown(How::Write)), read()), @"0 bytes is the end of the stream, not an error and not an empty message: the server has shut down its sending half (step 7); this end may still send");
    assert_snapshot!(client_after(by_server(Request::Close), read()), @"0 bytes is the end of the stream, not an error and not an empty message: the server has closed its socket (step 7)");
    assert_snapshot!(client_after(exit, read()), @"0 bytes is the end of the stream, not an error and not an empty message: the server has ended (step 7), and the kernel closed its socket");
}

#[test]
fn a_reset_and_a_broken_pipe_name_their_reason() {
    let close = || by_server(Request::Close);
    let unread = What::Returned(Returned {
        socket: Some(Socket {
            unread: 6,
            ..connection()
        }),
        ..returned(Request::Close, bytes(0), &[])
    });
    assert_snapshot!(client_after(unread, returned(receive(), failed("ECONNRESET"), &[7])), @"reset: the server closed its socket (step 7) with bytes in it that it had not read, and its kernel sent a reset instead of a goodbye");
    assert_snapshot!(client_after(close(), returned(receive(), failed("ECONNRESET"), &[7])), @"reset: the server closed its socket (step 7), and its kernel sent a reset instead of a goodbye");
    assert_snapshot!(client_after(close(), returned(send(b"x"), failed("EPIPE"), &[7])), @"broken pipe: the server has closed its socket (step 7), nobody can read this");
    let own = at(End::Client(1), 7, by_server(Request::Shutdown(How::Write)));
    let write = at(
        End::Client(1),
        9,
        What::Returned(returned(send(b"x"), failed("EPIPE"), &[7])),
    );
    assert_snapshot!(words(&[own, write]), @"this end has shut down its sending half itself (step 7)");
}

#[test]
fn one_write_is_not_one_read() {
    assert_snapshot!(client(returned(receive(), bytes(8), &[4, 5, 6])), @"8 bytes of steps 4, 5 and 6: 3 writes, one read");
    let part = Returned {
        socket: Some(Socket {
            unread: 5,
            ..connection()
        }),
        ..returned(receive(), bytes(1), &[4])
    };
    assert_snapshot!(client(part), @"1 byte of step 4; 5 bytes more wait: one write is not one read");
    let one_left = Returned {
        socket: Some(Socket {
            unread: 1,
            ..connection()
        }),
        ..returned(receive(), bytes(1), &[4])
    };
    assert_snapshot!(client(one_left), @"1 byte of step 4; 1 byte more waits: one write is not one read");
    assert_snapshot!(client(returned(send(b"abcdef"), bytes(4), &[])), @"the kernel took only 4 bytes of 6: the program has to send the rest itself");
}

#[test]
fn a_read_that_gives_up_and_one_that_does_not_wait_differ() {
    let slept = Returned {
        slept: true,
        ..returned(receive(), failed("EAGAIN"), &[])
    };
    assert_snapshot!(client(slept), @"nothing came in time: the read gives up, as it was told to");
    assert_snapshot!(client(returned(receive(), failed("EAGAIN"), &[])), @"nothing has arrived, and the call does not wait");
}

#[test]
fn waiting_for_several_tells_from_waiting_for_one_and_from_a_glance() {
    let wait = |fds: &[i32], milliseconds, count| {
        let timeout = Some(Duration::from_millis(milliseconds));
        let fds = fds.to_vec();
        client(returned(Request::Wait { fds, timeout }, bytes(count), &[]))
    };
    assert_snapshot!(wait(&[3, 4], 5, 1), @"one of them has something");
    assert_snapshot!(wait(&[3], 5, 1), @"it has something");
    assert_snapshot!(wait(&[3], 5, 0), @"the time is up, nothing has come");
    assert_snapshot!(wait(&[3], 0, 0), @"nothing has come, and the call does not wait");
}

#[test]
fn a_close_says_where_the_connection_is_remembered() {
    let closed = |state, peer_state, own| Returned {
        socket: Some(Socket {
            state: Some(state),
            peer_state,
            descriptors: 0,
            first_fin: Some(FirstFin { step: 7, own }),
            ..connection()
        }),
        ..returned(Request::Close, bytes(0), &[])
    };
    assert_snapshot!(client(closed(TcpState::FinWait2, Some(TcpState::CloseWait), true)), @"the kernel says goodbye to the peer (FIN) and keeps this side, which no program holds any more, until the peer closes too (the peer's side: CLOSE_WAIT)");
    assert_snapshot!(client(closed(TcpState::TimeWait, None, true)), @"both directions are closed. This end sent the first FIN (step 7), so the kernel remembers the connection here for 60 seconds (TIME_WAIT)");
    assert_snapshot!(client(closed(TcpState::Closed, Some(TcpState::TimeWait), false)), @"both directions are closed. TIME_WAIT is at the server, which sent the first FIN (step 7); nothing is left here");
}

#[test]
fn an_unknown_failure_is_told_in_the_system_s_own_words() {
    assert_snapshot!(client(returned(receive(), failed("EOWNERDEAD"), &[])), @"what the system says");
}
