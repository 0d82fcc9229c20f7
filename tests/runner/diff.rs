//! What an edit of the learner's changes in what a lesson does: `diff`.

use crate::support::filters::Filters;
use crate::support::trap::Folder;
use crate::support::{Output, Program, eventually, snapshot, system};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::path::Path;

const LESSON_2: &str = "Lesson 2: TCP, your version and the original";
const NOTHING: &str = "No line of it is changed, and it does the same: nothing is different.\n";

fn diff(folder: &Folder, lesson: u8) -> Program {
    folder
        .open()
        .args(["diff", &lesson.to_string(), "--address", &folder.at])
        .filtered(Filters::of_run(lesson, &folder.at))
}

/// What is shown of lesson 2 with these words in the place of those.
fn shown(name: &str, was: &str, is: &str) -> Output {
    let folder = Folder::new(name);
    folder.edit(2, |source| {
        assert_eq!(source.matches(was).count(), 1, "{was}");
        source.replace(was, is)
    });
    let output = diff(&folder, 2).output("");
    system::nothing_is_left(&folder.at);
    assert_eq!(output.code, 0, "{output:?}");
    output
}

#[test]
fn the_lessons_as_they_come_are_not_different() {
    if !system::can_trace() {
        return;
    }
    let folder = Folder::new("diff of nothing");
    // What lesson 1 asks of a machine without a network is answered otherwise.
    for lesson in 2..=6 {
        let output = diff(&folder, lesson).output("");
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
        assert!(
            output.stdout.ends_with(&format!("\n\n{NOTHING}")),
            "{output:?}"
        );
    }
}

#[test]
fn two_writes_in_the_place_of_one() {
    if system::can_trace() {
        let one = "    stream.write_all(\"你好\".as_bytes())?;\n";
        let two = "    stream.write_all(\"你\".as_bytes())?;\n    \
                       stream.write_all(\"好\".as_bytes())?;\n";
        snapshot::compare("diff/two_writes", &shown("two writes", one, two).stdout);
    }
}

#[test]
fn a_block_that_moves_is_said_once() {
    if system::can_trace() {
        let closes = "    drop(stream);\n    drop(listener);\n";
        let other = "    drop(listener);\n    drop(stream);\n";
        snapshot::compare("diff/moved", &shown("moved", closes, other).stdout);
    }
}

#[test]
fn a_comment_changes_nothing_that_is_told() {
    if !system::can_trace() {
        return;
    }
    let (was, is) = ("// ANCHOR: read\n", "// here it reads\n");
    let output = shown("a comment", was, is);
    assert!(output.stdout.starts_with(LESSON_2), "{output:?}");
    let said = "- 33  │     // ANCHOR: read\n\
                + 33  │     // here it reads\n\n\
                These lines change nothing of what is told: all 24 steps are the same.\n";
    assert!(output.stdout.ends_with(said), "{output:?}");
}

#[test]
fn a_change_after_which_both_wait_for_ever() {
    if system::can_trace() {
        let was = "    stream.write_all(\"你好\".as_bytes())?;\n";
        snapshot::compare("diff/stuck", &shown("stuck", was, "").stdout);
    }
}

#[test]
fn a_change_that_lets_an_end_fail() {
    if system::can_trace() {
        let was = "TcpStream::connect(address)?";
        let is = "TcpStream::connect((address.ip(), 9))?";
        snapshot::compare("diff/fails", &shown("fails", was, is).stdout);
    }
}

#[test]
fn a_change_that_never_ends_is_cut() {
    if !system::can_trace() {
        return;
    }
    let was = "    stream.write_all(\"你好\".as_bytes())?;\n\n    let mut";
    let is = "    for _ in 0..u64::MAX {\n        stream.set_nodelay(true)?;\n        println!(\"x\");\n    }\n    let mut";
    let output = shown("flood", was, is);
    let said = "Your version goes on and on. It was stopped after 1000 steps, and only these were held \
                against the\noriginal.\n";
    assert!(output.stdout.ends_with(said), "{output:?}");
    assert!(output.stdout.lines().count() < 200, "{output:?}");
}

#[test]
fn what_does_not_compile_is_said_as_for_a_run() {
    let folder = Folder::new("diff that does not compile");
    folder.edit(2, |source| source.replace("fn server(", "fn servant("));
    let output = diff(&folder, 2).output("");
    let said = "lesson 2 does not compile: mend lessons/lesson2_tcp.rs and run it again\n\
                hint: git diff lessons/lesson2_tcp.rs shows what you changed\n";
    assert_eq!((output.code, output.stdout.as_str()), (1, ""));
    assert!(output.stderr.ends_with(said), "{output:?}");
}

/// The workbook carries a copy, since the file itself is the learner's. After a change of a lesson:
/// `cp lessons/lesson2_tcp.rs lessons/given/`.
#[test]
fn a_lesson_is_given_twice() {
    for given in fs::read_dir("lessons/given").unwrap() {
        let given = given.unwrap();
        let file = Path::new("lessons").join(given.file_name());
        let texts = [given.path(), file].map(|path| fs::read_to_string(path).unwrap());
        assert!(texts[0] == texts[1], "{}", given.path().display());
    }
}

#[test]
fn a_signal_while_the_changed_lesson_runs_unseen_leaves_nothing() {
    if !system::can_trace() {
        return;
    }
    let folder = Folder::new("diff broken off");
    let was = "    stream.write_all(\"欢迎\".as_bytes())?;\n";
    let is = "    std::thread::sleep(std::time::Duration::from_secs(600));\n";
    folder.edit(2, |source| source.replace(was, is));
    let run = diff(&folder, 2).start();
    eventually("both ends", || system::processes(&folder.at).len() == 3);
    kill(Pid::from_raw(run.pid() as i32), Signal::SIGINT).unwrap();
    run.ends_with(130, "", "stopped; nothing of the pair is left\n");
    system::nothing_is_left(&folder.at);
}
