//! Every command that the book shows is a real one, and the page of commands lists them all.

use crate::pages::{pages, read, root};
use crate::support::{address, lesson, system, workbook};
use std::collections::BTreeSet;

/// Needs more than this machine has for sure, or is this test itself.
const NOT_RUN: [&str; 2] = ["mdbook build book --open", "cargo test"];

#[test]
fn every_command_shown_is_a_real_one() {
    let mut commands = BTreeSet::new();
    for page in pages() {
        for block in page.blocks().iter().filter(|block| block.info == "console") {
            let line = block.text.trim_end();
            assert_eq!(
                line.lines().count(),
                1,
                "{}: one command a block",
                page.name
            );
            assert!(!line.starts_with('$'), "{}: {line}", page.name);
            commands.insert(line.to_owned());
        }
    }
    for command in commands {
        is_real(&command);
    }
}

/// Whoever types them at the prompt is told where they belong.
#[test]
fn at_the_prompt_a_command_of_the_shell_is_known_as_one() {
    let mut lines = BTreeSet::new();
    for page in pages() {
        for block in page.blocks().iter().filter(|block| block.info == "console") {
            lines.insert(block.text.trim_end().to_owned());
        }
    }
    lines.retain(|line| !line.starts_with("cargo run --") || line.contains("--bin"));
    assert!(lines.len() > 5, "{lines:?}");
    for line in lines {
        let output = workbook([]).output(&format!("{line}\n"));
        let is_known = ["command of the shell", "the workbook already"];
        let is_known = is_known.iter().any(|words| output.stderr.contains(words));
        assert!(is_known, "{line}: {output:?}");
    }
}

/// Does what is told to be typed, as far as a test may.
pub fn is_real(command: &str) {
    let words = shlex::split(command).expect("a quotation mark is not closed");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        _ if NOT_RUN.contains(&command) => {}
        [
            "cargo",
            "install",
            "mdbook",
            "--version",
            "0.5.4",
            "--locked",
            ..,
        ] => {}
        ["cargo", "run"] => runs(command, &[]),
        ["cargo", "run", "--", rest @ ..] => runs(command, &meeting_at(&address::own(), rest)),
        ["cargo", "run", "--bin", program, rest @ ..] => {
            let number = program.strip_prefix("lesson").unwrap().parse().unwrap();
            // Whether it is understood; the conversations are tried in tests/by_hand.
            let output = lesson(number).args(rest).args(["--help"]).output("");
            assert_eq!(output.code, 0, "{command}");
            if number > 1 {
                assert!(["server", "client"].contains(&rest[0]), "{command}");
            }
        }
        ["git", "restore" | "diff" | "checkout", path] => {
            assert!(root().join(path).exists(), "{command}");
        }
        _ => panic!("what is this? {command}"),
    }
}

/// The same, with the ends at an address of the test's own: somebody may be at the usual one,
/// or at one that a page names.
fn meeting_at<'a>(address: &'a str, arguments: &[&'a str]) -> Vec<&'a str> {
    let mut words = arguments.to_vec();
    if let Some(named) = words.iter().position(|word| *word == "--address") {
        words.drain(named..named + 2);
    }
    if let Some(&("run" | "step" | "talk" | "exercise" | "check")) = words.first() {
        words.extend(["--address", address]);
    }
    words
}

fn runs(command: &str, arguments: &[&str]) {
    let output = workbook([]).args(arguments).output("");
    // An exercise is not passed as it is given.
    let is_exercise = matches!(arguments.first(), Some(&("exercise" | "check")));
    let code = i32::from(is_exercise);
    assert_eq!(output.code, code, "{command}: {output:?}");
    assert_eq!(output.stderr, "", "{command}");
}

#[test]
fn the_page_of_commands_lists_them_all() {
    let page = read("book/src/commands.md");
    let mut rows: BTreeSet<(String, String)> = BTreeSet::new();
    for line in page.lines() {
        if let Some((name, words)) = line
            .strip_prefix("| `")
            .and_then(|row| row.strip_suffix(" |"))
            .and_then(|row| row.split_once("` | "))
        {
            // In a table, a bar inside a cell is written with a backslash.
            rows.insert((name.replace(r"\|", "|"), words.to_owned()));
        }
    }
    // What the workbook itself says of its commands and of the options of a run.
    let mut real = BTreeSet::new();
    for (name, words) in table("Commands:", &workbook(["--help"]).output("").stdout) {
        let arguments = match name.as_str() {
            "run" | "step" | "talk" | "predict" | "diff" | "source" | "edit" => " LESSON",
            "read" => " PAGE",
            "explain" => " WORD|STEP",
            "exercise" | "check" | "hint" | "reset" | "solution" => " EXERCISE",
            "pair" => " SERVER CLIENT",
            "replay" => " FILE",
            "words" | "folds" => " on|off",
            "lanes" => " one|two|auto",
            "help" => " COMMAND",
            _ => "",
        };
        real.insert((format!("cargo run -- {name}{arguments}"), words));
    }
    let options = ["run", "check"]
        .map(|command| table("Options:", &workbook([command, "--help"]).output("").stdout));
    real.extend(
        options
            .into_iter()
            .flatten()
            .filter(|(name, _)| !name.contains("--help"))
            .map(|(name, words)| (name.replace(['<', '>'], ""), words)),
    );
    if system::can_trace() {
        real.extend(at_a_step());
    } else {
        rows.retain(|(name, _)| name.starts_with("cargo") || name.starts_with('-'));
    }
    let alone = rows.iter().find(|(name, _)| name == "cargo run").cloned();
    real.insert(alone.expect("the command without arguments"));
    assert_eq!(rows, real);
}

/// The commands of a stepped pair, as `help` shows them there: what to type, the short forms,
/// the words. Words that need more than one line go on further to the right.
fn at_a_step() -> Vec<(String, String)> {
    let at = address::own();
    let lines = format!("step 2 --address {at}\nhelp\nstop\n");
    let shown = workbook([]).output(&lines).stdout;
    let mut rows: Vec<String> = Vec::new();
    for line in shown.lines().filter(|line| line.starts_with("  ")) {
        match (line.strip_prefix("   "), rows.last_mut()) {
            (Some(more), Some(row)) => *row += &format!(" {}", more.trim_start()),
            _ => rows.push(line.trim_start().to_owned()),
        }
    }
    let row = |row: &String| {
        let cells: Vec<&str> = row.split("  ").filter(|cell| !cell.is_empty()).collect();
        let words = cells[cells.len() - 1].trim_start().to_owned();
        let words = match cells[1..cells.len() - 1] {
            [short] if short.contains(',') => format!("{words} [aliases: {}]", short.trim()),
            [short] => format!("{words} [alias: {}]", short.trim()),
            _ => words,
        };
        (cells[0].replace(['[', ']'], ""), words)
    };
    rows.iter().map(row).collect()
}

/// The rows under a heading of a help text: name and words.
fn table(heading: &str, help: &str) -> Vec<(String, String)> {
    let rows = help.lines().skip_while(|line| *line != heading).skip(1);
    rows.take_while(|line| !line.is_empty())
        .map(|row| {
            let (name, words) = row.trim_start().split_once("  ").unwrap();
            (name.to_owned(), words.trim().to_owned())
        })
        .collect()
}
