//! What is asked before a call, and what counts as the right answer afterwards.

use super::calls::{CLIENT, SERVER, call, connect, read, stream, write};
use crate::check::prediction::Prediction::{
    Because, Bytes, Connected, Datagram, EndOfStream, Fails, NewSocket, SameSocket, Sleeps, State,
    Taken, Told, Wakes, WakesNobody,
};
use crate::check::prediction::{
    About, Prediction, Question, Situation, cause, happened, questions,
};
use event::{
    Answer, Call, Ending, Errno, Event, Exited, Goodbye, History, How, Kind, Request, Returned,
    Socket, Step, TcpState, Wait, Waiting, What, Who,
};

/// What is asked of the server before this call, without the order of the answers.
fn asked(
    call: &Call,
    socket: Option<Socket>,
    waiting: &[Waiting],
) -> Vec<(About, Vec<Prediction>)> {
    let now = Situation {
        who: SERVER,
        call,
        socket: socket.as_ref(),
        waiting,
        has_connections: true,
        last_step: 0,
    };
    let answers = |question: Question| (question.about, question.answers);
    questions(&now).into_iter().map(answers).collect()
}

fn asleep(who: Who, call: Call) -> Waiting {
    Waiting {
        who,
        wait: Wait::In { call, socket: None },
        place: None,
        spots: Vec::new(),
    }
}

fn step(number: u32, who: Who, what: What) -> Step {
    Step {
        number,
        time: 0,
        who,
        place: None,
        what,
    }
}

fn gave(call: Call, value: i64) -> Returned {
    let answer = Answer {
        value,
        moved: u64::try_from(value).unwrap_or_default(),
        ..Answer::default()
    };
    Returned::new(call, Ok(answer))
}

fn failed(call: Call, name: &str) -> Returned {
    let errno = Errno {
        name: name.to_owned(),
        text: String::new(),
    };
    Returned::new(call, Err(errno))
}

/// What is recognised of a question in a single step of the server.
fn found(call: &Call, socket: Option<Socket>, at: usize, what: What) -> Option<Prediction> {
    let now = Situation {
        who: SERVER,
        call,
        socket: socket.as_ref(),
        waiting: &[],
        has_connections: true,
        last_step: 0,
    };
    let question = questions(&now).into_iter().nth(at).expect("a question");
    happened(&question, SERVER, &[step(7, SERVER, what)])
}

#[test]
fn of_a_read_it_is_asked_what_waits_for_it() {
    let established = stream(TcpState::Established);
    let with = |unread, end_unread| {
        let socket = Socket {
            unread,
            end_unread,
            ..established.clone()
        };
        let asked = asked(&read(4), Some(socket), &[]);
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].0, About::Read);
        asked[0].1.clone()
    };
    assert_eq!(with(0, false), [Sleeps, EndOfStream, Fails("EAGAIN")]);
    assert_eq!(with(0, true), [EndOfStream, Sleeps, Fails("ECONNRESET")]);
    assert_eq!(with(3, false), [Bytes(3), Sleeps, EndOfStream]);
    assert_eq!(with(6, false), [Bytes(4), Bytes(6), Sleeps]);
    assert_eq!(with(3, true), [Bytes(3), EndOfStream, Sleeps]);
    let peek = Request::Receive {
        room: 4,
        peek: true,
        wait_all: false,
        dont_wait: false,
        flags: Vec::new(),
    };
    assert_eq!(asked(&call("recvfrom", peek), Some(established), &[]), []);
    assert_eq!(asked(&read(4), None, &[]), []);
}

#[test]
fn what_a_read_did_is_recognised() {
    let socket = || Some(stream(TcpState::Established));
    let of = |what| found(&read(4), socket(), 0, what);
    let sleeps = What::Asleep {
        call: read(4),
        socket: None,
        spots: Vec::new(),
    };
    assert_eq!(of(sleeps), Some(Sleeps));
    assert_eq!(of(What::from(gave(read(4), 0))), Some(EndOfStream));
    assert_eq!(of(What::from(gave(read(4), 2))), Some(Bytes(2)));
    assert_eq!(
        of(What::from(failed(read(4), "EAGAIN"))),
        Some(Fails("EAGAIN"))
    );
    // An error that nobody was offered is no answer.
    assert_eq!(of(What::from(failed(read(4), "EBADF"))), None);
    assert_eq!(of(What::ThreadEnded), None);
}

#[test]
fn of_datagrams_of_accept_and_of_connect() {
    let datagrams = Socket::new(1, Kind::Datagram);
    let three = vec![Sleeps, Datagram, EndOfStream];
    assert_eq!(
        asked(&read(4), Some(datagrams.clone()), &[]),
        [(About::Receive, three)]
    );
    let nothing = What::from(gave(read(4), 0));
    assert_eq!(found(&read(4), Some(datagrams), 0, nothing), Some(Datagram));

    let accept = call("accept4", Request::Accept);
    let listener = stream(TcpState::Listen);
    let three = vec![Sleeps, NewSocket, SameSocket];
    assert_eq!(
        asked(&accept, Some(listener.clone()), &[]),
        [(About::Accept, three)]
    );
    let new = What::from(gave(accept.clone(), 5));
    assert_eq!(found(&accept, Some(listener), 0, new), Some(NewSocket));

    let socket = Socket::new(1, Kind::Stream);
    let three = vec![Connected, Sleeps, Fails("ECONNREFUSED")];
    assert_eq!(
        asked(&connect(), Some(socket.clone()), &[]),
        [(About::Connect, three)]
    );
    let refused = What::from(failed(connect(), "ECONNREFUSED"));
    let found = found(&connect(), Some(socket), 0, refused);
    assert_eq!(found, Some(Fails("ECONNREFUSED")));
}

#[test]
fn a_write_is_asked_of_where_the_peer_has_said_goodbye() {
    assert_eq!(
        asked(&write(), Some(stream(TcpState::Established)), &[]),
        []
    );
    let three = vec![Taken, Fails("EPIPE"), Sleeps];
    let half_closed = stream(TcpState::CloseWait);
    assert_eq!(
        asked(&write(), Some(half_closed.clone()), &[]),
        [(About::Write, three)]
    );
    let taken = What::from(gave(write(), 5));
    assert_eq!(
        found(&write(), Some(half_closed.clone()), 0, taken),
        Some(Taken)
    );
    let broken = What::from(failed(write(), "EPIPE"));
    let found = found(&write(), Some(half_closed), 0, broken);
    assert_eq!(found, Some(Fails("EPIPE")));
}

#[test]
fn of_a_close_the_state_and_what_the_peer_hears() {
    let close = call("close", Request::Close);
    let states = [TcpState::FinWait2, TcpState::TimeWait, TcpState::Closed].map(State);
    let (fin, reset) = (Told(Some(Goodbye::Fin)), Told(Some(Goodbye::Reset)));
    let of = |socket| asked(&close, Some(socket), &[]);
    let established = stream(TcpState::Established);
    assert_eq!(of(established.clone()), [(About::State, states.to_vec())]);
    assert_eq!(
        of(Socket {
            unread: 2,
            ..established.clone()
        }),
        [
            (About::State, states.to_vec()),
            (About::Goodbye, vec![fin, reset, Told(None)])
        ]
    );
    assert_eq!(
        of(Socket {
            descriptors: 2,
            ..established.clone()
        }),
        [(About::Goodbye, vec![fin, Told(None)])]
    );
    assert_eq!(
        of(Socket::new(1, Kind::Datagram)),
        [(About::UdpClose, vec![fin, Told(None)])]
    );
    let shutdown = call("shutdown", Request::Shutdown(How::Write));
    assert_eq!(
        asked(&shutdown, Some(established.clone()), &[]),
        [(About::State, states.to_vec())]
    );
    let mut closed = gave(close.clone(), 0);
    closed.socket = Some(stream(TcpState::FinWait2));
    let found_state = found(&close, Some(established.clone()), 0, What::from(closed));
    assert_eq!(found_state, Some(State(TcpState::FinWait2)));

    let exit = call("exit_group", Request::Exit { code: 0 });
    let ended = |goodbye| {
        let closed = Socket {
            goodbye,
            ..established.clone()
        };
        What::Exited(Exited {
            how: Ending::Code(0),
            is_child: false,
            other_threads: 0,
            closed: vec![closed],
            reached: Vec::new(),
        })
    };
    for goodbye in [None, Some(Goodbye::Fin), Some(Goodbye::Reset)] {
        let found = found(&exit, None, 0, ended(goodbye));
        assert_eq!(found, Some(Told(goodbye)));
    }
}

#[test]
fn who_is_woken_is_one_of_those_who_sleep_at_another_end() {
    let socket = Some(stream(TcpState::Established));
    let sleepers = [
        asleep(CLIENT, read(4)),
        // Its own threads are not woken by what it sends.
        asleep(
            Who {
                thread: 2,
                ..SERVER
            },
            read(4),
        ),
    ];
    assert_eq!(
        asked(&write(), socket.clone(), &sleepers),
        [(About::Woken, vec![Wakes(CLIENT), WakesNobody])]
    );
    let now = Situation {
        who: SERVER,
        call: &write(),
        socket: socket.as_ref(),
        waiting: &sleepers,
        has_connections: true,
        last_step: 0,
    };
    let question = &questions(&now)[0];
    let sent = step(7, SERVER, What::from(gave(write(), 5)));
    let woken = |causes: Vec<u32>, slept| {
        let returned = Returned {
            causes,
            slept,
            ..gave(read(4), 4)
        };
        step(8, CLIENT, What::from(returned))
    };
    let happened = |step| happened(question, SERVER, &[sent.clone(), step]);
    assert_eq!(happened(woken(vec![7], true)), Some(Wakes(CLIENT)));
    assert_eq!(happened(woken(vec![3], true)), Some(WakesNobody));
    assert_eq!(happened(woken(vec![7], false)), Some(WakesNobody));
}

#[test]
fn a_cause_is_asked_for_where_there_is_one_and_another_step_it_could_be() {
    let mut history = History::default();
    let read_with = |causes| Returned {
        causes,
        ..gave(read(4), 4)
    };
    let arrived = |causes| step(9, SERVER, What::from(read_with(causes)));
    let sent = |number| Event::Step(Box::new(step(number, CLIENT, What::from(gave(write(), 5)))));
    history.note(&sent(3));
    assert_eq!(cause(&arrived(vec![3]), &history), None);
    history.note(&sent(5));
    let question = cause(&arrived(vec![3]), &history).expect("a question");
    assert_eq!(question.answers, [Because(3), Because(5)]);
    let found = happened(&question, SERVER, &[arrived(vec![3])]);
    assert_eq!(found, Some(Because(3)));
    for causes in [vec![], vec![3, 5], vec![4]] {
        assert_eq!(cause(&arrived(causes), &history), None);
    }
}

#[test]
fn the_same_question_has_the_same_order_and_not_always_the_first_is_right() {
    let at = |last_step| {
        let socket = stream(TcpState::Established);
        let now = Situation {
            who: SERVER,
            call: &read(4),
            socket: Some(&socket),
            waiting: &[],
            has_connections: true,
            last_step,
        };
        questions(&now).remove(0).answers
    };
    let places: Vec<Option<usize>> = (0..6)
        .map(|step| {
            assert_eq!(at(step), at(step));
            at(step).iter().position(|answer| *answer == Sleeps)
        })
        .collect();
    for place in 0..3 {
        assert!(places.contains(&Some(place)), "{places:?}");
    }
}
