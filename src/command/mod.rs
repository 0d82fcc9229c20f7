//! The one table of commands: what the workbook can be told to do. The command line, the
//! prompt, `help`, completion and hints all come from it.

pub mod complete;
pub mod during;
pub mod ends;
pub mod help;
pub mod words;

use crate::appearance::{Appearance, Setting};
use crate::catalogue::{self, Lesson, Page};
use crate::columns::room;
use crate::narrate::{misuse, problems};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::net::SocketAddr;

pub use words::Misuse;

/// Learn sockets from six small lessons, and see every system call that they make.
///
/// Without a command: the workbook opens, a prompt for all of these. Where there is no
/// terminal, commands are read from standard input, one a line.
#[derive(Parser)]
#[command(name = "workbook", version, disable_help_subcommand = true)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    appearance: Appearance,
}

/// The same at the prompt, where no name of a program comes first.
#[derive(Parser)]
#[command(name = "workbook", multicall = true, disable_help_subcommand = true)]
struct Prompt {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Show the lessons: which are done, and which is next
    #[command(visible_alias = "l")]
    List,
    /// Run a lesson to its end, with every socket call of both ends told
    #[command(visible_alias = "r")]
    Run(Run),
    /// Run the first lesson that is not done
    #[command(visible_alias = "n")]
    Next,
    /// Go through a lesson call by call; you decide who moves
    #[command(visible_alias = "s")]
    Step(Play),
    /// Be the keyboard of all ends of a chat: lesson 5 or 6
    #[command(visible_alias = "t")]
    Talk(Play),
    /// Show the program of a lesson, with line numbers
    Source(Which),
    /// Read the chapter of a lesson, or another page of the book
    Read(Read),
    /// Open the program of a lesson in your editor ($VISUAL or $EDITOR)
    #[command(visible_alias = "e")]
    Edit(Which),
    /// Follow any two programs: pair 'python3 server.py' 'nc 127.0.0.1 9999'
    #[command(visible_alias = "p")]
    Pair(Pair),
    #[command(flatten)]
    Set(Setting),
    /// Show what the kernel still keeps of the sockets of the last run
    Sockets,
    /// Show all commands, or one in full
    #[command(visible_alias = "h")]
    Help(Help),
    /// Leave the workbook (Ctrl-D does the same)
    #[command(visible_aliases = ["q", "exit"])]
    Quit,
}

#[derive(Args, Debug)]
pub struct Which {
    /// Number or name of the lesson: 2 or tcp [default: the last one you used, else the next one]
    #[arg(value_name = "LESSON", value_parser = lesson)]
    pub lesson: Option<&'static Lesson>,
}

#[derive(Args, Debug)]
pub struct Read {
    /// Number or name of the lesson, or start, errors, glossary … [default: as for run]
    #[arg(value_name = "PAGE", value_parser = page)]
    pub page: Option<Page>,
}

#[derive(Args, Debug)]
pub struct Play {
    #[command(flatten)]
    pub which: Which,
    /// Where the ends meet [default: 127.0.0.1:9999]
    #[arg(long, value_name = "IP:PORT", value_parser = address)]
    pub address: Option<SocketAddr>,
}

#[derive(Args, Debug)]
pub struct Run {
    #[command(flatten)]
    pub play: Play,
    /// Show only what both ends print, without narration
    #[arg(long)]
    pub plain_run: bool,
}

#[derive(Args, Debug)]
pub struct Pair {
    /// The server's command, in quotation marks
    #[arg(value_name = "SERVER")]
    pub server: String,
    /// The client's command, in quotation marks
    #[arg(value_name = "CLIENT")]
    pub client: String,
    /// A line to type when both wait, for instance 'client: hello'; in order
    #[arg(long = "type", value_name = "'END: TEXT'")]
    pub typed: Vec<String>,
}

#[derive(Args, Debug)]
pub struct Help {
    /// The command to explain
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// What the program was started with; None opens the workbook.
pub fn from_arguments(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<(Option<Command>, Appearance), Misuse> {
    let mut words: Vec<OsString> = arguments.into_iter().collect();
    if words
        .get(1)
        .and_then(|word| word.to_str())
        .is_some_and(is_number)
    {
        words.insert(1, "run".into());
    }
    let line = Line::command()
        .term_width(room())
        .try_get_matches_from(words)
        .and_then(|matches| Line::from_arg_matches(&matches))
        .map_err(|error| Misuse::new(error, &table()).on_command_line())?;
    Ok((line.command, line.appearance))
}

/// What was typed at the prompt. A bare number is `run` of it.
pub fn from_line(line: &str) -> Result<Command, Misuse> {
    let mut words = words::split(line)?;
    if words.first().is_some_and(is_number) {
        words.insert(0, "run".to_owned());
    }
    let prompt = Prompt::try_parse_from(words).map_err(|error| Misuse::new(error, &table()))?;
    Ok(prompt.command)
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

fn lesson(text: &str) -> Result<&'static Lesson, String> {
    catalogue::find(text).ok_or_else(|| misuse::no_lesson(text))
}

fn page(text: &str) -> Result<Page, String> {
    catalogue::page(text).ok_or_else(|| misuse::no_page(text))
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text
        .parse()
        .map_err(|_| problems::no_address().to_owned())?;
    match address.port() {
        0 => Err(problems::no_port().to_owned()),
        _ => Ok(address),
    }
}
