//! What can be wrong: a name, a file, a disk; and that nothing is lost and nothing is left.

use crate::package::{FOLDER, as_given, check, example, workbook};
use crate::screen::Screen;
use crate::support::system::{can_trace, has_strace, nothing_is_left};
use crate::support::trap::Folder;
use crate::support::{Output, address, by_newcomer, folder, program};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

fn said(output: Output) -> String {
    let Output {
        code,
        stdout,
        stderr,
    } = output;
    format!("{stdout}{stderr}-> {code}")
}

#[test]
fn an_unknown_exercise_is_told_from_the_nearest_one() {
    let typed = |words: &[&str]| said(workbook().args(words).output(""));
    let all = [
        typed(&["check", "tcp_lenght"]),
        typed(&["hint", "9.9"]),
        typed(&["check", "tcp_length", "--client", "true"]),
        typed(&["check", "tcp_length", "--server", "no-such-program"]),
        typed(&["solution", "tcp_length"]),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn clues_are_counted_and_the_last_one_is_the_solution() {
    let home = folder::empty("clues");
    let typed = |words: &[&str]| {
        let program = workbook().at_home(&home).args(words);
        said(program.output(""))
    };
    let clue = || typed(&["hint", "half_close_end"]);
    insta::assert_snapshot!([clue(), clue(), clue()].join("\n"));
    let again = typed(&["hint", "6.1"]);
    assert!(again.starts_with("Clue 3 of 3"), "{again}");
    let solution = typed(&["solution", "half_close_end"]);
    assert!(solution.contains("length == 0"), "{solution}");
    let marks = fs::read_to_string(home.join("socket-workbook/progress")).unwrap();
    assert!(
        marks.ends_with("\nclue half_close_end 1\nclue half_close_end 2\nclue half_close_end 3\n"),
        "{marks}"
    );
}

#[test]
fn a_file_that_cannot_be_checked_is_named_and_brought_back() {
    let folder = Folder::new("brought_back");
    as_given(&folder.path);
    let file = folder.path.join("lessons/exercises/tcp_length.rs");
    let given = fs::read(&file).unwrap();
    let typed = |words: &[&str]| {
        let program = by_newcomer(program(folder.workbook())).current_dir(&folder.path);
        said(program.args(words).output(""))
    };
    let old = |number: &str| PathBuf::from(format!("{}.old{number}", file.display()));
    for number in ["", "2", "3"] {
        let _ = fs::remove_file(old(number));
    }
    let mut all = Vec::new();
    fs::remove_file(&file).unwrap();
    all.push(typed(&["check", "tcp_length"]));
    all.push(typed(&["reset", "tcp_length"]));
    all.push(typed(&["reset", "tcp_length"]));
    fs::write(&file, b"\xff").unwrap();
    all.push(typed(&["check", "tcp_length"]));
    all.push(typed(&["reset", "tcp_length"]));
    assert_eq!(fs::read(old("")).unwrap(), b"\xff");
    fs::write(&file, "fn main() {").unwrap();
    let shown = typed(&["check", "tcp_length"]);
    assert!(shown.contains("unclosed delimiter"), "{shown}");
    assert!(shown.contains("does not compile: mend"), "{shown}");
    all.push(typed(&["reset", "tcp_length"]));
    insta::assert_snapshot!(all.join("\n"));
    assert_eq!(fs::read(&file).unwrap(), given);
}

#[test]
fn in_a_folder_that_may_not_be_written_nothing_is_lost() {
    let folder = Folder::new("read_only");
    as_given(&folder.path);
    let exercises = folder.path.join("lessons/exercises");
    let file = exercises.join("tcp_length.rs");
    fs::write(&file, "// mine\n").unwrap();
    let may = |mode| fs::set_permissions(&exercises, fs::Permissions::from_mode(mode)).unwrap();
    may(0o555);
    let program = by_newcomer(program(folder.workbook())).current_dir(&folder.path);
    let shown = said(
        program
            .args(["reset", "tcp_length"])
            .by_ordinary_user()
            .output(""),
    );
    may(0o755);
    assert!(
        shown.contains("could not write") && shown.ends_with("-> 1"),
        "{shown}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "// mine\n");
    as_given(&folder.path);
}

#[test]
fn a_program_that_waits_for_ever_is_told_who_waits_for_whom() {
    if !can_trace() {
        return;
    }
    let at = address::own();
    let shown = check("tcp_pieces", &["--server", &example("tcp_pieces__waits")]);
    assert_eq!(shown.code, 1, "{shown:?}");
    assert!(shown.stdout.contains("Nobody can go on: "), "{shown:?}");
    nothing_is_left(&at);
}

/// What strace traces, nobody else can trace.
#[test]
fn where_tracing_is_refused_an_exercise_runs_and_is_not_checked() {
    if !can_trace() || !has_strace() {
        return;
    }
    let at = address::own();
    let refuse = "-f -o /dev/null -e trace=none".split(' ');
    let path = FOLDER.workbook();
    let program = by_newcomer(program("strace").args(refuse).args([path]));
    let check = program.current_dir(&FOLDER.path);
    let check = check.args(["check", "tcp_pieces", "--address", &at]);
    let Output {
        code,
        stdout,
        stderr,
    } = check.output("");
    assert_eq!((code, stderr.as_str()), (1, ""), "{stdout}");
    let lines: Vec<&str> = stdout.lines().collect();
    assert!(
        lines[0].starts_with("Plain run: no narration, because"),
        "{stdout}"
    );
    assert!(
        lines[lines.len() - 1].starts_with("The exercise runs, but is not checked: "),
        "{stdout}"
    );
    assert!(stdout.contains("server │ o"), "{stdout}");
}

#[test]
fn ctrl_c_ends_a_run_of_an_exercise_and_nothing_of_it_is_left() {
    if !can_trace() {
        return;
    }
    let folder = Folder::new("broken_off");
    as_given(&folder.path);
    let file = folder.path.join("lessons/exercises/tcp_pieces.rs");
    fs::write(
        &file,
        "fn main() {\n    println!(\"here\");\n    loop {}\n}\n",
    )
    .unwrap();
    let program = by_newcomer(program(folder.workbook())).current_dir(&folder.path);
    let check = program.args(["check", "tcp_pieces", "--address", &folder.at]);
    let screen = Screen::of(check.env("TERM", "xterm"), 80, 24);
    screen.shows("running the exercise (Ctrl-C stops this) …");
    screen
        .types("\x03")
        .shows("stopped; nothing of the pair is left");
    assert_eq!(screen.ends(), 130);
    nothing_is_left(&folder.at);
}

#[test]
fn what_a_program_says_before_it_fails_is_shown() {
    if !can_trace() {
        return;
    }
    let shown = check(
        "half_close_end",
        &["--server", &example("half_close_end__panics")],
    );
    insta::assert_snapshot!(said(shown));
}
