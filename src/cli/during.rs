//! The commands while a pair runs: those of `step`, and those of `talk`; and while a record is
//! told step by step, where nobody can move otherwise than they did.

use crate::cli::appearance::Setting;
use crate::cli::help::help;
use crate::cli::words::{self, Typed as Line};
use crate::cli::{command, ends, values};
use crate::narrate::help::{argument, command as about, during, name};
use crate::narrate::problem::{InPair, Wrong};
use crate::narrate::{Failure, Result};
use crate::terminal::columns::room;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};
use event::{End, StepNumber};

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

#[derive(Parser)]
#[command(name = "tell", multicall = true, disable_help_subcommand = true)]
struct TellPrompt {
    #[command(subcommand)]
    command: Telling,
}

#[derive(Subcommand, Debug)]
pub enum Stepping {
    #[command(about = during::SERVER, visible_alias = "s")]
    Server,
    #[command(about = during::CLIENT, visible_alias = "c")]
    Client {
        #[arg(help = argument::NUMBER, value_name = name::NUMBER)]
        number: Option<String>,
    },
    #[command(about = during::GO, visible_alias = "g")]
    Go(Go),
    #[command(about = during::TYPE, visible_alias = "t")]
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
pub enum Telling {
    #[command(about = during::GO, visible_alias = "g")]
    Go(Go),
    #[command(flatten)]
    Always(Always),
}

/// With a pair that moves.
#[derive(Subcommand, Debug)]
pub enum Both {
    #[command(about = during::CTRL_D, name = "ctrl-d")]
    CtrlD(Named),
    #[command(about = during::JOIN, visible_alias = "j")]
    Join,
    #[command(about = during::KILL, visible_alias = "k")]
    Kill(Named),
    #[command(about = during::SOURCE)]
    Source,
    #[command(about = during::SOCKETS, long_about = during::SOCKETS_IN_FULL)]
    Sockets,
    #[command(about = during::WHO, visible_alias = "w")]
    Who,
    #[command(flatten)]
    Always(Always),
}

/// What needs no pair.
#[derive(Subcommand, Debug)]
pub enum Always {
    #[command(flatten)]
    Set(Setting),
    #[command(about = about::EXPLAIN, visible_alias = "?")]
    Explain(command::Explain),
    #[command(about = about::READ)]
    Read(command::Read),
    #[command(about = during::HELP, visible_alias = "h")]
    Help(command::Help),
    #[command(about = during::STOP, visible_aliases = ["q", "quit", "exit"])]
    Stop,
}

#[derive(Args, Debug)]
pub struct Go {
    #[arg(help = argument::LAST_STEP, value_name = name::STEP, value_parser = values::step)]
    #[arg(id = values::STEP)]
    pub step: Option<StepNumber>,
}

/// An end by its name, which may be two words.
#[derive(Args, Debug)]
pub struct Named {
    #[arg(id = values::END, help = argument::END, value_name = name::END)]
    #[arg(num_args = 1..=2, required = true)]
    words: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Typed {
    #[arg(id = values::END, help = argument::KEYBOARD, value_name = name::END)]
    #[arg(required = true)]
    end: String,
    #[arg(help = argument::TEXT, value_name = name::TEXT, required = true)]
    text: Vec<String>,
}

/// What was typed while a pair runs.
#[derive(Debug)]
pub enum Wish {
    /// Enter alone.
    Nothing,
    Move(End),
    Go(Option<StepNumber>),
    Type(End, String),
    CtrlD(End),
    Kill(End),
    /// A command that needs no more than its name.
    Other(Both),
}

/// What was typed while a pair is stepped.
pub fn stepping(line: &str) -> Result<Wish> {
    if line.trim().is_empty() {
        return Ok(Wish::Nothing);
    }
    if let Some((end, text)) = ends::addressed(line) {
        return Ok(Wish::Type(end, text.to_owned()));
    }
    if let Some(typed) = typed_as_it_is(line)? {
        return Ok(typed);
    }
    let words = words::split(line)?;
    let typed = StepPrompt::try_parse_from(words).map_err(|error| match error.kind() {
        ErrorKind::InvalidSubcommand if ends::meant(line).is_some() => said_by_nobody(line),
        _ => failure(&error, &step_table()),
    })?;
    match typed.command {
        Stepping::Server => Ok(Wish::Move(End::Server)),
        Stepping::Client { number: None } => Ok(Wish::Move(End::Client(1))),
        Stepping::Client {
            number: Some(number),
        } => Ok(Wish::Move(end(&["client", &number])?)),
        Stepping::Go(Go { step }) => Ok(Wish::Go(step)),
        Stepping::Type(Typed { end: name, text }) => Ok(Wish::Type(end(&[name])?, text.join(" "))),
        Stepping::Both(both) => of_both(both),
    }
}

/// `type END TEXT`: its text is not split into words, since a quotation mark in it is one.
fn typed_as_it_is(line: &str) -> Result<Option<Wish>> {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if !matches!(first, "type" | "t") || rest.trim().is_empty() || rest.starts_with('-') {
        return Ok(None);
    }
    let (end, text) = ends::to_type(rest).map_err(Failure::misuse)?;
    // Without a text something is missing; `client:` types an empty line.
    Ok((!text.is_empty()).then(|| Wish::Type(end, text.to_owned())))
}

/// What was typed while a person is the keyboard of all ends.
pub fn talking(line: &str) -> Result<Wish> {
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
        let is_known = command::table().find_subcommand(&first).is_some();
        match error.kind() {
            ErrorKind::InvalidSubcommand if !is_known => said_by_nobody(line),
            _ => failure(&error, &talk_table()),
        }
    })?;
    match typed.command {
        Talking::Both(both) => of_both(both),
    }
}

fn said_by_nobody(line: &str) -> Failure {
    let meant = ends::meant(line);
    Failure::misuse(Wrong::SaidByNobody { meant })
}

/// What was typed while a record is stepped; None is Enter alone.
pub fn telling(line: &str) -> Result<Option<Telling>> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let table = tell_table();
    let moves_a_pair =
        ends::addressed(line).is_some() || is_in(&step_table(), line) && !is_in(&table, line);
    if moves_a_pair {
        return Err(InPair::IsRecorded.into());
    }
    let words = words::split(line)?;
    let typed = TellPrompt::try_parse_from(words).map_err(|error| failure(&error, &table))?;
    Ok(Some(typed.command))
}

/// `help` while a pair runs. A command between runs is told from one that is unknown.
///
/// # Errors
/// If there is no command of this name here.
pub fn help_here(table: &clap::Command, name: Option<&str>) -> Result<String> {
    let is_later = |name: &&str| is_in(&command::table(), name);
    help(table, name, room()).map_err(|failure| match name.filter(is_later) {
        Some(name) => Failure::misuse(Wrong::OnlyAfterStop(name.to_owned())),
        None => failure,
    })
}

/// A line of `step` that was typed where no pair is there gets a word of its own.
pub fn misplaced(failure: Failure, line: &str) -> Failure {
    let is_of_step = is_in(&step_table(), line) || ends::addressed(line).is_some();
    if is_of_step && !is_in(&command::table(), line) {
        Failure::misuse(Wrong::OnlyDuringStep(first_word(line).to_owned()))
    } else {
        failure
    }
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// Whether the line begins with a command of this table.
fn is_in(table: &clap::Command, line: &str) -> bool {
    table.find_subcommand(first_word(line)).is_some()
}

fn of_both(both: Both) -> Result<Wish> {
    Ok(match both {
        Both::CtrlD(named) => Wish::CtrlD(end(&named.words)?),
        Both::Kill(named) => Wish::Kill(end(&named.words)?),
        other => Wish::Other(other),
    })
}

fn end(words: &[impl AsRef<str>]) -> Result<End> {
    ends::end(words).map_err(Failure::misuse)
}

fn failure(error: &clap::Error, table: &clap::Command) -> Failure {
    let line = Line {
        table,
        later: Some(&command::table()),
    };
    line.failure(error)
}

pub fn step_table() -> clap::Command {
    let mut table = StepPrompt::command();
    table.build();
    table
}

/// Without what needs two ends.
pub fn step_table_alone() -> clap::Command {
    let of_two = ["server", "client", "join"];
    let hidden = of_two.into_iter().fold(step_table(), |table, name| {
        table.mut_subcommand(name, |command| command.hide(true))
    });
    let named = ["type", "ctrl-d", "kill"];
    named.into_iter().fold(hidden, |table, name| {
        table.mut_subcommand(name, |command| {
            command.mut_arg(values::END, |end| end.help(argument::END_ALONE))
        })
    })
}

pub fn tell_table() -> clap::Command {
    let mut table = TellPrompt::command();
    table.build();
    table
}

pub fn talk_table() -> clap::Command {
    let mut table = TalkPrompt::command();
    table.build();
    table
}

#[cfg(test)]
mod tests;
