//! The words for what seldom happens in the lessons: failures, parts, goodbyes.

use super::steps::{
    at, by_server, bytes, client, client_after, close_of, closed, connection, exited, failed,
    receive, returned, send, shut_down, words,
};
use crate::narrate::Narrator;
use crate::narrate::{Aside, Asides, asides};
use event::{
    Address, Answer, Call, Data, End, Ending, Family, FirstFin, Found, Goodbye, History, How,
    Instrument, Kind, Opt, OptValue, Request, Returned, Socket, TcpState, What,
};
use insta::assert_snapshot;
use std::time::Duration;

#[test]
fn the_end_of_a_stream_says_who_ended_it_and_how() {
    let read = || Returned {
        socket: Some(Socket {
            state: Some(TcpState::CloseWait),
            ..connection()
        }),
        ..returned(receive(), bytes(0), &[7])
    };
    let exit = exited(Ending::Code(0), Vec::new());
    assert_snapshot!(client_after(by_server(shut_down()), read()), @"0 bytes is the end of the stream, not an error and not an empty message: the server has shut down its sending half (step 7); this end may still send");
    assert_snapshot!(client_after(by_server(Request::Close), read()), @"0 bytes is the end of the stream, not an error and not an empty message: the server has closed its socket (step 7)");
    assert_snapshot!(client_after(exit, read()), @"0 bytes is the end of the stream, not an error and not an empty message: the server has ended (step 7), and the kernel closed its socket");
}

#[test]
fn a_read_after_ones_own_shutdown_is_not_the_end_of_the_stream() {
    let shutdown = returned(Request::Shutdown(How::Read), bytes(0), &[]);
    let read = returned(receive(), bytes(0), &[7]);
    let told = words(&[
        at(End::Client(1), 7, What::from(shutdown)),
        at(End::Client(1), 9, What::from(read)),
    ]);
    assert_snapshot!(told, @"0 bytes: this end has shut down its reading half itself (step 7), and nothing is there");
}

#[test]
fn a_reset_and_a_broken_pipe_name_their_reason() {
    let reset = |unread| What::from(close_of(closed(unread, Some(Goodbye::Reset))));
    let close = || by_server(Request::Close);
    assert_snapshot!(client_after(reset(6), returned(receive(), failed("ECONNRESET"), &[7])), @"reset: the server closed its socket (step 7) with bytes in it that it had not read, and its kernel sent a reset instead of a goodbye");
    assert_snapshot!(client_after(reset(0), returned(receive(), failed("ECONNRESET"), &[7])), @"reset: the server closed its socket (step 7), and its kernel sent a reset instead of a goodbye");
    assert_snapshot!(client_after(close(), returned(send(b"x"), failed("EPIPE"), &[7])), @"broken pipe: the server has closed its socket (step 7), nobody can read this");
    let own = at(End::Client(1), 7, by_server(shut_down()));
    let write = at(
        End::Client(1),
        9,
        What::from(returned(send(b"x"), failed("EPIPE"), &[7])),
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
        client(returned(
            Request::Wait {
                fds,
                timeout,
                sets: Box::default(),
                instruments: Box::default(),
            },
            bytes(count),
            &[],
        ))
    };
    assert_snapshot!(wait(&[3, 4], 5, 1), @"one of them has something");
    assert_snapshot!(wait(&[3], 5, 1), @"it has something");
    assert_snapshot!(wait(&[3], 5, 0), @"the time is up, nothing has come");
    assert_snapshot!(wait(&[3], 0, 0), @"nothing yet, and the call does not wait");
    // Another thread has added it while this one waited, epoll_ctl(2).
    let found = |fd| Found {
        fd,
        events: vec!["EPOLLIN".into()],
    };
    let answer = Answer {
        value: 2,
        ready: vec![found(3), found(7)],
        ..Answer::default()
    };
    let (fds, timeout) = (vec![3, 4], None);
    let added = returned(
        Request::Wait {
            fds,
            timeout,
            sets: Box::default(),
            instruments: Box::default(),
        },
        Ok(answer),
        &[],
    );
    assert_snapshot!(client(added), @"2 descriptors have something: 3 (EPOLLIN) and 7 (EPOLLIN)");
}

#[test]
fn a_close_says_where_the_connection_is_remembered() {
    let closed = |state, peer_state, own| {
        close_of(Socket {
            state: Some(state),
            peer_state,
            first_fin: Some(FirstFin { step: 7, own }),
            ..closed(0, Some(Goodbye::Fin))
        })
    };
    assert_snapshot!(client(closed(TcpState::FinWait2, Some(TcpState::CloseWait), true)), @"the kernel says goodbye to the peer (FIN) and keeps this side, which no program holds any more, until the peer closes too (the peer's side: CLOSE_WAIT)");
    assert_snapshot!(client(closed(TcpState::TimeWait, None, true)), @"both directions are closed. This end sent the first FIN (step 7), so the kernel remembers the connection here for 60 seconds (TIME_WAIT)");
    assert_snapshot!(client(closed(TcpState::Closed, Some(TcpState::TimeWait), false)), @"both directions are closed. TIME_WAIT is at the server, which sent the first FIN (step 7); nothing is left here");
}

#[test]
fn an_unknown_failure_is_told_in_the_system_s_own_words() {
    assert_snapshot!(client(returned(receive(), failed("EOWNERDEAD"), &[])), @"what the system says");
}

#[test]
fn a_datagram_to_a_whole_network_needs_an_option() {
    let send = |to: &str| {
        let to = to.parse().expect("an address");
        let request = Request::Send {
            data: Data::from(b"x".as_slice()),
            to: Some(Address::Inet(to)),
            passed: Vec::new(),
            flags: Vec::new(),
        };
        let socket = Some(Socket {
            kind: Kind::Datagram,
            ..connection()
        });
        client(Returned {
            socket,
            ..returned(request, failed("EACCES"), &[])
        })
    };
    assert_snapshot!(send("127.255.255.255:9999"), @"the address looks like that of a whole network: the kernel sends there only from a socket with the option SO_BROADCAST");
    assert_snapshot!(send("127.0.0.1:9999"), @"what the system says");
    let set = |value| {
        let (option, value) = (Opt::Broadcast, OptValue::Number(value));
        client(returned(
            Request::SetOption { option, value },
            bytes(0),
            &[],
        ))
    };
    assert_snapshot!(set(1), @"from now on it may send to the address of a whole network");
    assert_snapshot!(set(0), @"");
}

#[test]
fn steps_that_are_not_shown_are_counted_and_named() {
    let one = Asides::new(9, Aside::Known);
    assert_snapshot!(asides(&one), @"⋮ step 9 is not shown: a question whose answer is above");
    let mut several = Asides::new(9, Aside::Look);
    several.add(7, Aside::NameService);
    several.add(8, Aside::NameService);
    assert_snapshot!(asides(&several), @"⋮ steps 7 to 9 are not shown: 2 in which the C library asks the name service and a wait of 0 s that found nothing");
    several.add(20, Aside::Look);
    assert_snapshot!(asides(&several), @"⋮ 4 of the steps 7 to 20 are not shown: 2 in which the C library asks the name service and 2 waits of 0 s that found nothing");
}

#[test]
fn what_failed_has_its_reason() {
    let fails = |request: Request, errno: &str| client(returned(request, failed(errno), &[]));
    let path = |path: &str| Request::Connect(Address::Unix(Data::from(path.as_bytes())));
    let forgets = returned(Request::Connect(Address::Other(0)), bytes(0), &[]);
    assert_snapshot!(client(forgets), @"AF_UNSPEC is no address: this end has no peer any more");
    assert_snapshot!(fails(Request::Accept, "EINVAL"), @"listen was never called on this socket: nobody can connect to it");
    assert_snapshot!(fails(path("/run/nscd/socket"), "ENOENT"), @"no helper for names (nscd) runs here: the C library looks further by itself");
    assert_snapshot!(fails(path("/tmp/here"), "ENOENT"), @"there is no such file: nobody has bound this path, or it was removed");
    let listener = Returned {
        socket: Some(Socket {
            state: Some(TcpState::Listen),
            ..connection()
        }),
        ..returned(Request::PeerAddress, failed("ENOTCONN"), &[])
    };
    assert_snapshot!(client(listener.clone()), @"a listening socket has no other end: only those that accept returns have one");
    let sends = Returned {
        socket: listener.socket,
        ..returned(send(b"x"), failed("EPIPE"), &[])
    };
    assert_snapshot!(client(sends), @"a listening socket carries no bytes itself: those that accept returns do");
}

#[test]
fn what_a_close_will_do_is_told_with_the_option_that_says_so() {
    let lingers = |seconds| {
        let option = Opt::Linger;
        let value = OptValue::Linger(Some(Duration::from_secs(seconds)));
        client(returned(
            Request::SetOption { option, value },
            bytes(0),
            &[],
        ))
    };
    assert_snapshot!(lingers(0), @"close will break the connection off: a reset, and what was not sent yet is lost");
    assert_snapshot!(lingers(3), @"close will wait until the peer's kernel has what was sent, for 3 s at most");
    let broken_off = close_of(closed(0, Some(Goodbye::Reset)));
    assert_snapshot!(client(broken_off), @"the connection is broken off: the kernel sends a reset instead of a goodbye");
}

#[test]
fn who_has_the_address_is_named_as_long_as_it_has_it() {
    let address = "127.0.0.1:9999".parse().expect("an address");
    let bind = || Request::Bind(Address::Inet(address));
    let bound = |id| Socket {
        local: Some(address),
        ..Socket::new(id, Kind::Stream)
    };
    let first = || {
        let socket = Some(bound(1));
        let result = bytes(0);
        let returned = Returned {
            socket,
            ..returned(bind(), result, &[])
        };
        at(End::Server, 3, What::from(returned))
    };
    let again = || {
        let socket = Some(Socket::new(2, Kind::Stream));
        let returned = Returned {
            socket,
            ..returned(bind(), failed("EADDRINUSE"), &[])
        };
        at(End::Client(1), 8, What::from(returned))
    };
    assert_snapshot!(words(&[first(), again()]), @"the server has this address and port already, since step 3");
    let closed = Returned {
        socket: Some(Socket {
            descriptors: 0,
            ..bound(1)
        }),
        ..returned(Request::Close, bytes(0), &[])
    };
    let close = at(End::Server, 5, What::from(closed));
    assert_snapshot!(words(&[first(), close, again()]), @"this address and port are in use already");
}

/// How a call is written, made by the server.
fn written(call: Call, answer: Answer) -> String {
    let what = What::from(Returned::new(call, Ok(answer)));
    let step = at(End::Server, 1, what);
    Narrator::default()
        .step(&step, &History::default())
        .notation
}

#[test]
fn flags_sets_and_what_is_no_socket_are_written_as_words() {
    let call = |name: &'static str, fd, request, nonblocking| Call {
        name: name.into(),
        fd,
        request,
        nonblocking,
    };
    let (family, kind) = (Family::Inet, Kind::Stream);
    let socket = call("socket", None, Request::Socket { family, kind }, true);
    assert_snapshot!(written(socket, bytes(3).expect("an answer")), @"socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK) = 3");
    let accept = call("accept4", Some(3), Request::Accept, true);
    assert_snapshot!(written(accept, bytes(4).expect("an answer")), @"accept4(3, SOCK_NONBLOCK) = 4");
    let packets = Request::Socket {
        family: Family::Other(17),
        kind: Kind::Other(5),
    };
    let packets = call("socket", None, packets, false);
    assert_snapshot!(written(packets, bytes(3).expect("an answer")), @"socket(AF_PACKET, SOCK_SEQPACKET) = 3");
    let option = Opt::Other { level: 1, name: 3 };
    let asks = call("getsockopt", Some(3), Request::GetOption { option }, false);
    let stream = Answer {
        found: Some(Box::new(OptValue::Number(1))),
        ..Answer::default()
    };
    assert_snapshot!(written(asks, stream), @"getsockopt(3, SO_TYPE, SOCK_STREAM) = 0");
    let ring = call("io_uring_setup", None, Request::Ring { entries: 8 }, false);
    assert_snapshot!(written(ring, bytes(5).expect("an answer")), @"io_uring_setup(8) = 5");
    let found = |fd, events: &[&'static str]| Found {
        fd,
        events: events.iter().map(|name| (*name).into()).collect(),
    };
    let select = Request::Wait {
        fds: vec![3, 4, 5],
        timeout: None,
        sets: vec![
            found(3, &["readfds"]),
            found(4, &["readfds", "writefds"]),
            found(5, &["exceptfds"]),
        ]
        .into(),
        instruments: Box::new([(3, Instrument::Timerfd)]),
    };
    let answer = Answer {
        value: 3,
        ready: vec![found(3, &["readfds"]), found(4, &["readfds", "writefds"])],
        ..Answer::default()
    };
    assert_snapshot!(client(returned(select.clone(), Ok(answer.clone()), &[])), @"2 of them have something: 3 (readfds: its time has come) and 4 (readfds, writefds)");
    let select = call("select", None, select, false);
    assert_snapshot!(written(select, answer), @"select(readfds [3 timerfd, 4], writefds [4], exceptfds [5]) = 3");
}

#[test]
fn who_has_waited_for_room_in_vain_has_not_read() {
    let gives_up = |request| {
        let slept = Returned {
            slept: true,
            ..returned(request, failed("EAGAIN"), &[])
        };
        client(slept)
    };
    assert_snapshot!(gives_up(receive()), @"nothing came in time: the read gives up, as it was told to");
    assert_snapshot!(gives_up(send(b"x")), @"no room came in time: the write gives up, as it was told to");
}
