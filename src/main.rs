//! The Socket Workbook: six lessons on sockets, narrated from outside.
//!
//! `app` is the story of the program. Where to look for what:
//!
//! - `workbook` carries out the commands; `cli` is the one table of them, `prompt` asks for the
//!   next one.
//! - `run` performs a lesson or any pair of programs; `lesson` is what is known of the lessons.
//! - `narrate` says what an event means, `narrate/en` has every sentence; `view` lays out what
//!   is shown, `export` what is written; `terminal` knows width, colour and signals.
//! - `book` shows the chapters in the terminal.
//!
//! What happens in a run is data, package `event`; the programs are followed by package
//! `tracer`. A room imports only from rooms below it: tests/runner/layers.

#![cfg_attr(
    not(all(target_os = "linux", target_env = "gnu")),
    allow(
        dead_code,
        reason = "without tracing there is nothing to step or to talk to"
    )
)]

mod app;
mod book;
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
