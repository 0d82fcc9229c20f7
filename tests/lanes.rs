//! The forms of a narrated run as a person gets them: two lanes, their width, colour.
//!
//! Each run has a loopback address of its own: `support/address.rs`.
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]
#![cfg(all(target_os = "linux", target_env = "gnu"))]

mod support;

use support::filters::Filters;
use support::{address, lesson, snapshot, system, workbook};
use unicode_width::UnicodeWidthStr;

/// Runs the lesson with these options, as wide as this, at an address of the test's own.
fn run(number: u8, width: usize, options: &[&str]) -> String {
    // Asking for a lesson's program has it built.
    let _ = lesson(number);
    let at = address::own();
    let run = workbook(["run", &number.to_string(), "--address", &at]).args(options);
    let run = run.filtered(Filters::of_lanes(number, &at));
    let output = run.env("COLUMNS", &width.to_string()).output("");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    output.stdout
}

fn without_codes(text: &str) -> String {
    let mut pieces = text.split("\x1b[");
    let mut plain = pieces.next().unwrap().to_owned();
    for piece in pieces {
        plain += piece.split_once('m').unwrap().1;
    }
    plain
}

#[test]
fn lesson_2_in_two_lanes() {
    if system::can_trace() {
        let shown = run(2, 140, &["--lanes", "two"]);
        snapshot::compare("lesson2_lanes", &shown);
    }
}

#[test]
fn lesson_6_in_two_lanes() {
    if system::can_trace() {
        let shown = run(6, 140, &["--lanes", "two"]);
        snapshot::compare("lesson6_lanes", &shown);
    }
}

#[test]
fn no_line_of_two_lanes_is_wider_than_the_terminal() {
    for (number, width) in [(2, 110), (4, 110), (5, 110), (6, 110), (4, 160), (5, 160)] {
        if !system::can_trace() {
            return;
        }
        let shown = run(number, width, &["--lanes", "two"]);
        assert!(shown.contains("──▶"), "{shown}");
        for line in shown.lines() {
            assert!(line.width() <= width, "wider than {width}: {line}");
        }
    }
}

#[test]
fn a_pipe_gets_one_lane_without_colour_however_wide() {
    if system::can_trace() {
        let shown = run(2, 160, &[]);
        assert!(!shown.contains("──▶") && !shown.contains('\x1b'), "{shown}");
    }
}

#[test]
fn colour_adds_codes_and_changes_nothing_else() {
    for lanes in ["one", "two"] {
        if !system::can_trace() {
            return;
        }
        let plain = run(2, 140, &["--lanes", lanes]);
        let coloured = run(2, 140, &["--lanes", lanes, "--color", "always"]);
        assert!(coloured.contains("\x1b["));
        assert_eq!(without_codes(&coloured), plain);
    }
}

#[test]
fn without_words_only_the_calls_are_shown() {
    if system::can_trace() {
        let shown = run(2, 110, &["--lanes", "two", "--words", "off"]);
        assert!(shown.contains("accept4(3) …"), "{shown}");
        assert!(!shown.contains("nobody has connected"), "{shown}");
    }
}

#[test]
fn a_terminal_shows_colour_unless_it_is_not_wanted() {
    let _ = lesson(2);
    let colour = |name: &str, value: &str| {
        let at = address::own();
        let run = workbook(["run", "2", "--address", &at]);
        let run = run.env("TERM", "xterm").env(name, value).on_terminal();
        run.start().output().stdout.contains("\x1b[")
    };
    if system::can_trace() {
        assert!(colour("TERM", "xterm"));
        assert!(!colour("TERM", "dumb"));
        assert!(!colour("NO_COLOR", "1"));
    }
}
