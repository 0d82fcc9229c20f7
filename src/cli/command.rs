//! The one table of commands: what the workbook can be told to do. The command line, the
//! prompt, `help`, completion and hints all come from it.

use crate::cli::appearance::{Appearance, Setting};
use crate::cli::values::{self, LogFile, Reset};
use crate::cli::words::{self, Typed};
use crate::lesson::catalogue::{Lesson, Page};
use crate::lesson::exercises::Exercise;
use crate::narrate::help::{self, argument, command, name};
use crate::narrate::problem::Wrong;
use crate::narrate::{Failure, Result};
use crate::terminal::columns::room;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use event::End;
use std::ffi::OsString;
use std::net::SocketAddr;

#[derive(Parser)]
#[command(name = "workbook", version, disable_help_subcommand = true)]
#[command(about = help::workbook(), long_about = help::workbook_in_full())]
#[command(after_help = help::EXAMPLES)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    appearance: Appearance,
}

// The table alone, as it is at the prompt: no name of a program, and no options.
#[derive(Parser)]
#[command(name = "workbook", multicall = true, disable_help_subcommand = true)]
#[command(about = help::workbook())]
struct Prompt {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    #[command(about = command::LIST, visible_alias = "l")]
    List,
    #[command(about = command::RUN, visible_alias = "r")]
    Run(Run),
    #[command(about = command::NEXT, visible_alias = "n")]
    Next,
    #[command(about = command::STEP, visible_alias = "s")]
    Step(Play),
    #[command(about = command::talk(), visible_alias = "t")]
    Talk(Play),
    #[command(about = command::PREDICT)]
    Predict(Play),
    #[command(about = command::DIFF)]
    Diff(Play),
    #[command(about = command::SOURCE)]
    Source(Which),
    #[command(about = command::READ)]
    Read(Read),
    #[command(about = command::EXPLAIN, visible_alias = "?")]
    Explain(Explain),
    #[command(about = command::EDIT, visible_alias = "e")]
    Edit(Which),
    #[command(about = command::EXERCISES, visible_alias = "x")]
    Exercises,
    #[command(about = command::EXERCISE)]
    Exercise(Solve),
    #[command(about = command::CHECK)]
    Check(Check),
    #[command(about = command::HINT)]
    Hint(WhichExercise),
    #[command(about = command::RESET)]
    Reset(WhichReset),
    #[command(about = command::SOLUTION)]
    Solution(WhichExercise),
    #[command(about = command::PAIR, visible_alias = "p")]
    Pair(Pair),
    #[command(about = command::REPLAY)]
    Replay(Replay),
    #[command(flatten)]
    Set(Setting),
    #[command(about = command::SOCKETS)]
    Sockets,
    #[command(about = command::HELP, visible_alias = "h")]
    Help(Help),
    #[command(about = command::QUIT, visible_aliases = ["q", "exit"])]
    Quit,
}

#[derive(Args, Debug)]
pub struct Which {
    #[arg(help = argument::LESSON, value_name = name::LESSON, value_parser = values::lesson)]
    #[arg(id = values::LESSON)]
    pub lesson: Option<&'static Lesson>,
}

#[derive(Args, Debug)]
pub struct Read {
    #[arg(help = argument::PAGE, value_name = name::PAGE, value_parser = values::page)]
    #[arg(id = values::PAGE)]
    pub page: Option<Page>,
}

#[derive(Args, Debug)]
pub struct Explain {
    /// A name may be several words.
    #[arg(help = argument::WORD, value_name = name::WORD)]
    pub asked: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Play {
    #[command(flatten)]
    pub which: Which,
    #[arg(help = argument::ADDRESS, value_name = name::ADDRESS, value_parser = values::address)]
    #[arg(id = values::ADDRESS, long = "address")]
    pub address: Option<SocketAddr>,
}

#[derive(Args, Debug)]
pub struct Run {
    #[command(flatten)]
    pub play: Play,
    #[arg(help = argument::PLAIN_RUN, long)]
    pub plain_run: bool,
    #[arg(help = argument::LOG, value_name = name::FILE, value_parser = values::log_file)]
    #[arg(long, conflicts_with = "plain_run")]
    pub log: Option<LogFile>,
}

#[derive(Args, Debug)]
pub struct Pair {
    #[arg(help = argument::SERVER, value_name = name::SERVER)]
    pub server: String,
    #[arg(help = argument::CLIENT, value_name = name::CLIENT)]
    pub client: String,
    #[arg(help = argument::TYPED, long = "type", value_name = name::TYPED)]
    pub typed: Vec<String>,
    #[arg(help = argument::STEP_PAIR, long, conflicts_with = "log")]
    pub step: bool,
    #[arg(help = argument::LOG, value_name = name::FILE, value_parser = values::log_file)]
    #[arg(long)]
    pub log: Option<LogFile>,
    #[arg(help = argument::PREDICT, long, conflicts_with = "log")]
    pub predict: bool,
}

#[derive(Args, Debug)]
pub struct Replay {
    #[arg(help = argument::REPLAY, value_name = name::FILE, value_parser = values::log_file)]
    pub file: LogFile,
}

#[derive(Args, Debug)]
pub struct WhichExercise {
    #[arg(help = argument::EXERCISE, value_name = name::EXERCISE)]
    #[arg(value_parser = values::exercise, id = values::EXERCISE)]
    pub exercise: Option<&'static Exercise>,
}

#[derive(Args, Debug)]
pub struct Solve {
    #[command(flatten)]
    pub which: WhichExercise,
    #[arg(help = argument::ADDRESS, value_name = name::ADDRESS, value_parser = values::address)]
    #[arg(id = values::ADDRESS, long = "address")]
    pub address: Option<SocketAddr>,
}

#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub which: WhichExercise,
    #[arg(help = argument::OWN_SERVER, long, value_name = name::CMD)]
    #[arg(conflicts_with = "client")]
    pub server: Option<String>,
    #[arg(help = argument::OWN_CLIENT, long, value_name = name::CMD)]
    pub client: Option<String>,
    #[arg(help = argument::ADDRESS, value_name = name::ADDRESS, value_parser = values::address)]
    #[arg(id = values::ADDRESS, long = "address")]
    pub address: Option<SocketAddr>,
    #[arg(help = argument::DETAILS, long)]
    pub details: bool,
}

impl Check {
    /// The end that is the learner's own program, and its command.
    pub fn own(&self) -> Option<(End, &str)> {
        let ends = [(End::Server, &self.server), (End::Client(1), &self.client)];
        ends.into_iter()
            .find_map(|(end, command)| Some((end, command.as_deref()?)))
    }
}

#[derive(Args, Debug)]
pub struct WhichReset {
    #[arg(help = argument::RESET, value_name = name::RESET, value_parser = values::reset)]
    #[arg(id = values::RESET)]
    pub what: Option<Reset>,
}

#[derive(Args, Debug)]
pub struct Help {
    #[arg(id = values::COMMAND, help = argument::COMMAND, value_name = name::COMMAND)]
    pub command: Option<String>,
}

/// What the program was started with; None opens the workbook.
pub fn from_arguments(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<(Option<Command>, Appearance)> {
    let mut words: Vec<OsString> = arguments.into_iter().collect();
    let first = words.get(1).and_then(|word| word.to_str());
    if first.is_some_and(is_number) {
        words.insert(1, "run".into());
    }
    let line = Line::command()
        .term_width(room())
        .try_get_matches_from(words)
        .and_then(|matches| Line::from_arg_matches(&matches))
        .map_err(|error| failure(&error))?;
    Ok((line.command, line.appearance))
}

/// What was typed at the prompt, and how it shall look, this time. A bare number is `run` of it.
pub fn from_line(line: &str) -> Result<(Command, Appearance)> {
    let mut words = words::split(line)?;
    if words.first().is_some_and(is_number) {
        words.insert(0, "run".to_owned());
    }
    // With the options that every command takes, as in a shell.
    words.insert(0, "workbook".to_owned());
    let line = Line::try_parse_from(words).map_err(|error| failure(&error))?;
    let command = line.command.ok_or(Failure::misuse(Wrong::NoCommand))?;
    Ok((command, line.appearance))
}

fn failure(error: &clap::Error) -> Failure {
    let typed = Typed {
        table: &table(),
        later: None,
    };
    typed.failure(error)
}

/// The table itself.
pub fn table() -> clap::Command {
    let mut table = Prompt::command();
    table.build();
    table
}

fn is_number(word: impl AsRef<str>) -> bool {
    let word = word.as_ref();
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
