//! The screen of an exercise in a real terminal: saved by an editor that writes in place and by one
//! that renames, a clue, a reset, the next one, and leaving.

use crate::package::as_given;
use crate::screen::Screen;
use crate::support::system::{can_trace, nothing_is_left};
use crate::support::trap::Folder;
use crate::support::{Program, by_newcomer, program};
use std::fs;

const LEFT: i32 = 0;

fn opened(folder: &Folder, exercise: &str) -> Program {
    let exercises = folder.path.join("lessons/exercises");
    as_given(&folder.path);
    for file in fs::read_dir(&exercises).unwrap() {
        let path = file.unwrap().path();
        if path.to_string_lossy().contains(".rs.") {
            fs::remove_file(path).unwrap();
        }
    }
    by_newcomer(program(folder.workbook()))
        .current_dir(&folder.path)
        .args(["exercise", exercise, "--address", &folder.at])
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
}

/// How often the screen has come to its wait.
fn waits(screen: &Screen, times: usize) {
    screen.becomes("the next wait", |_| {
        screen.output().matches("q leave").count() == times
    });
}

#[test]
fn each_save_is_checked_whatever_the_editor() {
    if !can_trace() {
        return;
    }
    let folder = Folder::new("watched");
    let screen = Screen::of(opened(&folder, "tcp_length"), 80, 60);
    waits(&screen, 1);
    let exercises = folder.path.join("lessons/exercises");
    let file = exercises.join("tcp_length.rs");
    let solution = fs::read_to_string(exercises.join("solutions/tcp_length.rs")).unwrap();
    let given = fs::read_to_string(&file).unwrap();
    // In place, emptied first.
    fs::write(&file, &solution).unwrap();
    waits(&screen, 2);
    assert_eq!(screen.output().matches("Passed. ").count(), 1);
    // A new file in the place of the old one.
    let new = exercises.join("4913~");
    fs::write(&new, given).unwrap();
    fs::rename(&new, &file).unwrap();
    waits(&screen, 3);
    assert_eq!(screen.output().matches("Passed. ").count(), 1);
    // One that does not compile.
    fs::write(&file, "fn main() {").unwrap();
    waits(&screen, 4);
    screen.shows("unclosed delimiter").shows("does not compile");
    screen.types("q");
    assert_eq!(screen.ends(), LEFT);
    nothing_is_left(&folder.at);
}

#[test]
fn single_keys_ask_for_more() {
    if !can_trace() {
        return;
    }
    let folder = Folder::new("keys");
    let screen = Screen::of(opened(&folder, "half_close_end"), 80, 200);
    waits(&screen, 1);
    let text = screen.text();
    insta::assert_snapshot!(text.replace(&*folder.at, "127.0.0.1:9999"));
    screen.types("h").shows("Clue 1 of 3");
    waits(&screen, 2);
    screen.types("s").shows("The solution is shown when");
    waits(&screen, 3);
    screen.types("d").shows("server │ half_close_end server");
    waits(&screen, 4);
    let file = folder.path.join("lessons/exercises/half_close_end.rs");
    fs::write(&file, "fn main() {}\n").unwrap();
    waits(&screen, 5);
    screen
        .types("r")
        .shows("Type yes to do that.")
        .types("yes\n");
    screen.shows("half_close_end.rs.old");
    // The file was saved, in a way.
    waits(&screen, 7);
    screen.types("\x03");
    assert_eq!(screen.ends(), 130);
    nothing_is_left(&folder.at);
}

#[test]
fn at_the_prompt_leaving_an_exercise_gives_the_prompt_back() {
    if !can_trace() {
        return;
    }
    let folder = Folder::new("from_prompt");
    as_given(&folder.path);
    let program = by_newcomer(program(folder.workbook())).current_dir(&folder.path);
    let program = program.env("TERM", "xterm").env("NO_COLOR", "1");
    let screen = Screen::at_prompt(program, 80, 60);
    let opens = format!("exercise tcp_pieces --address {}\n", &*folder.at);
    screen.types(&opens);
    waits(&screen, 1);
    screen.types("q").waits_at(">").types(&opens);
    waits(&screen, 2);
    screen.types("\x03").shows("nothing of the pair is left");
    screen.waits_at(">").types("quit\n");
    assert_eq!(screen.ends(), LEFT);
    nothing_is_left(&folder.at);
}
