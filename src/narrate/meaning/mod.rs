//! What a step means, as data. The narrator decides on it, from what happened and what
//! happened before; a language makes a sentence of it. Whatever a sentence may depend on
//! stands here (arguments, result, state, cause), and `full` where a thing is said the first
//! time. Knows no language and no text but that of the system and of the programs.
//!
//! - [`opening`]: from socket to connect. [`data`]: bytes and datagrams.
//! - [`closing`]: goodbyes and ends. [`waiting`]: asleep in a call. [`again`]: the same many times.
//! - [`roots`]: why nobody can go on.
//! - [`aside`]: what a library or a run-time does by itself.

pub mod again;
pub mod aside;
pub mod closing;
pub mod data;
pub mod opening;
pub mod roots;
pub mod waiting;

use closing::{Exit, Parting};
use data::Transfer;
use event::{Typist, Unseen};
use opening::Opening;
use waiting::{Asleep, Waited};

/// What a step means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing that its notation does not say.
    Nothing,
    Life(Life),
    Asleep(Asleep),
    Waited(Waited),
    Opening(Opening),
    Transfer(Transfer),
    Parting(Parting),
    /// EINTR; which signal it was, where that is known.
    Interrupted(Option<i32>),
    Exit(Exit),
}

/// What is no call: births, keyboards, outputs, and what the workbook does to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Started {
        full: bool,
    },
    ThreadBegan {
        full: bool,
    },
    ProcessBegan {
        full: bool,
    },
    /// Something was printed to stderr.
    ErrorPrinted {
        full: bool,
    },
    Typed {
        by: Typist,
        full: bool,
    },
    /// Ctrl-D was pressed.
    InputEnded,
    Held,
    LetGo,
    /// Its calls cannot be seen any more.
    Unseen {
        why: Unseen,
        full: bool,
    },
}

/// The program says `write` where the kernel says `sendto`. Told once for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// Rust's `write` is `sendto`.
    Write,
    /// Rust's `read` is `recvfrom`.
    Read,
}
