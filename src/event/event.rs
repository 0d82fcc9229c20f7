//! What can happen in a run: it begins, steps follow, remarks stand between them, it ends.

use crate::answer::Answer;
use crate::call::{Call, Kind, Output, Request};
use crate::data::Data;
use crate::found::Errno;
use crate::now::{Spot, Waiting};
use crate::place::Place;
use crate::socket::{Socket, StepNumber, TcpState};
use crate::who::{End, Who};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::time::Duration;

/// One entry of the record. The first of a run is [`Event::Began`], the last
/// [`Event::Ended`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Began(Began),
    Remark(Remark),
    Step(Box<Step>),
    Ended(Verdict),
}

/// What is run, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Began {
    pub subject: Subject,
    /// Who takes part from the beginning.
    pub programs: Vec<Program>,
}

impl Began {
    /// There is a server and a client, which can stand side by side.
    pub fn is_pair(&self) -> bool {
        self.programs.iter().any(|one| one.end == End::Server)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Lesson {
        number: u8,
        title: String,
        /// Its file, from the folder of the workbook.
        file: String,
    },
    /// Any two other programs.
    Pair,
}

/// One end, and what it runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    pub end: End,
    /// The name of its file, without a folder.
    pub name: String,
}

/// What the workbook has to say of the run itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// The address where the ends would meet was in use.
    AddressTaken {
        address: SocketAddr,
        /// The program that has it, and its process number, where the system tells.
        holder: Option<(String, i32)>,
        /// Where they meet now.
        instead: SocketAddr,
    },
}

/// How the run came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All ends have ended, or the rest would wait for a person or a new client for ever.
    Over,
    /// Nobody could go on: these wait for each other.
    Stuck(Vec<Waiting>),
    /// One asked again and again, and nobody could give it anything.
    Endless {
        who: Who,
        place: Option<Place>,
        /// It read at the end of a stream.
        at_end_of_stream: bool,
        /// The others.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        waiting: Vec<Waiting>,
    },
    /// A person or a signal broke it off, or nobody was left to be told.
    BrokenOff,
    /// It made no progress for too long.
    TooLong,
    /// It could not be followed any further. Why, as far as the system said.
    Failed(String),
}

/// One thing that a program did, or that was done to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub number: StepNumber,
    /// Microseconds since the run began. No order is made from it.
    pub time: u64,
    pub who: Who,
    /// Which line made the call. None where the program has no debug information.
    pub place: Option<Place>,
    pub what: What,
}

impl Step {
    /// The call that it is about, where it is about one.
    pub fn call(&self) -> Option<&Call> {
        match &self.what {
            What::Asleep { call, .. } => Some(call),
            What::Returned(returned) => Some(&returned.call),
            _ => None,
        }
    }

    /// The socket that its call was about; for accept, the new one.
    pub fn socket(&self) -> Option<&Socket> {
        match &self.what {
            What::Asleep { socket, .. } => socket.as_deref(),
            What::Returned(returned) => returned.socket.as_ref(),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The end began to run, with these words on its command line. The first one is the name
    /// of the program without its folder.
    Started(Vec<String>),
    /// The thread fell asleep inside this call.
    Asleep {
        call: Call,
        socket: Option<Box<Socket>>,
        /// Those of the sockets at which it waits where something is, and the thread sleeps all
        /// the same.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        spots: Vec<Spot>,
    },
    /// The call returned.
    Returned(Box<Returned>),
    /// The end printed a line.
    Printed {
        output: Output,
        text: Data,
    },
    /// A line was typed to the end.
    Typed {
        /// None is the end of its input (Ctrl-D).
        line: Option<String>,
        by: Typist,
    },
    /// The thread started this one.
    ThreadBegan(Who),
    /// The thread started this process, fork(2).
    ProcessBegan(Who),
    ThreadEnded,
    Exited(Exited),
    /// The workbook holds the end before its next call.
    Held,
    /// The workbook lets the end go on.
    LetGo,
    /// From here on the calls of this process cannot be seen.
    Unseen(Unseen),
}

/// Why the calls of a program cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unseen {
    /// The system hides it: its file may be run but not read, or the program has asked for that
    /// itself, PR_SET_DUMPABLE of prctl(2).
    Hidden,
    /// It is a 32-bit program, and the workbook is not.
    Bits32,
}

impl From<Returned> for What {
    fn from(returned: Returned) -> What {
        What::Returned(Box::new(returned))
    }
}

/// Who types at the keyboard of an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typist {
    /// The workbook, from the script of the lesson.
    Script,
    Person,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Returned {
    pub call: Call,
    pub result: Result<Answer, Errno>,
    /// The socket that the call was about; for accept, the new one.
    pub socket: Option<Socket>,
    /// The thread slept in the call.
    pub slept: bool,
    /// What it sent lay in its kernel for so long, until what was sent before was acknowledged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Duration>,
    /// Meanwhile its descriptor was closed, or leads to another socket.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed_meanwhile: bool,
    /// close_range, dup2, dup3: the sockets of which it has closed descriptors, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<Socket>,
    /// The steps that made this happen, oldest first.
    pub causes: Vec<StepNumber>,
    /// The ends that have the other side of what was sent: bytes, a connection, a goodbye.
    pub reached: Vec<End>,
    /// The signal that broke the call off, EINTR, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<i32>,
    /// The answer is the workbook's and not the kernel's.
    pub injected: bool,
}

impl Returned {
    /// A call of which no more is known than how it was answered. It has not slept.
    pub fn new(call: Call, result: Result<Answer, Errno>) -> Returned {
        Returned {
            call,
            result,
            socket: None,
            slept: false,
            late: None,
            closed_meanwhile: false,
            closed: Vec::new(),
            causes: Vec::new(),
            reached: Vec::new(),
            signal: None,
            injected: false,
        }
    }

    /// A read of a stream found its end, and no byte before it. Who has shut down its own reading
    /// half finds no byte either, but the peer may still send, and Linux brings it: `SHUT_RD`.
    pub fn is_end_of_stream(&self) -> bool {
        let state = self.socket.as_ref().and_then(|socket| socket.state);
        self.finds_nothing() && !state.is_some_and(TcpState::peer_may_send)
    }

    /// A read of a stream returned no byte, although there was room for one.
    pub fn finds_nothing(&self) -> bool {
        let is_datagram = |socket: &Socket| socket.kind == Kind::Datagram;
        let Request::Receive { room, .. } = self.call.request else {
            return false;
        };
        let nothing = self.result.as_ref().is_ok_and(|answer| answer.value == 0);
        nothing && room > 0 && !self.socket.as_ref().is_some_and(is_datagram)
    }

    /// False of a call that only asks: it has failed, brought nothing, or told what is so.
    pub fn changes_something(&self) -> bool {
        let Ok(answer) = &self.result else {
            return false;
        };
        match self.call.request {
            Request::Send { .. } | Request::Receive { .. } | Request::Copy { .. } => {
                answer.moved > 0
            }
            Request::GetOption { .. }
            | Request::Unread
            | Request::LocalAddress
            | Request::PeerAddress
            | Request::Wait { .. } => false,
            _ => true,
        }
    }
}

/// How an end ended, and what the kernel then closed on its behalf.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exited {
    pub how: Ending,
    /// It is a process that the end has started, and not the end itself.
    pub is_child: bool,
    /// Threads other than the one that ended the program, still there at that moment.
    pub other_threads: usize,
    /// Sockets that were still open.
    pub closed: Vec<Socket>,
    /// The ends that have the other side of one of these and were told goodbye.
    pub reached: Vec<End>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Exit code.
    Code(i32),
    /// Number of the signal that killed it, signal(7).
    Signal(i32),
    /// The workbook ended it, because nothing was left to do.
    Stopped,
    /// SIGKILL, because the person at the prompt wished it.
    Killed,
}
