//! What is said of what went wrong, and what to type next.

use crate::lesson::catalogue::{Page, lesson};
use crate::narrate::problem::{Logs, Problem, Programs, Reading, TypedAt, Unnarrated, Wrong};
use crate::narrate::words::problem;
use event::log::Unreadable;
use event::{End, Wait, Waiting, Who};
use insta::assert_snapshot;

fn unreadable(why: Unreadable) -> Problem {
    let path = "run.log".into();
    Logs::Unreadable { path, why }.into()
}

#[test]
fn what_to_type_next_is_typed_where_the_command_was() {
    let tcp = lesson(2).expect("a lesson");
    let problems = [
        Wrong::OnlyDuringStep("who".to_owned()).into(),
        Problem::NoChat(tcp),
        Problem::AllDone,
        Problem::NoRunYet,
        Problem::NeedsNarration(Unnarrated::Asked),
        Programs::NoWords(End::Server).into(),
        Reading::NoPage(Page::Chapter(tcp)).into(),
        unreadable(Unreadable::NoLog),
        unreadable(Unreadable::File("no such file".to_owned())),
        unreadable(Unreadable::CutShort { after: 3 }),
    ];
    for what in problems {
        let [in_shell, at_prompt] = [TypedAt::Shell, TypedAt::Prompt].map(|at| problem(&what, at));
        let workbook = "cargo run -- ";
        assert!(in_shell.contains(workbook), "{in_shell}");
        assert_eq!(in_shell.replace(workbook, ""), at_prompt);
    }
}

#[test]
fn where_nothing_has_happened_for_too_long_it_is_said_who_is_where() {
    let waits = |end, wait| Waiting {
        who: Who::main(end),
        wait,
        place: None,
        spots: Vec::new(),
    };
    let too_long = Problem::TooLong {
        seconds: 60,
        threads: vec![
            waits(End::Server, Wait::NotFollowed),
            waits(End::Client(1), Wait::Untold("futex".into())),
        ],
    };
    assert_snapshot!(problem(&too_long, TypedAt::Shell), @r"
    the run was stopped: nothing has happened for 60 seconds
    the server is in its own code, or in a call that is not followed
    the client waits for another thread of its own program
    ");
}

#[test]
fn a_file_without_a_name_can_be_seen() {
    let (path, error) = ("".into(), "no such file".to_owned());
    assert_snapshot!(problem(&Logs::Unwritable { path, error }.into(), TypedAt::Shell), @r"
    could not write the log '': no such file
    hint: --log takes a file that you may write, or - for standard output
    ");
}

#[test]
fn without_an_editor_the_file_is_named() {
    let no_editor = Problem::from(Reading::NoEditor(lesson(2).expect("a lesson")));
    assert_snapshot!(problem(&no_editor, TypedAt::Shell), @r"
    no editor was found: neither VISUAL nor EDITOR names one
    hint: open lessons/lesson2_tcp.rs in any editor and save it; cargo run -- run 2 takes it as it stands there
    ");
    let failed = Problem::from(Reading::EditorFailed {
        program: "ed".to_owned(),
        error: "no such file".to_owned(),
        lesson: lesson(2).expect("a lesson"),
    });
    assert_snapshot!(problem(&failed, TypedAt::Prompt), @r"
    could not start the editor ed: no such file
    hint: open lessons/lesson2_tcp.rs in any editor and save it; run 2 takes it as it stands there
    ");
}
