//! Steps for tests of the narrator, and their words.

use crate::narrate::Narrator;
use event::{
    Answer, Call, End, Ending, Errno, Event, Exited, Goodbye, History, How, Kind, Place, Request,
    Returned, Socket, Step, StepNumber, TcpState, What, Who,
};

/// A client's TCP connection with the server, established.
pub fn connection() -> Socket {
    Socket {
        local: "127.0.0.1:50985".parse().ok(),
        peer: "127.0.0.1:9999".parse().ok(),
        state: Some(TcpState::Established),
        peer_state: Some(TcpState::Established),
        peer_end: Some(End::Server),
        peer_unread: Some(0),
        ..Socket::new(1, Kind::Stream)
    }
}

/// The same after its last descriptor was closed, with this told to the peer.
pub fn closed(unread: u32, goodbye: Option<Goodbye>) -> Socket {
    Socket {
        state: Some(TcpState::Closed),
        peer_state: None,
        descriptors: 0,
        unread,
        goodbye,
        ..connection()
    }
}

pub fn at(end: End, number: StepNumber, what: What) -> Step {
    Step {
        number,
        time: 0,
        who: Who::main(end),
        place: None,
        what,
    }
}

/// A call of the client that did not sleep.
pub fn returned(
    request: Request,
    result: Result<Answer, Errno>,
    causes: &[StepNumber],
) -> Returned {
    let call = Call {
        name: "call".into(),
        fd: Some(3),
        request,
        nonblocking: false,
    };
    Returned {
        socket: Some(connection()),
        causes: causes.to_vec(),
        ..Returned::new(call, result)
    }
}

pub fn receive() -> Request {
    Request::Receive {
        room: 1024,
        peek: false,
        wait_all: false,
        dont_wait: false,
        flags: Vec::new(),
    }
}

pub fn send(data: &[u8]) -> Request {
    Request::Send {
        data: data.into(),
        to: None,
        passed: Vec::new(),
        flags: Vec::new(),
    }
}

/// The answer of a call that returned this, and moved as many bytes.
pub fn bytes(count: u32) -> Result<Answer, Errno> {
    Ok(Answer {
        value: count.into(),
        moved: count.into(),
        ..Answer::default()
    })
}

pub fn failed(name: &str) -> Result<Answer, Errno> {
    Err(Errno {
        name: name.to_owned(),
        text: "what the system says".to_owned(),
    })
}

pub fn exited(how: Ending, closed: Vec<Socket>) -> What {
    What::Exited(Exited {
        how,
        is_child: false,
        other_threads: 0,
        closed,
        reached: Vec::new(),
    })
}

/// A close that left the socket so.
pub fn close_of(socket: Socket) -> Returned {
    Returned {
        socket: Some(socket),
        ..returned(Request::Close, bytes(0), &[])
    }
}

/// The words for the last of these steps.
pub fn words(steps: &[Step]) -> String {
    let mut narrator = Narrator::default();
    let mut history = History::default();
    let mut words = String::new();
    for step in steps {
        words = narrator.step(step, &history).words;
        history.note(&Event::Step(Box::new(step.clone())));
    }
    words
}

/// The words for a call of the client at step 9.
pub fn client(returned: Returned) -> String {
    words(&[at(End::Client(1), 9, What::from(returned))])
}

/// The same, of a line of source.
pub fn client_at(path: &str, text: &str, returned: Returned) -> String {
    let place = Place {
        path: path.to_owned(),
        line: 7,
        text: text.to_owned(),
    };
    words(&[Step {
        place: Some(place),
        ..at(End::Client(1), 9, What::from(returned))
    }])
}

/// The words for a call of the client at step 9, after the server did this at step 7.
pub fn client_after(what: What, returned: Returned) -> String {
    words(&[
        at(End::Server, 7, what),
        at(End::Client(1), 9, What::from(returned)),
    ])
}

pub fn by_server(request: Request) -> What {
    What::from(returned(request, bytes(0), &[]))
}

/// A shutdown of one's own sending half.
pub fn shut_down() -> Request {
    Request::Shutdown(How::Write)
}
