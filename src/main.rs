//! The Socket Workbook: six lessons on sockets, narrated from outside.
//!
//! Where to look: the lessons and their scripts are listed in `catalogue`; `command` lists
//! what can be typed, and `workbook` does it; `play` prepares a lesson and `performance`
//! performs it; `session` puts it into a person's hands; `stage` decides which program
//! moves when; `trace` watches the system calls; `narrate` holds every sentence; `view`
//! lays out what is shown. What happened is handed on as events, `call`.

#![cfg_attr(
    not(all(target_os = "linux", target_env = "gnu")),
    allow(dead_code, reason = "without tracing there are no events to narrate")
)]

mod address;
mod appearance;
mod ask;
mod call;
mod catalogue;
mod columns;
mod command;
mod folders;
mod lines;
mod listing;
mod narrate;
mod pair;
mod plain;
mod play;
mod present;
mod program;
mod progress;
mod reading;
mod repl;
mod report;
mod say;
mod scene;
mod signals;
mod slow;
mod view;
mod workbook;

// The one door to what only Linux has.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod performance;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod session;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod stage;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod trace;

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
#[path = "elsewhere/performance.rs"]
mod performance;
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
#[path = "elsewhere/session.rs"]
mod session;

use anyhow::Result;
use ask::Ask;
use lines::Lines;
use repl::Repl;
use signals::Signals;
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use workbook::{Then, Workbook};

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            report::report(&error);
            ExitCode::from(report::code(&error))
        }
    }
}

fn run() -> Result<u8> {
    let (command, appearance) = command::from_arguments(std::env::args_os())?;
    let signals = Signals::catch()?;
    let is_person = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut ask: Box<dyn Ask> = match is_person {
        true => Box::new(Repl::new(signals.clone())?),
        false => Box::new(Lines::new(signals.clone())),
    };
    let mut workbook = Workbook::new(appearance, Arc::clone(&signals.interrupted));
    let code = match command {
        Some(command) => match workbook.obey(command, &mut *ask) {
            Then::GoOn { code } => code,
            Then::Leave => 0,
        },
        None => {
            let failure = workbook.serve(&mut *ask);
            if is_person { 0 } else { failure }
        }
    };
    // By convention, 128 and the number of the signal.
    Ok(match signals.interrupted.load(Ordering::SeqCst) {
        0 => code,
        signal => 128 + signal as u8,
    })
}
