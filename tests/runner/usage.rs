//! Right and wrong command lines: everything that is shown for them, in one file.

use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::os::unix::ffi::OsStrExt;

use crate::support::{Output, snapshot, workbook};

/// Runs the workbook once for each command line; wrong usage is exit code 2.
fn shown(name: &str, code: i32, lines: &[&[&str]]) {
    let mut all = String::new();
    for line in lines {
        let words = line.iter().map(OsString::from).collect();
        let output = with(words);
        assert_eq!(output.code, code, "workbook {line:?}: {output:?}");
        let command = [&["workbook"], *line].concat().join(" ");
        write!(all, "> {command}\n{}{}\n", output.stdout, output.stderr).unwrap();
        let silent = if code == 0 {
            output.stderr
        } else {
            output.stdout
        };
        assert_eq!(silent, "", "workbook {line:?}");
    }
    snapshot::compare(name, &all);
}

fn with(words: Vec<OsString>) -> Output {
    workbook([]).args(words).output("")
}

#[test]
fn the_list_and_no_command_at_all() {
    shown("usage_list", 0, &[&["list"], &[]]);
}

#[test]
fn the_help() {
    shown("usage_help", 0, &[&["--help"], &["run", "--help"]]);
}

#[test]
fn a_wrong_command_line_says_what_is_wrong_and_exits_with_2() {
    shown(
        "usage_wrong",
        2,
        &[
            &["run", "7"],
            &["run", "0"],
            &["run", "x"],
            &["run", "2", "3"],
            &["run", "2", "--address"],
            &["run", "2", "--address", "nonsense"],
            &["run", "2", "--address", "127.0.0.1"],
            &["run", "2", "--address", "127.0.0.1:0"],
            &["run", "2", "--address", "127.0.0.1:70000"],
            &["run", "2", "--no-such-option"],
            &["rnu", "2"],
            &["list", "2"],
            &["client"],
        ],
    );
}

#[test]
fn an_argument_that_is_no_text_is_wrong_usage_too() {
    let broken = OsStr::from_bytes(b"\xff\x1b[2J");
    for line in [vec![broken], vec![OsStr::new("run"), broken]] {
        let output = with(line.iter().map(OsString::from).collect());
        assert_eq!((output.code, output.stdout.as_str()), (2, ""), "{output:?}");
        assert!(!output.stderr.contains('\x1b'), "{:?}", output.stderr);
    }
}
