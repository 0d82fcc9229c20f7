//! From a line to words, and from a wrong line to what should have been typed.

use super::help;
use crate::catalogue;
use crate::narrate::misuse;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use std::fmt;

/// A line that is no command. Its text says what to type instead.
#[derive(Debug, PartialEq, Eq)]
pub struct Misuse {
    text: String,
    /// Not wrong: help or the version was asked for.
    pub is_answer: bool,
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Misuse {}

impl From<String> for Misuse {
    fn from(text: String) -> Misuse {
        Misuse {
            text,
            is_answer: false,
        }
    }
}

impl Misuse {
    /// The same, for somebody who is not at the prompt.
    pub fn on_command_line(mut self) -> Misuse {
        if !self.is_answer {
            self.text = misuse::on_command_line(&self.text);
        }
        self
    }

    /// What clap found, in the words of the workbook.
    pub fn new(error: clap::Error, table: &clap::Command) -> Misuse {
        let text = match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let text = error.render().to_string().trim_end().to_owned();
                return Misuse {
                    text,
                    is_answer: true,
                };
            }
            ErrorKind::InvalidSubcommand => {
                let word = context(&error, ContextKind::InvalidSubcommand);
                let near = context(&error, ContextKind::SuggestedSubcommand);
                let is_stage = table.find_subcommand("stop").is_some();
                if is_stage && super::table().find_subcommand(&word).is_some() {
                    return Misuse::from(misuse::only_after_stop(&word));
                }
                if let Some(lesson) = catalogue::named(&word).filter(|_| !is_stage) {
                    return Misuse::from(misuse::lesson_alone(lesson));
                }
                // A short form may be nearest: what it stands for is meant.
                let command = table.find_subcommand(&near);
                let near = command.map(|command| command.get_name().to_owned());
                misuse::no_such_command(&word, near)
            }
            ErrorKind::MissingRequiredArgument => {
                let name = command_in(&error, table).unwrap_or_default();
                let command = table.find_subcommand(name);
                misuse::more_words(&command.map_or(String::new(), help::call), name)
            }
            ErrorKind::InvalidValue if !choices(&error).is_empty() => {
                misuse::wrong_choice(&context(&error, ContextKind::InvalidValue), choices(&error))
            }
            // The words of the table's own parsers.
            ErrorKind::ValueValidation => match error.source() {
                Some(source) => source.to_string(),
                None => error.to_string(),
            },
            _ => {
                let text = error.render().to_string();
                let text = text.strip_prefix("error: ").unwrap_or(&text);
                // After an empty line come clap's own hints, which name flags.
                let text = text.split("\n\n").next().unwrap_or(text).trim_end();
                misuse::wrong_arguments(text, command_in(&error, table))
            }
        };
        Misuse::from(text)
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

/// The command whose usage clap would show.
fn command_in<'a>(error: &clap::Error, table: &'a clap::Command) -> Option<&'a str> {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => return None,
    };
    let named = |word| table.find_subcommand(word).map(clap::Command::get_name);
    usage.split_whitespace().find_map(named)
}

/// The words of a line by the rules of a shell, without one.
pub fn split(line: &str) -> Result<Vec<String>, Misuse> {
    shlex::split(line).ok_or_else(|| Misuse::from(misuse::open_quotation().to_owned()))
}
