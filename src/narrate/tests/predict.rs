//! What is said of each answer, where it is right and where it is not.

use crate::check::prediction::{About, Prediction, Question, Situation, questions};
use crate::narrate::message;
use crate::narrate::message::{Offered, Predict};
use event::{
    Address, Call, Data, End, Goodbye, Kind, Request, Socket, TcpState, Wait, Waiting, Who,
};
use insta::assert_snapshot;
use std::borrow::Cow;

const SERVER: Who = Who {
    end: End::Server,
    thread: 1,
};
const CLIENT: Who = Who {
    end: End::Client(1),
    thread: 1,
};

fn call(name: &'static str, request: Request) -> Call {
    Call {
        name: Cow::Borrowed(name),
        fd: Some(4),
        request,
        nonblocking: false,
    }
}

fn read() -> Call {
    let request = Request::Receive {
        room: 4,
        peek: false,
        wait_all: false,
        dont_wait: false,
        flags: Vec::new(),
    };
    call("recvfrom", request)
}

fn write() -> Call {
    let request = Request::Send {
        data: Data::from(&b"hello"[..]),
        to: None,
        passed: Vec::new(),
        flags: Vec::new(),
    };
    call("sendto", request)
}

fn stream(state: TcpState) -> Socket {
    Socket {
        state: Some(state),
        peer: Some(([127, 0, 0, 1], 50_000).into()),
        ..Socket::new(1, Kind::Stream)
    }
}

fn asked(call: &Call, socket: Option<&Socket>, waiting: &[Waiting], about: About) -> Question {
    let now = Situation {
        who: SERVER,
        call,
        socket,
        waiting,
        has_connections: true,
        last_step: 0,
    };
    let all = questions(&now);
    let question = all.into_iter().find(|question| question.about == about);
    question.expect("a question")
}

/// The question, its answers, and what is said of each if this happens instead.
fn told(question: &Question, waiting: &[Waiting], happens: &[Prediction]) -> String {
    let number = 1;
    let mut lines = vec![message(Predict::Asks { number, question })];
    let offered = |is| Offered {
        question,
        is,
        waiting: waiting.first(),
        past: None,
    };
    for is in &question.answers {
        lines.push(format!("* {}", message(Predict::Answer(offered(*is)))));
        let instead = happens.iter().filter(|other| *other != is);
        for other in instead {
            let (chosen, happened) = (offered(*is), offered(*other));
            lines.push(message(Predict::Wrong { chosen, happened }));
        }
    }
    lines.join("\n")
}

#[test]
fn of_reads() {
    let with = |unread, end_unread| Socket {
        unread,
        end_unread,
        ..stream(TcpState::Established)
    };
    let of = |socket: Socket, happens: Prediction| {
        let question = asked(&read(), Some(&socket), &[], About::Read);
        told(&question, &[], &[happens])
    };
    assert_snapshot!(of(with(0, false), Prediction::Sleeps), @r"
    Question 1: what will this call do?
    * it sleeps until something arrives
    * it gives 0 bytes: the end of the stream
    No. 0 bytes mean that all has been read and that no more can come. That is not so here. What happens: it sleeps until something arrives.
    * it fails with EAGAIN: nothing is there yet
    No. That nothing is there yet is no error, unless the program has said that the call shall not wait. What happens: it sleeps until something arrives.
    ");
    assert_snapshot!(of(with(0, true), Prediction::EndOfStream), @r"
    Question 1: what will this call do?
    * it gives 0 bytes: the end of the stream
    * it sleeps until something arrives
    No. Nothing more can come, so the call does not wait for it. What happens: it gives 0 bytes: the end of the stream.
    * it fails with ECONNRESET: the connection is broken off
    No. A reset is for a connection that is broken off. An end that was announced properly is no error. What happens: it gives 0 bytes: the end of the stream.
    ");
    assert_snapshot!(of(with(3, false), Prediction::Bytes(3)), @r"
    Question 1: what will this call do?
    * it gives 3 bytes
    * it sleeps until more arrives
    No. A read gives what has arrived. It does not wait until its buffer is full. What happens: it gives 3 bytes.
    * it gives 0 bytes: the end of the stream
    No. 0 bytes mean that all has been read and that no more can come. That is not so here. What happens: it gives 3 bytes.
    ");
    assert_snapshot!(of(with(6, false), Prediction::Bytes(4)), @r"
    Question 1: what will this call do?
    * it gives 4 bytes
    * it gives 6 bytes
    No. A read gives no more than its buffer has room for. The rest waits for the next read. What happens: it gives 4 bytes.
    * it sleeps until more arrives
    No. A read gives what has arrived. It does not wait until its buffer is full. What happens: it gives 4 bytes.
    ");
    let udp = Socket::new(1, Kind::Datagram);
    let question = asked(&read(), Some(&udp), &[], About::Receive);
    let both = [Prediction::Sleeps, Prediction::Datagram];
    assert_snapshot!(told(&question, &[], &both), @r"
    Question 1: what will this call do?
    * it sleeps until something arrives
    No. A read gives what has arrived. It does not wait until its buffer is full. What happens: it gives one datagram.
    * it gives one datagram
    No. No datagram has arrived yet, so there is none to give. What happens: it sleeps until something arrives.
    * it gives 0 bytes, since nothing is there
    No. UDP has no end of a stream: a read waits for a datagram, and gives it. What happens: it sleeps until something arrives.
    No. UDP has no end of a stream: a read waits for a datagram, and gives it. What happens: it gives one datagram.
    ");
}

#[test]
fn of_accept_and_connect() {
    let accept = call("accept4", Request::Accept);
    let listener = stream(TcpState::Listen);
    let question = asked(&accept, Some(&listener), &[], About::Accept);
    let both = [Prediction::Sleeps, Prediction::NewSocket];
    assert_snapshot!(told(&question, &[], &both), @r"
    Question 1: what will this call do?
    * it sleeps until a client connects
    No. A connection is ready already, so there is nothing to wait for. What happens: it gives a new socket for one connection.
    * it gives a new socket for one connection
    No. No connection is ready, so there is none to give a socket for. What happens: it sleeps until a client connects.
    * it makes this same socket the connection
    No. A listening socket stays what it is. Each connection gets a socket of its own. What happens: it sleeps until a client connects.
    No. A listening socket stays what it is. Each connection gets a socket of its own. What happens: it gives a new socket for one connection.
    ");
    let to = Address::Inet(([127, 0, 0, 1], 9999).into());
    let connect = call("connect", Request::Connect(to));
    let socket = Socket::new(1, Kind::Stream);
    let question = asked(&connect, Some(&socket), &[], About::Connect);
    let both = [Prediction::Connected, Prediction::Fails("ECONNREFUSED")];
    assert_snapshot!(told(&question, &[], &both), @r"
    Question 1: what will this call do?
    * it is connected at once
    No. A connection needs somebody who answers. What happens: it fails with ECONNREFUSED: nobody listens there.
    * it sleeps until the other side calls accept
    No. The kernels of both sides shake hands by themselves. No program has to be in accept for that. What happens: it is connected at once.
    No. What fails does not wait. What happens: it fails with ECONNREFUSED: nobody listens there.
    * it fails with ECONNREFUSED: nobody listens there
    No. Refused is who comes to an address where nobody listens. Here somebody listens. What happens: it is connected at once.
    ");
}

#[test]
fn of_a_write_to_a_peer_that_has_said_goodbye() {
    let half = stream(TcpState::CloseWait);
    let question = asked(&write(), Some(&half), &[], About::Write);
    let both = [Prediction::Taken, Prediction::Fails("EPIPE")];
    assert_snapshot!(told(&question, &[], &both), @r"
    Question 1: what will this call do?
    * the kernel takes the bytes, and the call returns
    No. This side knows already that nobody can read it: a reset has come, or it has ended its own sending. What happens: it fails with EPIPE: nobody can read this any more.
    * it fails with EPIPE: nobody can read this any more
    No. A FIN says only that the other side sends no more. Whether it still reads is not known here. What happens: the kernel takes the bytes, and the call returns.
    * it sleeps until the other side reads
    No. A write waits only while the kernel has no room for more bytes, and not until somebody reads. What happens: the kernel takes the bytes, and the call returns.
    No. What fails does not wait. What happens: it fails with EPIPE: nobody can read this any more.
    ");
}

#[test]
fn of_states() {
    let close = call("close", Request::Close);
    let socket = stream(TcpState::Established);
    let question = asked(&close, Some(&socket), &[], About::State);
    let states = [TcpState::FinWait2, TcpState::TimeWait, TcpState::Closed];
    let states = states.map(Prediction::State);
    assert_snapshot!(told(&question, &[], &states), @r"
    Question 1: in which state is this side after the call?
    * FIN_WAIT2
    No. FIN_WAIT2 is for who has said goodbye first and waits for the other side's goodbye. What happens: TIME_WAIT.
    No. FIN_WAIT2 is for who has said goodbye first and waits for the other side's goodbye. What happens: CLOSED.
    * TIME_WAIT
    No. TIME_WAIT comes when both sides have said goodbye. The other side has not. What happens: FIN_WAIT2.
    No. TIME_WAIT is kept by the side that said goodbye first, when the other side has said it too. What happens: CLOSED.
    * CLOSED
    No. The kernel keeps this side until the other one says goodbye too. What happens: FIN_WAIT2.
    No. The side that said goodbye first is kept by the kernel for a while. What happens: TIME_WAIT.
    ");
}

#[test]
fn of_goodbyes() {
    let close = call("close", Request::Close);
    let socket = Socket {
        unread: 3,
        ..stream(TcpState::Established)
    };
    let question = asked(&close, Some(&socket), &[], About::Goodbye);
    let all = [None, Some(Goodbye::Fin), Some(Goodbye::Reset)].map(Prediction::Told);
    assert_snapshot!(told(&question, &[], &all), @r"
    Question 1: what will the kernel tell the other side?
    * that no more will come: a goodbye (FIN)
    No. A goodbye is sent once: at the shutdown, or when the last descriptor of a connection is closed, and not where bytes were left unread. What happens: nothing.
    No. A goodbye is sent once: at the shutdown, or when the last descriptor of a connection is closed, and not where bytes were left unread. What happens: that the connection is broken off: a reset.
    * that the connection is broken off: a reset
    No. A reset is sent where bytes were left unread, or where the program has asked for it. What happens: nothing.
    No. A reset is sent where bytes were left unread, or where the program has asked for it. What happens: that no more will come: a goodbye (FIN).
    * nothing
    No. The kernel does not leave the other side waiting: it is told when a connection ends here. What happens: that no more will come: a goodbye (FIN).
    No. The kernel does not leave the other side waiting: it is told when a connection ends here. What happens: that the connection is broken off: a reset.
    ");
    let udp = Socket::new(1, Kind::Datagram);
    let question = asked(&close, Some(&udp), &[], About::UdpClose);
    assert_snapshot!(told(&question, &[], &[Prediction::Told(None)]), @r"
    Question 1: what will the kernel tell the other side?
    * that no more will come: a goodbye (FIN)
    No. UDP has no connection, and so no goodbye. What happens: nothing.
    * nothing
    ");
}

#[test]
fn of_who_is_woken() {
    let sleeper = Waiting {
        who: CLIENT,
        wait: Wait::In {
            call: read(),
            socket: Some(Box::new(Socket {
                peer_end: Some(End::Server),
                ..stream(TcpState::Established)
            })),
        },
        place: None,
        spots: Vec::new(),
    };
    let waiting = [sleeper];
    let socket = stream(TcpState::Established);
    let question = asked(&write(), Some(&socket), &waiting, About::Woken);
    let both = [Prediction::Wakes(CLIENT), Prediction::WakesNobody];
    assert_snapshot!(told(&question, &waiting, &both), @r"
    Question 1: who is woken by this call?
    * the client
    No. The client sleeps in recvfrom(4) and waits for the server to send: this call does not bring that. What happens: nobody.
    * nobody
    No. Somebody sleeps until just this happens, and the kernel wakes it then. What happens: the client.
    ");
}
