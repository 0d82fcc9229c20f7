//! The event: everything that can be told about a run, as plain data.
//!
//! A run is a list of [`Event`]s in one order. `stage` makes them, `narrate` puts
//! them into words, `view` shows them. This room does no I/O and holds no sentence.

mod request;
mod socket;

use std::fmt;
use std::rc::Rc;

pub use request::{Address, Call, Family, How, Kind, Opt, OptValue, Request};
pub use socket::{FirstFin, Socket, SocketId, TcpState};

/// The number of an event. The first one told is step 1.
pub type Step = u32;

/// One of the programs of a run. The order is the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// A program without a partner, such as lesson 1.
    Program,
    Server,
    /// Clients are counted from 1.
    Client(u32),
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Program => f.pad("program"),
            End::Server => f.pad("server"),
            End::Client(1) => f.pad("client"),
            End::Client(n) => f.pad(&format!("client {n}")),
        }
    }
}

/// A thread of an end, counted from 1 (the main thread) in order of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Who {
    pub end: End,
    pub thread: u32,
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.thread {
            1 => self.end.fmt(f),
            n => f.pad(&format!("{}/{n}", self.end)),
        }
    }
}

/// A line of the traced program's own source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file with its folder: two programs may each have a `main.rs`.
    pub path: Rc<str>,
    /// File name without its folder.
    pub file: Rc<str>,
    /// Counted from 1.
    pub line: u32,
    /// The line as written, without its indentation.
    pub text: Rc<str>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    pub step: Step,
    pub who: Who,
    /// Which line made the call. None where the program has no debug information.
    pub place: Option<Place>,
    pub what: What,
}

#[derive(Clone, Debug)]
pub enum What {
    /// The end began to run, with these words on its command line.
    Started(Vec<String>),
    /// The thread fell asleep inside this call.
    Asleep(Call, Option<Socket>),
    /// The call returned.
    Returned(Returned),
    /// The end printed a line.
    Printed {
        error: bool,
        text: Vec<u8>,
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
    /// The runner holds the end before its next call.
    Held,
    /// The runner lets the end go on.
    LetGo,
}

/// Who types at the keyboard of an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typist {
    /// The workbook, from the script of the lesson.
    Script,
    Person,
}

#[derive(Clone, Debug)]
pub struct Returned {
    pub call: Call,
    pub result: Result<Answer, Errno>,
    /// The socket that the call was about; for accept, the new one.
    pub socket: Option<Socket>,
    /// The thread slept in the call.
    pub slept: bool,
    /// The steps that made this happen, oldest first.
    pub causes: Vec<Step>,
}

/// How an end ended, and what the kernel then closed on its behalf.
#[derive(Clone, Debug)]
pub struct Exited {
    pub how: Ending,
    /// It is a process that the end has started, and not the end itself.
    pub is_child: bool,
    /// Threads other than the one that ended the program, still there at that moment.
    pub other_threads: usize,
    /// Sockets that were still open.
    pub closed: Vec<Socket>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Exit code.
    Code(i32),
    /// Number of the signal that killed it, signal(7).
    Signal(i32),
    /// The runner ended it, because nothing was left to do.
    Stopped,
}

/// What an answered call brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The call's return value.
    pub value: i64,
    /// What was received, whole.
    pub data: Option<Vec<u8>>,
    /// accept, recvfrom, getsockname, getpeername: the address handed out.
    pub address: Option<Address>,
}

/// An error number, errno(3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errno {
    /// As in the manual pages: `ECONNREFUSED`.
    pub name: String,
    /// What the system says of it.
    pub text: String,
}
