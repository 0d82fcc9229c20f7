//! What is said of a goodbye is what the kernel told the peer, and no more.

use super::steps::{
    at, bytes, client, client_after, client_at, close_of, closed, connection, exited, failed,
    receive, returned, send, words,
};
use crate::narrate::Narrator;
use crate::narrate::frame::verdict;
use event::{
    End, Ending, Event, FirstFin, Goodbye, History, How, Request, Returned, Socket, Step, TcpState,
    Unseen, Verdict, What,
};
use insta::assert_snapshot;

#[test]
fn a_block_ends_only_in_a_rust_file() {
    let close = || close_of(closed(0, Some(Goodbye::Fin)));
    assert_snapshot!(client_at("lessons/lesson2_tcp.rs", "}", close()), @"a block ends here, so Rust drops what lived in it and closes this: closed; nothing is left of the connection");
    assert_snapshot!(client_at("peer.c", "} while (n > 0);", close()), @"closed; nothing is left of the connection");
    assert_snapshot!(client_at("main.rs", "drop(stream);", close()), @"closed; nothing is left of the connection");
}

#[test]
fn a_socket_that_somebody_holds_is_not_told_as_gone() {
    let kept = |state, descriptors| {
        client(close_of(Socket {
            state: Some(state),
            descriptors,
            held_elsewhere: descriptors == 0,
            ..connection()
        }))
    };
    assert_snapshot!(kept(TcpState::Listen, 0), @"this socket is still held elsewhere: it goes on listening, and clients can connect");
    assert_snapshot!(kept(TcpState::Listen, 1), @"another descriptor still leads to this socket: it goes on listening, and clients can connect");
    assert_snapshot!(kept(TcpState::Established, 0), @"this socket is still held elsewhere: nothing is sent, and the connection stays open");
    assert_snapshot!(kept(TcpState::Closed, 0), @"this socket is still held elsewhere");
}

#[test]
fn a_reset_is_told_only_where_the_kernel_sent_one() {
    let close = |unread, goodbye| client(close_of(closed(unread, goodbye)));
    assert_snapshot!(close(5, Some(Goodbye::Reset)), @"5 bytes in it were never read, so the kernel sends a reset and no goodbye");
    assert_snapshot!(close(5, None), @"5 bytes in it were never read; the connection was over already, so nothing is sent");
    assert_snapshot!(close(1, None), @"1 byte in it was never read; the connection was over already, so nothing is sent");
    assert_snapshot!(close(0, None), @"closed; nothing is left of the connection");
}

#[test]
fn a_reset_at_the_end_of_a_program_is_told_only_where_the_kernel_sent_one() {
    let exit = |unread, goodbye| {
        let what = exited(Ending::Code(0), vec![closed(unread, goodbye)]);
        words(&[at(End::Client(1), 9, what)])
    };
    assert_snapshot!(exit(5, Some(Goodbye::Reset)), @"the kernel closes its connection with 127.0.0.1:9999 (CLOSED): 5 bytes in it were never read, so it sends a reset");
    assert_snapshot!(exit(5, None), @"the kernel closes its connection with 127.0.0.1:9999 (CLOSED): 5 bytes in it were never read; the connection was over already, so nothing is sent");
    assert_snapshot!(exit(0, None), @"the kernel closes its connection with 127.0.0.1:9999 (CLOSED)");
}

#[test]
fn who_closed_without_a_reset_is_not_said_to_have_sent_one() {
    let after = |unread, goodbye| {
        let close = What::from(close_of(closed(unread, goodbye)));
        client_after(close, returned(receive(), failed("ECONNRESET"), &[7]))
    };
    assert_snapshot!(after(5, Some(Goodbye::Reset)), @"reset: the server closed its socket (step 7) with bytes in it that it had not read, and its kernel sent a reset instead of a goodbye");
    assert_snapshot!(after(5, None), @"reset: the server closed its socket (step 7), and the connection was broken off");
    let exit = exited(Ending::Killed, Vec::new());
    assert_snapshot!(client_after(exit, returned(receive(), failed("ECONNRESET"), &[7])), @"reset: the server closed its socket (step 7), and its kernel sent a reset instead of a goodbye");
}

#[test]
fn a_broken_pipe_says_whose_shutdown_it_was() {
    let shut = What::from(returned(Request::Shutdown(How::Both), bytes(0), &[]));
    assert_snapshot!(client_after(shut, returned(send(b"x"), failed("EPIPE"), &[7])), @"broken pipe: the server has shut down this connection (step 7), nobody can read this");
}

#[test]
fn an_end_that_the_person_killed_is_killed_by_its_signal() {
    let notation = |how| {
        let step = at(End::Server, 9, exited(how, Vec::new()));
        Narrator::default()
            .step(&step, &History::default())
            .notation
    };
    assert_snapshot!(notation(Ending::Killed), @"is killed by SIGKILL");
    assert_snapshot!(notation(Ending::Signal(9)), @"is killed by SIGKILL");
    assert_snapshot!(notation(Ending::Stopped), @"is stopped");
    assert_snapshot!(notation(Ending::Code(3)), @"exits with code 3");
}

#[test]
fn what_is_said_in_full_is_said_so_once() {
    let goodbye = |number| {
        let socket = Socket {
            state: Some(TcpState::TimeWait),
            first_fin: Some(FirstFin { step: 7, own: true }),
            ..closed(0, None)
        };
        at(End::Client(1), number, What::from(close_of(socket)))
    };
    assert_snapshot!(words(&[goodbye(8)]), @"both directions are closed. This end sent the first FIN (step 7), so the kernel remembers the connection here for 60 seconds (TIME_WAIT)");
    assert_snapshot!(words(&[goodbye(8), goodbye(9)]), @"TIME_WAIT is here: this end sent the first FIN (step 7)");
}

#[test]
fn a_step_is_told_from_earlier_ones_and_not_from_itself() {
    let own = Returned {
        socket: Some(connection()),
        ..returned(Request::Shutdown(How::Write), bytes(0), &[9])
    };
    let step: Step = at(End::Client(1), 9, What::from(own));
    assert_snapshot!(words(&[step]), @"this end sends no more (the peer's side: ESTABLISHED)");
}

#[test]
fn of_an_end_that_could_not_be_seen_nothing_is_claimed() {
    let unseen = at(End::Server, 3, What::Unseen(Unseen::Hidden));
    let stopped = at(End::Server, 4, exited(Ending::Stopped, Vec::new()));
    let failed = at(End::Server, 4, exited(Ending::Code(1), Vec::new()));
    assert_snapshot!(words(&[unseen.clone(), stopped.clone()]), @"by the workbook: nothing happens any more, and what the program waits for cannot be seen");
    let end = |steps: [&Step; 2]| {
        let mut history = History::default();
        for step in steps {
            history.note(&Event::Step(Box::new(step.clone())));
        }
        verdict(&Verdict::Over, &history).join("\n")
    };
    assert_snapshot!(end([&unseen, &stopped]), @"The pair was not followed to its end: not all that the server did could be seen. 4 steps were told.");
    assert_snapshot!(end([&unseen, &failed]), @r"
    The pair was not followed to its end: not all that the server did could be seen. 4 steps were told.
    The server failed: its last lines above say why.
    ");
}

#[test]
fn a_goodbye_is_said_once_at_the_shutdown_or_at_the_close() {
    let close = |goodbye| {
        client(close_of(Socket {
            state: Some(TcpState::FinWait2),
            peer_state: Some(TcpState::CloseWait),
            goodbye,
            descriptors: 0,
            ..connection()
        }))
    };
    assert_snapshot!(close(Some(Goodbye::Fin)), @"the kernel says goodbye to the peer (FIN) and keeps this side, which no program holds any more, until the peer closes too (the peer's side: CLOSE_WAIT)");
    assert_snapshot!(close(None), @"the goodbye went out at the shutdown. The kernel keeps this side, which no program holds any more, until the peer closes too (the peer's side: CLOSE_WAIT)");
}
