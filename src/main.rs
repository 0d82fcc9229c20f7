//! The Socket Workbook: six lessons on sockets, narrated from outside.
//!
//! Where to look: the lessons and their scripts are listed in `catalogue`; `play` performs
//! one; `stage` decides which program moves when; `trace` watches the system calls;
//! `narrate` holds every sentence; `view` lays out what is shown; `command` lists what
//! can be typed. What happened is handed on as events, `call`.

#![cfg_attr(
    not(all(target_os = "linux", target_env = "gnu")),
    allow(dead_code, reason = "without tracing there are no events to narrate")
)]

mod address;
mod appearance;
mod call;
mod catalogue;
mod command;
mod narrate;
mod plain;
mod play;
mod program;
mod scene;
mod view;

// The one door to what only Linux has.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod performance;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod stage;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod trace;

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
#[path = "elsewhere.rs"]
mod performance;

use anyhow::Result;
use clap::Parser;
use command::Command;
use narrate::problems;
use play::Options;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const FAILED: u8 = 1;

fn main() -> ExitCode {
    let line = command::Line::parse();
    let interrupted = Arc::new(AtomicUsize::new(0));
    match obey(line, &interrupted) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            report(&error);
            // By convention, 128 and the number of the signal.
            match interrupted.load(Ordering::Relaxed) {
                0 => ExitCode::from(FAILED),
                signal => ExitCode::from(128 + signal as u8),
            }
        }
    }
}

fn obey(line: command::Line, interrupted: &Arc<AtomicUsize>) -> Result<scene::Success> {
    match line.command {
        None => {
            list()?;
            writeln!(io::stdout(), "\n{}", problems::what_next())?;
            Ok(true)
        }
        Some(Command::List) => list().map(|()| true),
        Some(Command::Run {
            lesson,
            address,
            plain_run,
        }) => {
            catch_signals(interrupted)?;
            let options = Options {
                address,
                plain: plain_run,
                appearance: line.appearance,
                interrupted: Arc::clone(interrupted),
            };
            play::run(lesson, &options)
        }
    }
}

fn list() -> Result<()> {
    for lesson in &catalogue::LESSONS {
        let (number, title, idea) = (lesson.number, lesson.title, lesson.idea);
        writeln!(io::stdout(), "{number}  {title:<11} {idea}")?;
    }
    Ok(())
}

/// From here on these signals end the run and not the workbook, which cleans up.
fn catch_signals(interrupted: &Arc<AtomicUsize>) -> Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = vec![SIGINT, SIGTERM];
    #[cfg(unix)]
    signals.push(signal_hook::consts::SIGHUP);
    for signal in signals {
        signal_hook::flag::register_usize(signal, Arc::clone(interrupted), signal as usize)?;
    }
    Ok(())
}

fn report(error: &anyhow::Error) {
    let closed = error.downcast_ref::<io::Error>();
    // The reader of a pipe has seen enough (`| head -3`): nobody is left to be told.
    if closed.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
        return;
    }
    let _ = writeln!(io::stderr(), "{error:#}");
}
