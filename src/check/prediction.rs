//! Questions about what happens next. Before a call is let go, what is so at that moment says which
//! answers are worth offering: what can happen, and what people often think will happen. Which one
//! is right is not known here: it is recognised afterwards, in the steps that came of it.

use event::{
    Call, Deed, Goodbye, History, How, Kind, Request, Returned, Socket, Step, StepNumber, TcpState,
    Wait, Waiting, What, Who,
};

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Accept,
    Connect,
    /// A read of a stream.
    Read,
    /// A read of datagrams.
    Receive,
    /// A write to a peer that has said goodbye.
    Write,
    /// In which state this side is then.
    State,
    /// What the peer is told by the kernel as a connection ends.
    Goodbye,
    /// The same of a datagram socket.
    UdpClose,
    /// Which thread is woken.
    Woken,
    /// Which earlier step brought this.
    Cause,
}

/// Something that can be predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prediction {
    Sleeps,
    /// A read: so many bytes.
    Bytes(u64),
    EndOfStream,
    /// One datagram, whole or as much as fits.
    Datagram,
    /// The call fails with this error, errno(3).
    Fails(&'static str),
    /// accept gives a new socket.
    NewSocket,
    /// It gives none: the listening socket itself becomes the connection.
    SameSocket,
    Connected,
    /// A write: the kernel takes the bytes.
    Taken,
    State(TcpState),
    Told(Option<Goodbye>),
    Wakes(Who),
    WakesNobody,
    Because(StepNumber),
}

/// What makes a question another one than those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    about: About,
    /// Which of several situations.
    case: u8,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub about: About,
    pub variant: Variant,
    /// In the order in which they are shown.
    pub answers: Vec<Prediction>,
}

/// A thread before its call, and what is so at that moment.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub who: Who,
    pub call: &'a Call,
    /// The socket that the call is about.
    pub socket: Option<&'a Socket>,
    /// Who sleeps, and in what.
    pub waiting: &'a [Waiting],
    /// The end has connections that are open.
    pub has_connections: bool,
    /// The step before it. It decides only on the order of the answers.
    pub last_step: StepNumber,
}

/// The questions that can be asked here, the more telling one first.
pub fn questions(now: &Situation) -> Vec<Question> {
    let mut questions: Vec<Question> = own_outcome(now).into_iter().collect();
    questions.extend(goodbye(now));
    questions.extend(woken(now));
    questions
}

/// What becomes of the call itself.
fn own_outcome(now: &Situation) -> Option<Question> {
    use Prediction::{Connected, EndOfStream, Fails, NewSocket, SameSocket, Sleeps, Taken};
    let socket = now.socket?;
    let stream = socket.kind == Kind::Stream;
    let (about, case, answers) = match &now.call.request {
        Request::Accept => {
            let case = u8::from(socket.unread > 0);
            (About::Accept, case, vec![Sleeps, NewSocket, SameSocket])
        }
        Request::Connect(to) if stream && to.inet().is_some() => {
            let refused = Fails("ECONNREFUSED");
            (About::Connect, 0, vec![Connected, Sleeps, refused])
        }
        Request::Receive {
            peek: false,
            wait_all: false,
            room,
            ..
        } if stream && *room > 0 => read(socket, *room),
        Request::Receive { peek: false, .. } if socket.kind == Kind::Datagram => {
            let case = u8::from(socket.unread > 0);
            let answers = vec![Sleeps, Prediction::Datagram, EndOfStream];
            (About::Receive, case, answers)
        }
        Request::Send { data, .. } if stream && !data.is_empty() && peer_said_goodbye(socket) => {
            let case = u8::from(socket.state == Some(TcpState::CloseWait));
            let answers = vec![Taken, Fails("EPIPE"), Sleeps];
            (About::Write, case, answers)
        }
        Request::Close | Request::Shutdown(How::Write | How::Both)
            if stream && (socket.descriptors <= 1 || is_shutdown(now.call)) =>
        {
            let state = socket.state?;
            let case = match state {
                TcpState::Established => 0,
                TcpState::CloseWait => 1,
                _ => return None,
            };
            let states = [TcpState::FinWait2, TcpState::TimeWait, TcpState::Closed];
            (About::State, case, states.map(Prediction::State).to_vec())
        }
        _ => return None,
    };
    Some(question(now, about, case, answers))
}

fn read(socket: &Socket, room: u64) -> (About, u8, Vec<Prediction>) {
    use Prediction::{Bytes, EndOfStream, Fails, Sleeps};
    let unread = u64::from(socket.unread);
    let (case, answers) = match (unread, socket.end_unread) {
        (0, false) => (0, vec![Sleeps, EndOfStream, Fails("EAGAIN")]),
        (0, true) => (1, vec![EndOfStream, Sleeps, Fails("ECONNRESET")]),
        (_, false) if unread > room => (2, vec![Bytes(room), Bytes(unread), Sleeps]),
        (_, false) => (3, vec![Bytes(unread), Sleeps, EndOfStream]),
        (_, true) => (4, vec![Bytes(unread.min(room)), EndOfStream, Sleeps]),
    };
    (About::Read, case, answers)
}

fn is_shutdown(call: &Call) -> bool {
    matches!(call.request, Request::Shutdown(_))
}

fn peer_said_goodbye(socket: &Socket) -> bool {
    matches!(
        socket.state,
        Some(TcpState::CloseWait | TcpState::LastAck | TcpState::Closed)
    )
}

/// What the peer is told as a socket is closed, or as its end ends.
fn goodbye(now: &Situation) -> Option<Question> {
    use Prediction::Told;
    let (fin, reset) = (Told(Some(Goodbye::Fin)), Told(Some(Goodbye::Reset)));
    let (case, answers) = match (&now.call.request, now.socket) {
        (Request::Close, Some(socket)) => match socket.kind {
            Kind::Datagram => {
                return Some(question(now, About::UdpClose, 0, vec![fin, Told(None)]));
            }
            Kind::Stream => match socket.state? {
                TcpState::Established if socket.descriptors > 1 => (1, vec![fin, Told(None)]),
                TcpState::Established if socket.unread > 0 => (2, vec![fin, reset, Told(None)]),
                TcpState::FinWait1 | TcpState::FinWait2 => (3, vec![fin, Told(None)]),
                _ => return None,
            },
            _ => return None,
        },
        (Request::Exit { .. }, _) if now.has_connections => (4, vec![fin, reset, Told(None)]),
        _ => return None,
    };
    Some(question(now, About::Goodbye, case, answers))
}

/// Who is woken by it.
fn woken(now: &Situation) -> Option<Question> {
    /// More of them are not offered.
    const MOST: usize = 3;
    let socket = now.socket?;
    // Of a datagram socket only what is sent reaches anybody.
    let reaches = match now.call.request {
        Request::Send { .. } => true,
        Request::Connect(_) => socket.kind == Kind::Stream,
        Request::Shutdown(_) | Request::Close => {
            socket.kind == Kind::Stream && socket.peer.is_some()
        }
        _ => false,
    };
    let sleeps = |one: &&Waiting| match &one.wait {
        Wait::In { call, .. } => {
            one.who.end != now.who.end
                && (call.is_receive() || matches!(call.request, Request::Accept))
        }
        _ => false,
    };
    let sleepers: Vec<Who> = now
        .waiting
        .iter()
        .filter(sleeps)
        .map(|one| one.who)
        .collect();
    if !reaches || sleepers.is_empty() || sleepers.len() > MOST {
        return None;
    }
    let answers = sleepers.into_iter().map(Prediction::Wakes);
    let answers = answers.chain([Prediction::WakesNobody]).collect();
    Some(question(now, About::Woken, 0, answers))
}

fn question(now: &Situation, about: About, case: u8, answers: Vec<Prediction>) -> Question {
    Question {
        about,
        variant: Variant { about, case },
        answers: shuffled(answers, now.last_step),
    }
}

/// The right one shall not always stand at the same place, and the same question shall always look
/// the same: the number of the step turns the list.
fn shuffled(mut answers: Vec<Prediction>, step: StepNumber) -> Vec<Prediction> {
    let turns = step as usize % answers.len().max(1);
    answers.rotate_left(turns);
    if step % 2 == 1 {
        answers.reverse();
    }
    answers
}

/// Which earlier step brought this one. `history` holds what happened before it.
pub fn cause(step: &Step, history: &History) -> Option<Question> {
    /// Others than the right one.
    const OTHERS: usize = 3;
    let What::Returned(returned) = &step.what else {
        return None;
    };
    if !matches!(
        returned.call.request,
        Request::Accept | Request::Receive { .. }
    ) {
        return None;
    }
    let [right] = returned.causes.as_slice() else {
        return None;
    };
    history.step(*right)?;
    let earlier = (1..step.number).rev().filter(|number| number != right);
    let others = earlier.filter(|number| history.step(*number).is_some_and(is_deed_of_note));
    let mut answers: Vec<StepNumber> = others.take(OTHERS).chain([*right]).collect();
    answers.sort_unstable();
    (answers.len() > 1).then(|| Question {
        about: About::Cause,
        variant: Variant {
            about: About::Cause,
            case: 0,
        },
        answers: answers.into_iter().map(Prediction::Because).collect(),
    })
}

fn is_deed_of_note(past: &event::Past) -> bool {
    !matches!(past.deed, Deed::Exited { is_child: true })
}

/// What has happened of that which was asked, in the steps that came after this thread was let go;
/// None where they do not say it.
pub fn happened(question: &Question, who: Who, steps: &[Step]) -> Option<Prediction> {
    let own = steps.iter().find(|step| {
        let is_call = matches!(
            step.what,
            What::Asleep { .. } | What::Returned(_) | What::Exited(_)
        );
        step.who == who && is_call
    })?;
    match question.about {
        About::Woken => woken_by(own, steps),
        About::Cause => match &own.what {
            What::Returned(returned) => returned.causes.first().copied().map(Prediction::Because),
            _ => None,
        },
        about => match &own.what {
            What::Asleep { .. } => Some(Prediction::Sleeps),
            What::Returned(returned) => answered(about, question, returned),
            What::Exited(exited) => {
                let told = |goodbye| exited.closed.iter().any(|one| one.goodbye == Some(goodbye));
                let all = [Goodbye::Reset, Goodbye::Fin].into_iter();
                Some(Prediction::Told(all.into_iter().find(|one| told(*one))))
            }
            _ => None,
        },
    }
}

fn woken_by(own: &Step, steps: &[Step]) -> Option<Prediction> {
    if matches!(&own.what, What::Returned(returned) if returned.result.is_err()) {
        return None;
    }
    let mut woken = steps.iter().filter(|step| match &step.what {
        What::Returned(returned) => returned.slept && returned.causes.contains(&own.number),
        _ => false,
    });
    match (woken.next(), woken.next()) {
        (None, _) => Some(Prediction::WakesNobody),
        (Some(one), None) => Some(Prediction::Wakes(one.who)),
        (Some(_), Some(_)) => None,
    }
}

fn answered(about: About, question: &Question, returned: &Returned) -> Option<Prediction> {
    let socket = returned.socket.as_ref();
    let answer = match &returned.result {
        Ok(answer) => answer,
        Err(errno) => {
            let offered = question.answers.iter().copied();
            return offered.into_iter().find(|answer| match answer {
                Prediction::Fails(name) => *name == errno.name,
                _ => false,
            });
        }
    };
    Some(match about {
        About::Accept => Prediction::NewSocket,
        About::Connect => Prediction::Connected,
        About::Read if returned.is_end_of_stream() => Prediction::EndOfStream,
        About::Read => Prediction::Bytes(answer.moved),
        About::Receive => Prediction::Datagram,
        About::Write => Prediction::Taken,
        About::State => Prediction::State(socket?.state.unwrap_or(TcpState::Closed)),
        About::Goodbye | About::UdpClose => Prediction::Told(socket?.goodbye),
        About::Woken | About::Cause => return None,
    })
}
