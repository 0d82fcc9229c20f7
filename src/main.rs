//! The Socket Workbook: lessons on sockets, narrated from outside.
//!
//! Where to look, in the order in which a run goes through the house:
//!
//! - [`app`] is the story of the program: arguments, a command, an exit code.
//! - [`cli`] is what can be typed, one table of commands; [`prompt`] is where the next line comes
//!   from.
//! - [`workbook`] carries a command out, and remembers from one to the next.
//! - [`lesson`] is what is known of the lessons: their ends, what is typed to them, what is done.
//! - [`check`] holds a run against another one.
//! - [`run`] performs a lesson or any pair of programs, or tells a record.
//! - [`narrate`] says what an event means; every sentence stands in `narrate/en`.
//! - [`check`] finds out whether a run of an exercise shows what it shall.
//! - [`view`] lays out what a person sees, [`export`] writes what a program reads.
//! - [`book`] shows the chapters in the terminal.
//! - [`terminal`] knows width, escaping, pager and signals.
//!
//! Two more rooms are packages of their own. What happens in a run is data: `event`. The programs
//! are followed by `tracer`. The lessons are the package `lessons`, and know nothing of all this.
//!
//! A room imports only from rooms below it: `tests/runner/layers`. CONTRIBUTING.md follows one
//! event from the stop to the screen.

#![cfg_attr(
    not(all(target_os = "linux", target_env = "gnu")),
    allow(
        dead_code,
        reason = "without tracing there is nothing to step or to talk to"
    )
)]

mod app;
mod book;
mod check;
mod cli;
mod export;
mod lesson;
mod narrate;
mod prompt;
mod run;
mod terminal;
mod view;
mod workbook;

use std::process::ExitCode;

fn main() -> ExitCode {
    app::main()
}
