//! Programs under ptrace(2), in one total order: from two commands to a record of all that
//! they do at sockets, at the keyboard and on the screen.
//!
//! A [`Session`] starts the programs of its [`ProgramSpec`]s. [`Session::settle`] lets all come to
//! rest and tells what happened; [`Session::release`] lets one thread make its next call.
//! The programs know nothing of it. `examples/follow.rs` follows two programs with this alone.
//!
//! # Where to look
//! - `session` joins the parts; `parts` lists them.
//! - `schedule` is the order, and `on_stop` what a stop of a thread means: both are pure.
//! - `births` bounds what is started again and again.
//! - `clock` is the time of a session, `alarms` and `wakers` what can still wake somebody.
//! - `tracee` is a thread and its state; `ends` the programs, `console` their keyboards and
//!   screens, `target` what a descriptor of theirs leads to.
//! - `collect` reads stops, `lifecycle` births and ends; `quiesce` waits until all rest.
//! - `record` makes steps of what happened, `recorder` numbers them; `now` says who could move,
//!   `spots` at which sockets they wait, and `holders` who keeps a socket open.
//! - `syscall` has one row a call; `net` the sockets; `source` the lines; `ptrace` is the
//!   only room with `unsafe` code.
//!
//! It knows no lesson and no word of the narration. Linux with the GNU C library only.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

mod alarms;
mod births;
mod clock;
mod collect;
mod console;
mod ends;
mod holders;
mod lifecycle;
mod net;
mod now;
mod on_stop;
mod parts;
mod ptrace;
mod quiesce;
mod record;
mod recorder;
mod schedule;
mod session;
mod source;
mod spots;
mod syscall;
mod target;
mod tracee;
mod wakers;

pub use births::Multitude;
pub use ends::ProgramSpec;
pub use net::{holder_of, remains};
pub use ptrace::{Refused, die_with_us, is_at_work};
pub use quiesce::{Halt, Limits};
pub use session::{NotFollowed, Session};
