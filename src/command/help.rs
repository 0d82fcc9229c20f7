//! `help`: the table as text.

use super::words::Misuse;
use crate::columns::columns;
use crate::narrate::prompt;
use clap::Command;
use textwrap::Options;

/// Columns for a line of help, even where the terminal has no room for them.
const NARROWEST: usize = 20;

/// Every command with its arguments, its short form and its line of help, in this many
/// columns.
pub fn overview(table: &Command, width: usize) -> String {
    let commands = table.get_subcommands();
    let commands: Vec<&Command> = commands.filter(|command| !command.is_hide_set()).collect();
    let starts: Vec<[String; 3]> = commands
        .iter()
        .map(|command| {
            let short: Vec<&str> = command.get_visible_aliases().collect();
            [call(command), short.join(", "), "|".to_owned()]
        })
        .collect();
    let mut lines = Vec::new();
    for (start, command) in columns(&starts).into_iter().zip(&commands) {
        let start = format!("  {}", start.trim_end_matches('|'));
        let about = command
            .get_about()
            .map_or(String::new(), ToString::to_string);
        let indent = " ".repeat(start.len());
        let options = Options::new(width.max(start.len() + NARROWEST))
            .initial_indent(&start)
            .subsequent_indent(&indent);
        lines.extend(
            textwrap::wrap(&about, options)
                .into_iter()
                .map(|line| line.into_owned()),
        );
    }
    lines.join("\n")
}

/// The name and the arguments: `go [STEP]`.
pub fn call(command: &Command) -> String {
    let mut words = vec![command.get_name().to_owned()];
    for argument in command
        .get_arguments()
        .filter(|argument| !argument.is_hide_set())
    {
        let named = argument.get_value_names().unwrap_or_default();
        let names: Vec<&str> = named.iter().map(clap::builder::Str::as_str).collect();
        let names = names.join(" ");
        match (argument.get_long(), argument.is_required_set()) {
            (None, true) => words.push(names),
            (None, false) => words.push(format!("[{names}]")),
            (Some(_), _) => {}
        }
    }
    words.join(" ")
}

/// One command in full.
pub fn one(table: &Command, name: &str) -> Result<String, Misuse> {
    match table.clone().find_subcommand_mut(name) {
        Some(command) => {
            let help = command.render_long_help().to_string();
            // At the prompt no program's name comes first.
            Ok(help.replace("Usage:  ", "Usage: ").trim_end().to_owned())
        }
        None => Err(Misuse::from(prompt::no_such_command(name, None))),
    }
}
