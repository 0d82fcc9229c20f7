//! `help`: the table as text.

use super::words::Misuse;
use crate::columns::{columns, hang};
use crate::narrate::prompt;
use clap::{Arg, Command};

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
        lines.extend(hang(&start, &about, width));
    }
    lines.push(format!("\n{}", prompt::about_the_table()));
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

/// One command in full, in this many columns.
pub fn one(table: &Command, name: &str, width: usize) -> Result<String, Misuse> {
    match table.find_subcommand(name) {
        Some(command) => {
            // At the prompt this is asked for by `help`.
            let hide = |argument: Arg| match argument.get_id() == "help" {
                true => argument.hide(true),
                false => argument,
            };
            let mut command = command.clone().term_width(width).mut_args(hide);
            let help = command.render_long_help().to_string();
            // At the prompt no program's name comes first.
            Ok(help.replace("Usage:  ", "Usage: ").trim_end().to_owned())
        }
        None => Err(Misuse::from(prompt::no_such_command(name, None))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::complete::complete;
    use crate::command::{during, table};

    #[test]
    fn every_command_is_in_the_overview_in_full_and_is_completed() {
        for table in [table(), during::step_table(), during::talk_table()] {
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
        for table in [table(), during::step_table(), during::talk_table()] {
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
