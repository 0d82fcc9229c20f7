//! The narrator tells the events of a run: decides what a step means, from the step itself and
//! the fold over what happened before, never from the name of the call alone, and has it put
//! into words. Knows no ptrace, makes no sentence and prints nothing.
//!
//! A file for each kind of step, as in [`meaning`](crate::narrate::meaning): [`opening`], [`data`],
//! [`closing`], [`waiting`]. [`said`] remembers what was said in full already.

mod closing;
mod data;
mod opening;
mod said;
mod tls;
mod waiting;

use crate::narrate::frame;
use crate::narrate::language;
use crate::narrate::meaning::{Life, Meaning, Renamed};
use crate::narrate::notation;
use event::{Began, Call, Event, History, Output, Request, Returned, Step, TcpState, What};
use said::{Said, Topic};
pub use tls::is_tls;

/// One step, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The call as it would be written in C, with its result; or what else happened.
    pub notation: String,
    /// The kernel's TCP state of the socket, where the call can have changed it.
    pub state: Option<TcpState>,
    /// What it means. May be empty.
    pub words: String,
}

/// An event, told: once, for everybody who shows it or keeps it.
pub enum Telling<'a> {
    Began {
        began: &'a Began,
        /// The left and the right half of the first line.
        title: (String, String),
    },
    Remark(String),
    Step {
        step: &'a Step,
        told: Told,
    },
    /// How the run came out, a paragraph each.
    Ended(Vec<String>),
}

/// Tells the events of one run, in order.
#[derive(Debug, Default)]
pub struct Narrator {
    said: Said,
}

impl Narrator {
    /// Says everything in short, so that two runs can be told beside each other.
    pub fn in_short() -> Narrator {
        Narrator {
            said: Said::everything(),
        }
    }

    /// `history` holds everything that happened before this event.
    pub fn tell<'a>(&mut self, event: &'a Event, history: &History) -> Telling<'a> {
        match event {
            Event::Began(began) => {
                let title = frame::title(began);
                Telling::Began { began, title }
            }
            Event::Remark(remark) => Telling::Remark(frame::remark(remark)),
            Event::Step(step) => {
                let told = self.step(step, history);
                Telling::Step { step, told }
            }
            Event::Ended(verdict) => Telling::Ended(frame::verdict(verdict, history)),
        }
    }

    /// `history` holds everything that happened before this step.
    pub fn step(&mut self, step: &Step, history: &History) -> Told {
        let words = language::meaning(&self.meaning(step, history));
        let renamed = step.call().and_then(|call| self.renamed(step, call));
        let renamed = renamed.map_or(String::new(), language::renamed);
        let tls = match &step.what {
            What::Returned(returned) => tls::of(returned),
            _ => None,
        };
        let tls = tls.map(|kind| language::tls(kind, self.said.first(Topic::Tls)));
        let late = match &step.what {
            What::Returned(returned) => returned.late,
            _ => None,
        };
        let late = late.map(|time| language::late(time, self.said.first(Topic::Late)));
        Told {
            notation: written(&step.what),
            state: state(&step.what),
            words: words + &renamed + &tls.unwrap_or_default() + &late.unwrap_or_default(),
        }
    }

    fn meaning(&mut self, step: &Step, history: &History) -> Meaning {
        let said = &mut self.said;
        let life = match &step.what {
            What::Asleep {
                call,
                socket,
                spots,
            } => {
                let end = step.who.end;
                let socket = socket.as_deref();
                return Meaning::Asleep(waiting::asleep(said, end, call, socket, spots));
            }
            What::Returned(returned) => return self.returned(step, returned, history),
            What::Exited(exited) => {
                return Meaning::Exit(closing::exit(said, step.who.end, exited, history));
            }
            What::Printed {
                output: Output::Out,
                ..
            }
            | What::ThreadEnded => return Meaning::Nothing,
            What::Printed {
                output: Output::Error,
                ..
            } => Life::ErrorPrinted {
                full: said.first(Topic::ErrorOutput),
            },
            What::Started(_) => Life::Started {
                full: said.first(Topic::Start),
            },
            What::Typed { line: Some(_), by } => Life::Typed {
                by: *by,
                full: said.first(Topic::Typed),
            },
            What::Typed { line: None, .. } => Life::InputEnded,
            What::ThreadBegan(_) => Life::ThreadBegan {
                full: said.first(Topic::Thread),
            },
            What::ProcessBegan(_) => Life::ProcessBegan {
                full: said.first(Topic::Process),
            },
            What::Held => Life::Held,
            What::LetGo => Life::LetGo,
            What::Unseen(why) => Life::Unseen {
                why: *why,
                full: said.first(Topic::Unseen),
            },
        };
        Meaning::Life(life)
    }

    fn returned(&mut self, step: &Step, returned: &Returned, history: &History) -> Meaning {
        let said = &mut self.said;
        let end = step.who.end;
        if returned
            .result
            .as_ref()
            .is_err_and(|errno| errno.name == "EINTR")
        {
            return Meaning::Interrupted(returned.signal);
        }
        match &returned.call.request {
            Request::Socket { .. }
            | Request::SocketPair { .. }
            | Request::Unread
            | Request::Ring { .. }
            | Request::SetOption { .. }
            | Request::GetOption { .. }
            | Request::Nonblocking(_)
            | Request::Bind(_)
            | Request::Listen { .. }
            | Request::Accept
            | Request::Connect(_)
            | Request::LocalAddress
            | Request::PeerAddress
            | Request::Watch { .. }
            | Request::Duplicate => {
                Meaning::Opening(opening::opening(said, end, returned, history))
            }
            Request::Send { .. }
            | Request::SendSeveral { .. }
            | Request::Receive { .. }
            | Request::ReceiveSeveral { .. }
            | Request::Copy { .. } => {
                Meaning::Transfer(data::transfer(said, end, returned, history))
            }
            Request::Wait {
                fds,
                timeout,
                instruments,
                ..
            } => Meaning::Waited(waiting::waited(fds, *timeout, instruments, returned)),
            Request::DuplicateOnto(_) if !returned.closed.is_empty() => Meaning::Parting(
                closing::parting(said, step.place.as_ref(), returned, history),
            ),
            Request::DuplicateOnto(_) => {
                Meaning::Opening(opening::opening(said, end, returned, history))
            }
            Request::Shutdown(_) | Request::Close | Request::CloseRange { .. } => {
                let place = step.place.as_ref();
                Meaning::Parting(closing::parting(said, place, returned, history))
            }
            Request::ReadKeyboard | Request::Print { .. } | Request::Exit { .. } => {
                Meaning::Nothing
            }
        }
    }

    /// Rust says `write` and `read`, and its library calls send(2) and recv(2) for them: a socket
    /// of a C program would see write(2) itself. Said once for each.
    fn renamed(&mut self, step: &Step, call: &Call) -> Option<Renamed> {
        let place = step.place.as_ref();
        let place = place.filter(|place| place.path.ends_with(".rs"));
        let line = place.map_or("", |place| &*place.text);
        let (topic, renamed) = match &*call.name {
            "sendto" if line.contains(".write") => (Topic::WriteIsSendto, Renamed::Write),
            "recvfrom" if line.contains(".read") => (Topic::ReadIsRecvfrom, Renamed::Read),
            _ => return None,
        };
        self.said.first(topic).then_some(renamed)
    }
}

/// What happened, as it is written in the middle of a line: a call as in C.
pub fn written(what: &What) -> String {
    match what {
        What::Asleep { call, .. } => format!("{} …", notation::asleep(call)),
        What::Returned(returned) => notation::returned(returned),
        other => language::happening(other),
    }
}

/// The state is shown beside a call that can change it, and beside one that failed.
fn state(what: &What) -> Option<TcpState> {
    let What::Returned(returned) = what else {
        return None;
    };
    let changes = match (&returned.call.request, &returned.result) {
        (Request::Listen { .. } | Request::Accept | Request::Connect(_), Ok(_)) => true,
        (Request::Shutdown(_) | Request::Close, _) => true,
        (Request::Receive { room, .. }, Ok(answer)) => answer.value == 0 && *room > 0,
        (request, Err(_)) if request.sends().is_some() || request.is_receive() => true,
        (request, Ok(_)) if request.sends().is_some() => data::was_reset(returned),
        _ => false,
    };
    let socket = returned.socket.as_ref().filter(|socket| {
        // A connection goes on while another descriptor leads to it.
        let still_open = matches!(returned.call.request, Request::Close) && socket.descriptors > 0;
        changes && !still_open
    });
    socket.and_then(|socket| socket.state)
}
