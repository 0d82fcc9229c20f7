//! The command that may have been meant by a mistyped one.

use crate::lesson::near::nearest;
use clap::Command;

pub fn near(table: &Command, word: &str) -> Option<String> {
    let commands = table.get_subcommands().filter(|one| !one.is_hide_set());
    let names = commands.flat_map(Command::get_name_and_visible_aliases);
    // A short form may be nearest: what it stands for is meant.
    let command = table.find_subcommand(nearest(word, names)?)?;
    Some(command.get_name().to_owned())
}
