//! Each exercise as it is given: it compiles without a warning, runs, and fails its check, for the
//! reason that it is about. What a person sees then is compared as a whole.

use crate::package::{broken, check, names, workbook};
use crate::support::address;
use crate::support::filters::Filters;
use crate::support::system::can_trace;
use std::fs;
use std::path::Path;
use std::process::Command;
use unicode_width::UnicodeWidthStr;

/// Which truth is broken first.
const BROKEN: &[(&str, &str)] = &[
    ("concepts_refused", "the client tries again"),
    (
        "concepts_everywhere",
        "client 2 is not refused at 127.0.0.5",
    ),
    (
        "concepts_each",
        "the client reaches the server at the second address",
    ),
    ("tcp_pieces", "the server answers after the whole message"),
    ("tcp_length", "the server answers after the whole message"),
    ("tcp_lines", "the server answers after the whole line"),
    ("tcp_utf8", "the server prints the text as it was"),
    ("tcp_unread", "the server does not reset the connection"),
    ("tcp_turns", "the client asks"),
    ("tcp_partial", "the client gets every byte"),
    ("udp_cut", "the server takes each datagram whole"),
    ("udp_empty", "the server receives all four datagrams"),
    (
        "udp_stranger",
        "the client does not print what the stranger says",
    ),
    ("udp_again", "the client asks again when no answer comes"),
    (
        "udp_refused",
        "the client does not wait until its time is over",
    ),
    (
        "threads_silent",
        "client 2 is answered while the first client is silent",
    ),
    ("threads_reset", "client 2 gets its line back"),
    ("threads_time", "the silent client is let go"),
    ("threads_limit", "client 3 is told that the server is busy"),
    (
        "threads_stop",
        "the server answers the client before it ends",
    ),
    ("chat_keyboard", "the first client gets each line once"),
    ("chat_leave", "the client ends by itself, with 0"),
    ("chat_last_line", "the server prints \"bye\""),
    ("chat_gone", "client 2 gets every line"),
    (
        "chat_slow",
        "client 2 gets everything while the first client is there",
    ),
    (
        "half_close_end",
        "the server reads no more after the end of the stream",
    ),
    (
        "half_close_answer",
        "the client says that no more will come",
    ),
    (
        "half_close_cut",
        "nothing of the list that was cut off is printed",
    ),
    (
        "half_close_clone",
        "the server learns that no more will come",
    ),
    ("half_close_wait", "the server answers after the whole line"),
    (
        "half_close_restart",
        "the server does not say goodbye first",
    ),
    ("half_close_limit", "the client ends by itself, with 1"),
];

/// Without IPv6 it fails for the same reason, and its last words are others.
const NEEDS_IPV6: &str = "concepts_each";

#[test]
fn each_fails_for_the_reason_that_it_is_about() {
    if !can_trace() {
        return;
    }
    for (name, truth) in BROKEN {
        let shown = check(name, &[]);
        assert_eq!(shown.code, 1, "{name}: {shown:?}");
        assert_eq!(shown.stderr, "", "{name}");
        let found = broken(&shown.stdout).unwrap_or_default();
        assert!(found.starts_with(truth), "{name}: {}", shown.stdout);
        if *name == NEEDS_IPV6 && address::on_ipv6().is_none() {
            continue;
        }
        insta::assert_snapshot!(format!("given_{name}"), without_room(&shown.stdout));
    }
}

/// How many bytes the kernels take of a client that does not read depends on the machine: `[room]`.
fn without_room(screen: &str) -> String {
    const WHOLE: usize = 16_000_000;
    let numbers = screen.split(|letter: char| !letter.is_ascii_digit());
    let room = numbers
        .filter_map(|number| number.parse().ok())
        .find(|number: &usize| (100_000..WHOLE).contains(number));
    room.map_or_else(
        || screen.to_owned(),
        |room| screen.replace(&room.to_string(), "[room]"),
    )
}

/// At 60 columns too: nothing is cut in the middle, and nothing is broken by the terminal.
#[test]
fn each_screen_has_room_on_a_narrow_terminal() {
    if !can_trace() {
        return;
    }
    for (name, _) in BROKEN {
        let at = address::everywhere();
        let check = workbook().args(["check", name, "--address", &at]);
        let check = check.filtered(Filters::at(&at).ports_in_columns());
        let shown = check.env("COLUMNS", "60").output("").stdout;
        let heading = shown.split("\n\n").take(2);
        for line in heading.flat_map(str::lines) {
            assert!(UnicodeWidthStr::width(line) <= 60, "{name}: {line}");
        }
    }
}

/// What a learner may edit is what is given, unless somebody has edited it here.
#[test]
fn what_is_to_be_edited_is_as_it_is_given() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["lessons", "lessons/exercises"] {
        let given = fs::read_dir(root.join(folder).join("given")).unwrap();
        for given in given.map(|file| file.unwrap().path()) {
            let name = given.file_name().unwrap().to_str().unwrap();
            let own = format!("{folder}/{name}");
            let is_same = fs::read(root.join(&own)).ok() == fs::read(&given).ok();
            assert!(
                is_same || is_edited(root, &own),
                "{own} and {given:?} differ"
            );
        }
    }
}

/// Whether it differs from what was committed. Without git that is not known, and may be.
fn is_edited(root: &Path, file: &str) -> bool {
    let mut git = Command::new("git");
    let git = git
        .current_dir(root)
        .args(["diff", "--quiet", "HEAD", "--", file]);
    git.status().map_or(true, |status| !status.success())
}

#[test]
fn the_table_names_every_exercise() {
    let known: Vec<&str> = BROKEN.iter().map(|(name, _)| *name).collect();
    assert_eq!(names(), known);
}
