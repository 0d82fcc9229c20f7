//! The story of the program: what it was started with becomes a command, the command is
//! carried out, and how that went becomes the exit code.

use crate::cli::command;
use crate::cli::during;
use crate::cli::kept;
use crate::cli::report::report;
use crate::narrate::message::Run;
use crate::narrate::{Failure, Result, TypedAt, message};
use crate::prompt::ask::Ask;
use crate::prompt::editor::Editor;
use crate::prompt::pipe::Pipe;
use crate::terminal::mishap::{self, Mishap};
use crate::terminal::say::complain;
use crate::terminal::signals::Signals;
use crate::workbook::{Then, Workbook};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::panic;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;

pub fn main() -> ExitCode {
    // A panic unwinds up to here, and on its way the pair is ended and the terminal given back.
    let ended = panic::catch_unwind(|| {
        run().unwrap_or_else(|failure: Failure| {
            report(&failure, TypedAt::Shell);
            failure.code()
        })
    });
    if let Some(mishap) = mishap::first() {
        say_mishap(mishap);
        return ExitCode::from(mishap::CODE);
    }
    ExitCode::from(ended.unwrap_or(mishap::CODE))
}

fn say_mishap(mishap: &Mishap) {
    complain(&message(Run::Mishap {
        step: mishap.step,
        place: &mishap.place,
        what: &mishap.what,
    }));
}

fn run() -> Result<u8> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let first = arguments.get(1).and_then(|word| word.to_str());
    let first = first.unwrap_or_default().to_owned();
    let (command, appearance) =
        command::from_arguments(arguments).map_err(|failure| during::misplaced(failure, &first))?;
    let signals = Signals::catch()?;
    mishap::watch(Arc::clone(&signals.interrupted), say_mishap);
    let is_person = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut ask: Box<dyn Ask> = if is_person {
        Box::new(Editor::new(signals.clone())?)
    } else {
        Box::new(Pipe::new(signals.clone()))
    };
    let mut workbook = Workbook::new(appearance.or(kept::load()), signals.clone());
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
