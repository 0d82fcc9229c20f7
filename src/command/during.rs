//! The commands while a pair is on the stage: those of `step`, and those of `talk`.

use super::ends;
use super::words::{self, Misuse};
use crate::appearance::Setting;
use crate::call::{End, Step};
use crate::narrate::{misuse, turns};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "step", multicall = true, disable_help_subcommand = true)]
struct StepPrompt {
    #[command(subcommand)]
    command: Stepping,
}

#[derive(Parser)]
#[command(name = "talk", multicall = true, disable_help_subcommand = true)]
struct TalkPrompt {
    #[command(subcommand)]
    command: Talking,
}

#[derive(Subcommand, Debug)]
pub enum Stepping {
    /// Let the server make the next call
    #[command(visible_alias = "s")]
    Server,
    /// Let the client make the next call; client 2 for the second one
    #[command(visible_alias = "c")]
    Client {
        /// Which client: 2 for the second one
        #[arg(value_name = "NUMBER")]
        number: Option<String>,
    },
    /// Go on to the end, or up to a step
    #[command(visible_alias = "g")]
    Go {
        /// The last step before you are asked again
        #[arg(value_name = "STEP", value_parser = step)]
        step: Option<Step>,
    },
    /// Type a line at an end's keyboard
    #[command(visible_alias = "t")]
    Type(Typed),
    #[command(flatten)]
    Both(Both),
}

#[derive(Subcommand, Debug)]
pub enum Talking {
    #[command(flatten)]
    Both(Both),
}

#[derive(Subcommand, Debug)]
pub enum Both {
    /// Press Ctrl-D at an end's keyboard: the end of its input
    #[command(name = "ctrl-d")]
    CtrlD(Named),
    /// Start one more client
    #[command(visible_alias = "j")]
    Join,
    /// Kill an end (SIGKILL), and see what the other one notices
    #[command(visible_alias = "k")]
    Kill(Named),
    /// Show where in the source each thread is now
    Source,
    /// Show the kernel's table of the sockets of this pair
    ///
    /// The kernel is the part of the system that does the work behind each call. "to read"
    /// counts bytes that have arrived and that nobody has read yet, "to send" bytes of which
    /// the other side has not said yet that they arrived.
    Sockets,
    /// Show what each thread is about to do, or what it waits for
    #[command(visible_alias = "w")]
    Who,
    #[command(flatten)]
    Set(Setting),
    /// Show these commands, or one in full
    #[command(visible_alias = "h")]
    Help(super::Help),
    /// Stop both ends and go back
    #[command(visible_aliases = ["q", "quit", "exit"])]
    Stop,
}

/// An end by its name, which may be two words.
#[derive(Args, Debug)]
pub struct Named {
    /// Which end: server, client, client 2
    #[arg(value_name = "END", num_args = 1..=2, required = true)]
    words: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Typed {
    /// Whose keyboard: server, client, client 2
    #[arg(value_name = "END", required = true)]
    end: String,
    /// The line; client: hello does the same as type client hello
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
}

/// What was typed while a pair is on the stage.
#[derive(Debug)]
pub enum Wish {
    /// Enter alone.
    Nothing,
    Move(End),
    Go(Option<Step>),
    Type(End, String),
    CtrlD(End),
    Kill(End),
    /// A command that needs no more than its name.
    Other(Both),
}

pub fn stepping(line: &str) -> Result<Wish, Misuse> {
    if line.trim().is_empty() {
        return Ok(Wish::Nothing);
    }
    if let Some((end, text)) = ends::addressed(line) {
        return Ok(Wish::Type(end, text.to_owned()));
    }
    let (first, rest) = line
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((line, ""));
    if matches!(first, "type" | "t") && !rest.trim().is_empty() && !rest.starts_with('-') {
        let (end, text) = ends::to_type(rest)?;
        // Without a text something is missing; `client:` types an empty line.
        if !text.is_empty() {
            return Ok(Wish::Type(end, text.to_owned()));
        }
    }
    let words = words::split(line)?;
    let typed =
        StepPrompt::try_parse_from(words).map_err(|error| Misuse::new(error, &step_table()))?;
    match typed.command {
        Stepping::Server => Ok(Wish::Move(End::Server)),
        Stepping::Client { number: None } => Ok(Wish::Move(End::Client(1))),
        Stepping::Client {
            number: Some(number),
        } => Ok(Wish::Move(ends::end(&["client", &number])?)),
        Stepping::Go { step } => Ok(Wish::Go(step)),
        Stepping::Type(Typed { end, text }) => Ok(Wish::Type(ends::end(&[end])?, text.join(" "))),
        Stepping::Both(both) => of_both(both),
    }
}

pub fn talking(line: &str) -> Result<Wish, Misuse> {
    if line.trim().is_empty() {
        return Ok(Wish::Nothing);
    }
    if let Some((end, text)) = ends::addressed(line) {
        return Ok(Wish::Type(end, text.to_owned()));
    }
    let words = words::split(line)?;
    let first = words.first().cloned().unwrap_or_default();
    let typed = TalkPrompt::try_parse_from(words).map_err(|error| {
        // Elsewhere it would be a mistyped command. Here somebody may want to say it.
        let is_known = super::table().find_subcommand(&first).is_some();
        match error.kind() {
            ErrorKind::InvalidSubcommand if !is_known => Misuse::from(misuse::said_by_nobody()),
            _ => Misuse::new(error, &talk_table()),
        }
    })?;
    match typed.command {
        Talking::Both(both) => of_both(both),
    }
}

fn of_both(both: Both) -> Result<Wish, Misuse> {
    Ok(match both {
        Both::CtrlD(named) => Wish::CtrlD(ends::end(&named.words)?),
        Both::Kill(named) => Wish::Kill(ends::end(&named.words)?),
        other => Wish::Other(other),
    })
}

fn step(text: &str) -> Result<Step, String> {
    match text.parse() {
        Ok(step @ 1..) => Ok(step),
        _ => Err(turns::no_step(text)),
    }
}

pub fn step_table() -> clap::Command {
    let mut table = StepPrompt::command();
    table.build();
    table
}

pub fn talk_table() -> clap::Command {
    let mut table = TalkPrompt::command();
    table.build();
    table
}
