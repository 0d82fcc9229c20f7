//! From a line to words, and from a wrong line to what is wrong with it, as data.

use crate::cli::near::near;
use crate::cli::{help, values};
use crate::lesson::catalogue::{self, Page};
use crate::narrate::problem::Wrong;
use crate::narrate::{Failure, Result};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

/// A table of commands, and what else can be typed where a line of it goes wrong.
pub struct Typed<'a> {
    pub table: &'a Command,
    /// The commands that have to wait until a pair has ended, while there is one.
    pub later: Option<&'a Command>,
}

impl Typed<'_> {
    /// What clap found.
    pub fn failure(&self, error: &clap::Error) -> Failure {
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let text = error.render().to_string();
                Failure::Answer(text.trim_end().to_owned())
            }
            ErrorKind::ValueValidation => {
                let word = context(error, ContextKind::InvalidValue);
                let argument = self.argument(&context(error, ContextKind::InvalidArg));
                let problem = argument
                    .and_then(|argument| values::problem(argument.get_id().as_str(), &word));
                problem.map_or_else(
                    || Failure::misuse(Wrong::Other { command: None }),
                    Failure::Misuse,
                )
            }
            _ => Failure::misuse(self.wrong(error)),
        }
    }

    fn wrong(&self, error: &clap::Error) -> Wrong {
        let command = self
            .command(error)
            .map(Command::get_name)
            .map(str::to_owned);
        let argument = self.argument_of(error);
        let value = context(error, ContextKind::InvalidValue);
        match error.kind() {
            ErrorKind::InvalidSubcommand => {
                self.no_command(context(error, ContextKind::InvalidSubcommand))
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Wrong::NoCommand
            }
            ErrorKind::MissingRequiredArgument => Wrong::Incomplete {
                command: command.unwrap_or_default(),
                call: self.command(error).map_or(String::new(), help::call),
            },
            ErrorKind::InvalidValue if !choices(error).is_empty() => Wrong::Choice {
                word: value,
                possible: choices(error).to_vec(),
            },
            ErrorKind::InvalidValue | ErrorKind::NoEquals => {
                Wrong::ValueMissing { argument, command }
            }
            ErrorKind::UnknownArgument => Wrong::Unexpected {
                word: argument,
                command,
            },
            ErrorKind::TooManyValues => Wrong::UnexpectedValue {
                value,
                argument,
                command,
            },
            ErrorKind::ArgumentConflict => self
                .two_that_conflict(error)
                .unwrap_or(Wrong::Twice { argument, command }),
            ErrorKind::InvalidUtf8 => Wrong::NotUtf8 { command },
            _ => Wrong::Other { command },
        }
    }

    /// clap has one kind for two options that exclude each other and for one that stands there
    /// twice.
    fn two_that_conflict(&self, error: &clap::Error) -> Option<Wrong> {
        let argument = |kind| self.argument(&context(error, kind));
        let one = argument(ContextKind::PriorArg)?;
        let other = argument(ContextKind::InvalidArg)?;
        let call = help::call(self.command(error)?);
        (one != other).then(|| Wrong::NotBoth {
            options: [one, other].map(help::of_line),
            call,
        })
    }

    fn no_command(&self, word: String) -> Wrong {
        if word.is_empty() {
            return Wrong::NoCommand;
        }
        if let Some(later) = self.later {
            if later.find_subcommand(&word).is_some() {
                return Wrong::OnlyAfterStop(word);
            }
        } else {
            match catalogue::page(&word) {
                Some(Page::Chapter(lesson)) => return Wrong::LessonAlone(lesson),
                Some(Page::Other(page)) => return Wrong::PageAlone(page),
                None => {}
            }
        }
        match word.as_str() {
            "clear" => Wrong::ClearsByKey,
            shell if OF_A_SHELL.contains(&shell) => Wrong::OfShell(word),
            _ => Wrong::NoSuchCommand {
                near: near(self.table, &word),
                word,
            },
        }
    }

    /// The command whose usage clap would show.
    fn command(&self, error: &clap::Error) -> Option<&Command> {
        let usage = match error.get(ContextKind::Usage) {
            Some(ContextValue::StyledStr(usage)) => usage.to_string(),
            _ => return None,
        };
        let mut words = usage.split_whitespace();
        words.find_map(|word| self.table.find_subcommand(word))
    }

    /// What the error is about: an argument as the help writes it, or a word that is none.
    fn argument_of(&self, error: &clap::Error) -> String {
        let shown = context(error, ContextKind::InvalidArg);
        self.argument(&shown).map_or(shown, help::of_line)
    }

    /// The argument that clap shows so.
    fn argument(&self, shown: &str) -> Option<&Arg> {
        let commands = self.table.get_subcommands();
        let mut arguments = commands.flat_map(Command::get_arguments);
        arguments.find(|argument| argument.to_string() == shown)
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        // The nearest comes last.
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// The words of which one was expected.
fn choices(error: &clap::Error) -> &[String] {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(texts)) => texts,
        _ => &[],
    }
}

/// Commands of a shell that the book tells to type, and those that one tries first.
const OF_A_SHELL: [&str; 13] = [
    "cargo", "cd", "export", "git", "ls", "man", "mdbook", "nc", "netstat", "python3", "rustup",
    "ss", "strace",
];

/// The words of a line by the rules of a shell, without one. `cargo run --` before them, as the
/// book has it, leads to the workbook that is open already.
pub fn split(line: &str) -> Result<Vec<String>> {
    let misuse = || Failure::misuse(Wrong::OpenQuotation);
    // `?TIME_WAIT` is `? TIME_WAIT`.
    let line = line.trim_start();
    let apart = line.strip_prefix('?').map(|word| format!("? {word}"));
    let mut words = shlex::split(apart.as_deref().unwrap_or(line)).ok_or_else(misuse)?;
    if let ["cargo", "run", options @ ..] =
        &words.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        match options.iter().position(|word| *word == "--") {
            // Another program than the workbook is run.
            _ if options.contains(&"--bin") => {}
            Some(at) if at + 1 < options.len() => {
                words.drain(..at + 3);
            }
            Some(_) | None => return Err(Failure::misuse(Wrong::IsOpen)),
        }
    }
    Ok(words)
}
