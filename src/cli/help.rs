//! `help`: the table as text.

use crate::cli::near::near;
use crate::narrate::message::Prompt;
use crate::narrate::problem::Wrong;
use crate::narrate::{Failure, Result, message};
use crate::terminal::columns::{fill, hanging};
use clap::{Arg, Command};

/// The command that is asked for in full; without a name all of them.
///
/// # Errors
/// If there is no command of this name.
pub fn help(table: &Command, name: Option<&str>, width: usize) -> Result<String> {
    match name {
        Some(name) => one(table, name, width),
        None => Ok(overview(table, width)),
    }
}

/// Every command with its arguments, its short form and its line of help, in this many
/// columns.
fn overview(table: &Command, width: usize) -> String {
    let commands = table.get_subcommands();
    let commands = commands.filter(|command| !command.is_hide_set());
    let rows = commands.map(|command| {
        let short: Vec<&str> = command.get_visible_aliases().collect();
        let about = command.get_about();
        let about = about.map_or(String::new(), ToString::to_string);
        [format!("  {}", call(command)), short.join(", "), about]
    });
    let mut lines = hanging(&rows.collect::<Vec<_>>(), width);
    let has_runs = table.find_subcommand("run").is_some();
    let about = message(Prompt::AboutTheTable { has_runs });
    lines.push(format!("\n{about}"));
    lines.join("\n")
}

/// The name and the arguments: `go [STEP]`.
pub fn call(command: &Command) -> String {
    let arguments = command.get_positionals().map(|argument| {
        let names = named(argument);
        if argument.is_required_set() {
            names
        } else {
            format!("[{names}]")
        }
    });
    let words: Vec<String> = [command.get_name().to_owned()]
        .into_iter()
        .chain(arguments)
        .collect();
    words.join(" ")
}

fn named(argument: &Arg) -> String {
    let named = argument.get_value_names().unwrap_or_default();
    let names: Vec<&str> = named.iter().map(clap::builder::Str::as_str).collect();
    names.join(" ")
}

/// One command in full, in this many columns.
fn one(table: &Command, name: &str, width: usize) -> Result<String> {
    let Some(command) = table.find_subcommand(name) else {
        return Err(Failure::misuse(Wrong::NoSuchCommand {
            word: name.to_owned(),
            near: near(table, name),
        }));
    };
    let about = command.get_long_about().or(command.get_about());
    let about = about.map_or(String::new(), ToString::to_string);
    let mut lines = vec![fill(&about, width), String::new()];
    let short: Vec<&str> = command.get_visible_aliases().collect();
    lines.push(message(Prompt::Usage {
        usage: &usage(command),
        short: &short,
    }));
    let rows = command.get_arguments().filter(is_own).map(|argument| {
        let help = argument.get_help();
        let help = help.map_or(String::new(), ToString::to_string);
        [format!("  {}", of_line(argument)), help]
    });
    lines.extend(hanging(&rows.collect::<Vec<_>>(), width));
    Ok(lines.join("\n"))
}

/// The call with its options: `run [--plain-run] [LESSON]`.
fn usage(command: &Command) -> String {
    let call = call(command);
    let (name, arguments) = call.split_at(command.get_name().len());
    let options = command.get_arguments().filter(is_own);
    let options = options.filter(|argument| !argument.is_positional());
    let options: String = options
        .map(|option| format!(" [{}]", of_line(option)))
        .collect();
    format!("{name}{options}{arguments}")
}

/// An argument as it is typed: `LESSON`, `--address IP:PORT`.
pub fn of_line(argument: &Arg) -> String {
    match argument.get_long() {
        None => named(argument),
        Some(long) if argument.get_action().takes_values() => {
            format!("--{long} {}", named(argument))
        }
        Some(long) => format!("--{long}"),
    }
}

/// Not what clap adds, which is asked for by `help` here, and not what goes with every command.
fn is_own(argument: &&Arg) -> bool {
    argument.get_id() != "help" && !argument.is_global_set()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::complete::complete;
    use crate::cli::{command::table, during};

    fn tables() -> [Command; 4] {
        use during::{step_table, talk_table, tell_table};
        [table(), step_table(), talk_table(), tell_table()]
    }

    #[test]
    fn every_command_is_in_the_overview_in_full_and_is_completed() {
        for table in tables() {
            let overview = overview(&table, 100);
            for command in table.get_subcommands() {
                let name = command.get_name();
                assert!(overview.contains(&format!("  {}", call(command))), "{name}");
                assert!(
                    one(&table, name, 100).is_ok_and(|text| text.contains("Usage")),
                    "{name}"
                );
                let (_, candidates) = complete(&table, &[], name);
                assert!(
                    candidates.iter().any(|candidate| candidate == name),
                    "{name}"
                );
                assert!(
                    command.get_about().is_some(),
                    "{name} says nothing of itself"
                );
            }
        }
    }

    #[test]
    fn no_two_commands_have_the_same_short_form() {
        for table in tables() {
            let mut names: Vec<&str> = table
                .get_subcommands()
                .flat_map(|command| command.get_name_and_visible_aliases())
                .collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{names:?}");
        }
    }
}
