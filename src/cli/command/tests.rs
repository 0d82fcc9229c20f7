//! What can be typed, and what is said of what cannot.

use super::*;
use crate::narrate::{self, TypedAt};
use crate::view::{Lanes, Switch};
use insta::assert_snapshot;

/// What is said of a line that is no command.
fn said<T>(read: Result<T>, at: TypedAt) -> String {
    match read {
        Err(Failure::Misuse(problem)) => narrate::problem(&problem, at),
        Err(other) => panic!("{other:?} is no misuse"),
        Ok(_) => panic!("this is a command"),
    }
}

fn at_prompt(line: &str) -> String {
    said(from_line(line), TypedAt::Prompt)
}

fn in_shell(words: &[&str]) -> String {
    let words = ["workbook"].iter().chain(words).map(OsString::from);
    said(from_arguments(words), TypedAt::Shell)
}

#[test]
fn a_hint_is_typed_where_the_line_was_typed() {
    assert_snapshot!(at_prompt("zzz"), @r"
    there is no command zzz
    hint: help shows all commands
    ");
    assert_snapshot!(in_shell(&["zzz"]), @r"
    there is no command zzz
    hint: cargo run -- help shows all commands
    ");
    assert_snapshot!(at_prompt("pair a"), @r"
    something is missing: pair SERVER CLIENT
    hint: help pair
    ");
    assert_snapshot!(in_shell(&["tcp"]), @r"
    tcp is a lesson, not a command
    hint: cargo run -- run tcp, or step tcp
    ");
}

#[test]
fn what_the_book_tells_to_type_leads_on_at_the_prompt() {
    for line in ["cargo run -- run 2", "cargo run --quiet -- r tcp"] {
        let typed = from_line(line);
        assert!(
            matches!(typed, Ok((Command::Run(_), _))),
            "{line}: {typed:?}"
        );
    }
    assert_snapshot!(at_prompt("cargo run"), @r"
    this is the workbook already
    hint: help shows all commands
    ");
    assert_snapshot!(at_prompt("cargo run --bin lesson2 server"), @r"
    cargo is a command of the shell, not of the workbook
    hint: type it in another terminal, or leave the workbook first
    ");
    assert_snapshot!(at_prompt("Tcp-States"), @r"
    tcp-states is a page of the book, not a command
    hint: read tcp-states
    ");
    assert_snapshot!(at_prompt("clear"), @r"
    there is no command clear
    hint: Ctrl-L clears the screen
    ");
}

#[test]
fn the_options_of_a_run_are_taken_at_the_prompt_too() {
    let typed = from_line("run 2 --words off --lanes one --all-steps");
    let asked = Appearance {
        words: Some(Switch::Off),
        lanes: Some(Lanes::One),
        all_steps: true,
        ..Appearance::default()
    };
    assert!(
        matches!(&typed, Ok((Command::Run(_), look)) if *look == asked),
        "{typed:?}"
    );
}

#[test]
fn only_what_is_near_is_proposed() {
    assert_snapshot!(at_prompt("rnu 2"), @"there is no command rnu: did you mean run?");
    assert_snapshot!(at_prompt("stpe"), @"there is no command stpe: did you mean step?");
    for far in ["finish", "tell", "begin", "z"] {
        let said = at_prompt(far);
        assert!(!said.contains("did you mean"), "{said}");
    }
}

#[test]
fn a_wrong_argument_is_named_with_the_help_that_explains_it() {
    assert_snapshot!(at_prompt("step 2 3"), @r"
    unexpected argument '3' found
    hint: help step
    ");
    assert_snapshot!(at_prompt("run --plain-run=yes"), @r"
    unexpected value 'yes' for '--plain-run' found; no more were expected
    hint: help run
    ");
    assert_snapshot!(at_prompt("run --plain-run --plain-run"), @r"
    the argument '--plain-run' cannot be used multiple times
    hint: help run
    ");
    assert_snapshot!(at_prompt("run 2 --log - --plain-run"), @r"
    --plain-run and --log FILE exclude each other
    hint: type run [LESSON] --plain-run, or run [LESSON] --log FILE
    ");
    assert_snapshot!(in_shell(&["run", "2", "--plain-run", "--log", "-"]), @r"
    --log FILE and --plain-run exclude each other
    hint: type cargo run -- run [LESSON] --log FILE, or cargo run -- run [LESSON] --plain-run
    ");
    assert_snapshot!(in_shell(&["run", "--log", "a", "--log", "b"]), @r"
    the argument '--log FILE' cannot be used multiple times
    hint: cargo run -- help run
    ");
    assert_snapshot!(at_prompt("pair a b --step --log -"), @r"
    --log FILE and --step exclude each other
    hint: type pair SERVER CLIENT --log FILE, or pair SERVER CLIENT --step
    ");
    assert_snapshot!(at_prompt("run --address"), @r"
    a value is required for '--address IP:PORT' but none was supplied
    hint: help shows all commands
    ");
    assert_snapshot!(at_prompt("words maybe"), @r"
    maybe cannot stand here
    hint: type one of on, off
    ");
}

#[test]
fn a_word_that_names_nothing_is_told_what_it_could_name() {
    assert_snapshot!(at_prompt("run --address 127.0.0.1"), @"an address is an IP and a port, for instance 127.0.0.1:9999");
    assert_snapshot!(at_prompt("run --address 127.0.0.1:0"), @"port 0 is no port to meet at; take one from 1024 to 65535");
    assert_snapshot!(at_prompt("run 9"), @r"
    there is no lesson 9
    hint: the lessons are 1 concepts, 2 tcp, 3 udp, 4 threads, 5 chat, 6 half-close
    ");
}

#[test]
fn a_line_without_a_command_asks_for_one() {
    for line in ["# a comment", "''"] {
        let said = at_prompt(line);
        assert!(said.starts_with("a command was expected\n"), "{said}");
    }
}

#[test]
fn help_that_was_asked_for_is_an_answer() {
    let asked = from_line("run --help");
    assert!(matches!(asked, Err(Failure::Answer(_))), "{asked:?}");
}
