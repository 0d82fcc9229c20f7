//! What a line could become: candidates for Tab, and the greyed rest of a command.

use crate::cli::{help, values};
use crate::lesson::catalogue::{LESSONS, PAGES};
use crate::lesson::exercises;
use clap::Command;

/// The word before the cursor: where it begins, and what it could be.
pub fn complete(table: &Command, ends: &[String], before: &str) -> (usize, Vec<String>) {
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (earlier, begun) = before.split_at(start);
    let earlier: Vec<&str> = earlier.split_whitespace().collect();
    let words = match earlier.as_slice() {
        [] => [names(table), addressed(ends)].concat(),
        [command] => arguments(table, ends, command),
        _ => Vec::new(),
    };
    // The names of lessons are taken in either case, and an end's name has only small letters.
    let begun = begun.to_lowercase();
    let fits = |word: &String| word.starts_with(&begun);
    (start, words.into_iter().filter(fits).collect())
}

fn names(table: &Command) -> Vec<String> {
    let visible = table
        .get_subcommands()
        .filter(|command| !command.is_hide_set());
    visible
        .map(|command| command.get_name().to_owned())
        .collect()
}

/// `client: ` for a line that is typed at its keyboard.
fn addressed(ends: &[String]) -> Vec<String> {
    ends.iter().map(|end| format!("{end}: ")).collect()
}

fn arguments(table: &Command, ends: &[String], command: &str) -> Vec<String> {
    let Some(command) = table.find_subcommand(command) else {
        return Vec::new();
    };
    let Some(argument) = command.get_positionals().next() else {
        return Vec::new();
    };
    match argument.get_id().as_str() {
        values::LESSON => lessons(),
        values::EXERCISE => exercises(),
        values::RESET => [exercises(), vec![values::LESSONS.to_owned()]].concat(),
        values::PAGE => [lessons(), PAGES.map(str::to_owned).to_vec()].concat(),
        values::COMMAND => names(table),
        values::END => ends.to_vec(),
        _ => {
            let choices = argument.get_possible_values();
            choices
                .iter()
                .map(|choice| choice.get_name().to_owned())
                .collect()
        }
    }
}

fn exercises() -> Vec<String> {
    let names = exercises::all().map(|exercise| exercise.name.to_owned());
    names.collect()
}

/// By number and by name.
fn lessons() -> Vec<String> {
    let numbers = LESSONS.iter().map(|lesson| lesson.number.to_string());
    let names = LESSONS.iter().map(|lesson| lesson.name().to_owned());
    numbers.chain(names).collect()
}

/// The rest of the first command that begins so, and then its arguments.
pub fn hint(table: &Command, line: &str) -> Option<(String, String)> {
    if line.is_empty() || line.contains(char::is_whitespace) {
        return None;
    }
    let visible = || {
        table
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
    };
    let exact = visible().find(|command| command.get_all_aliases().any(|alias| alias == line));
    if let Some(command) = exact.filter(|command| !command.get_name().starts_with(line)) {
        return Some((String::new(), format!("  ({})", help::call(command))));
    }
    let command =
        exact.or_else(|| visible().find(|command| command.get_name().starts_with(line)))?;
    let (name, call) = (command.get_name(), help::call(command));
    Some((name[line.len()..].to_owned(), call[name.len()..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{command::table, during};

    fn candidates(before: &str) -> Vec<String> {
        complete(&table(), &[], before).1
    }

    #[test]
    fn a_begun_word_is_completed_from_the_table() {
        assert_eq!(candidates("st"), ["step"]);
        assert_eq!(candidates("sour"), ["source"]);
        let numbers = ["1", "2", "3", "4", "5", "6"];
        let names = ["concepts", "tcp", "udp", "threads", "chat", "half-close"];
        assert_eq!(candidates("step "), [numbers, names].concat());
        assert_eq!(candidates("hint tcp_le"), ["tcp_length"]);
        assert_eq!(candidates("reset l"), ["lessons"]);
        assert_eq!(candidates("run H"), ["half-close"]);
        assert_eq!(candidates("help ne"), ["next"]);
        assert_eq!(candidates("lanes "), ["one", "two", "auto"]);
        assert_eq!(candidates("quit "), [""; 0]);
    }

    #[test]
    fn an_end_is_completed_where_one_can_stand() {
        let ends = ["server".to_owned(), "client 2".to_owned()];
        let table = during::step_table();
        assert_eq!(
            complete(&table, &ends, "kill s"),
            (5, vec!["server".to_owned()])
        );
        assert_eq!(
            complete(&table, &ends, "server:"),
            (0, vec!["server: ".to_owned()])
        );
    }

    #[test]
    fn a_hint_shows_the_rest_and_the_arguments() {
        let hint = |line| hint(&table(), line).map(|(rest, arguments)| rest + &arguments);
        assert_eq!(hint("ste").as_deref(), Some("p [LESSON]"));
        assert_eq!(hint("s").as_deref(), Some("tep [LESSON]"));
        assert_eq!(hint("q").as_deref(), Some("uit"));
        assert_eq!(hint("exit").as_deref(), Some("  (quit)"));
        assert_eq!(hint("zzz"), None);
    }
}
