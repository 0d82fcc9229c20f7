//! The record of a run, as plain data: what happened, in one order, complete.
//!
//! A run is a list of [`Event`]s. The tracer makes them; narration, views, checks and
//! exports are made from that list and from nothing else. Whatever has to be known of
//! earlier events is answered by one fold over them, [`History`]. A [`log`] is the same
//! list as text, one event a line.
//!
//! # Where to look
//! - `event` is what can happen: [`Event`], and most of all [`Step`].
//! - `who` are the ends and their threads ([`Who`]), `place` is a line of a program ([`Place`]).
//! - `call` is a system call as it was asked for ([`Call`], [`Request`]), `answer` what it
//!   brought ([`Answer`]), `found` what a wait finds at a descriptor, and errors ([`Found`], [`Errno`]).
//! - `socket` is a socket as the kernel shows it ([`Socket`]).
//! - `data` are the bytes that a call moved ([`Data`]).
//! - `now` is what is so at one moment, while nobody moves: [`Ready`], [`Waiting`], [`Entry`].
//! - `history` is the fold, [`log`] writes and reads.
//!
//! This package does no I/O of its own and holds no sentence.

mod answer;
mod call;
mod data;
mod event;
mod found;
mod history;
pub mod log;
mod now;
mod place;
mod socket;
mod who;

pub use answer::{Answer, Moved};
pub use call::{
    Address, Call, Family, How, Kind, Opt, OptValue, Outgoing, Output, Request, Watching,
};
pub use data::Data;
pub use event::{
    Began, Ending, Event, Exited, Program, Remark, Returned, Step, Subject, Typist, Unseen,
    Verdict, What,
};
pub use found::{Errno, Found, Instrument};
pub use history::{Bound, ClosedCopy, Deed, History, Past};
pub use now::{Entry, Numbers, OtherSide, Queue, Ready, Spot, Wait, Waiting};
pub use place::Place;
pub use socket::{FirstFin, Goodbye, Holder, Socket, SocketId, StepNumber, TcpState, Unix};
pub use who::{End, Who};
