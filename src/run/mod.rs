//! What is performed and how: a lesson or any pair of programs, narrated as it happens, in a
//! person's hands, told from a record, or plainly.
//!
//! - [`spec`] is what is run. [`prepare`] makes it of a lesson, [`mod@pair`] of two commands.
//! - [`perform`] chooses how: narrated; where nothing can be traced, a lesson from its record; else
//!   plainly. [`system`] is the one door between the systems that can trace and the others.
//! - [`driver`] moves the programs. [`narrated`] takes every turn as it comes, [`interactive`] asks
//!   a person: before each call ([`mod@step`]), or when all wait ([`mod@talk`]). [`looks`] shows a
//!   person who is where. [`ending`] stops who is left, [`mod@telling`] who of them is named.
//! - [`mod@predict`] asks a person what will happen.
//! - [`mod@diff`] runs a lesson unseen and holds it against the original; [`changes`] is what a person
//!   has changed of its text.
//! - [`teller`] hands every event on: to the view, and to a log if one was asked for.
//! - [`checked`] runs an exercise without a word, and checks it.
//! - [`recorded`] tells events of a record, [`mod@replay`] reads them from a log.
//! - [`steps`] keeps the last steps as they were told, and [`mod@explain`] tells one of them in full,
//!   or what a word means.
//! - [`untraced`] runs both ends as they are. [`outcome`] is how a run came out.

mod changes;
mod checked;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod diff;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod driver;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod ending;
mod explain;
mod fruitless;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod interactive;
mod looks;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod narrated;
mod outcome;
mod pair;
mod perform;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod predict;
mod prepare;
mod recorded;
mod replay;
mod spec;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod step;
mod steps;
mod system;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod talk;
mod teller;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod telling;
mod untraced;

pub use changes::changed_lines;
pub use checked::{Check, Wish, check, tell};
pub use explain::{explain, explainable};
pub use looks::sockets as socket_table;
pub use outcome::Outcome;
pub use pair::pair;
pub use perform::{diff, predict, run, step, talk};
pub use prepare::lesson;
pub use replay::replay;
pub use spec::{Context, RunSpec};
pub use steps::Steps;
pub use system::remains;
