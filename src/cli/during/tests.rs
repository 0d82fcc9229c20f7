//! What a line is while a pair runs.

use super::*;
use crate::narrate::problem::{Problem, Word};

fn problem(read: Result<Wish>) -> Problem {
    match read {
        Err(Failure::Misuse(problem)) => problem,
        other => panic!("{other:?} is no misuse"),
    }
}

fn wrong(read: Result<Wish>) -> Wrong {
    match problem(read) {
        Problem::Line(wrong) => wrong,
        other => panic!("{other:?} is no wrong line"),
    }
}

#[test]
fn a_wrong_line_is_data_and_its_words_come_later() {
    assert_eq!(wrong(stepping("run 2")), Wrong::OnlyAfterStop("run".into()));
    assert_eq!(wrong(talking("hello")), Wrong::SaidByNobody { meant: None });
    let meant = Some("client: hi".to_owned());
    let nobody = Wrong::SaidByNobody { meant };
    assert_eq!(wrong(talking("clinet: hi")), nobody);
    assert_eq!(wrong(stepping("c: hi")), nobody);
    let zero = Word::End("client 0".into());
    assert_eq!(problem(stepping("client 0")), zero.into());
    assert_eq!(problem(stepping("go on")), Word::Step("on".into()).into());
    let call = "kill END".to_owned();
    let command = "kill".to_owned();
    let incomplete = Wrong::Incomplete { command, call };
    assert_eq!(wrong(stepping("kill")), incomplete);
}

#[test]
fn in_a_record_only_what_tells_it_is_a_command() {
    assert!(matches!(telling(" "), Ok(None)));
    let told = telling("go 5");
    assert!(
        matches!(told, Ok(Some(Telling::Go(Go { step: Some(5) })))),
        "{told:?}"
    );
    for line in [
        "client",
        "kill",
        "client 2: hello",
        "type client hello",
        "who",
    ] {
        let refused = telling(line);
        assert!(
            matches!(
                refused,
                Err(Failure::Problem(Problem::InPair(InPair::IsRecorded)))
            ),
            "{line}: {refused:?}"
        );
    }
    let tables = [tell_table(), step_table()];
    let [told, stepped] = tables.each_ref().map(|table| table.get_subcommands());
    let names: Vec<&str> = told.map(clap::Command::get_name).collect();
    let all = [
        "go", "words", "folds", "lanes", "explain", "read", "help", "stop",
    ];
    assert_eq!(names, all);
    let stepped: Vec<&str> = stepped.map(clap::Command::get_name).collect();
    assert!(names.iter().all(|name| stepped.contains(name)));
}

#[test]
fn help_tells_a_command_that_works_later_from_an_unknown_one() {
    let said = |name| match help_here(&talk_table(), Some(name)) {
        Err(Failure::Misuse(Problem::Line(wrong))) => wrong,
        other => panic!("{other:?}"),
    };
    assert_eq!(said("run"), Wrong::OnlyAfterStop("run".to_owned()));
    let unknown = Wrong::NoSuchCommand {
        word: "rum".to_owned(),
        near: None,
    };
    assert_eq!(said("rum"), unknown);
}

#[test]
fn a_text_to_type_is_taken_as_it_is() {
    let typed = |line| match stepping(line) {
        Ok(Wish::Type(end, text)) => (end, text),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        typed("t client it's late"),
        (End::Client(1), "it's late".to_owned())
    );
    assert_eq!(typed("server:"), (End::Server, String::new()));
}

#[test]
fn a_command_of_step_is_told_from_one_that_is_unknown() {
    let after = |line: &str| {
        let failure = command::from_line(line).err();
        failure.map(|failure| misplaced(failure, line))
    };
    let only = |failure| {
        matches!(
            failure,
            Some(Failure::Misuse(Problem::Line(Wrong::OnlyDuringStep(_))))
        )
    };
    assert!(only(after("who")));
    assert!(only(after("client 2: hello")));
    assert!(!only(after("whose")));
}
