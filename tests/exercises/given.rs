//! Each exercise as it is given: it compiles without a warning, runs, and fails its check, for the
//! reason that it is about. What a person sees then is compared as a whole.

use crate::package::{broken, check, names};
use crate::support::system::can_trace;

/// Which truth is broken first.
const BROKEN: &[(&str, &str)] = &[
    ("tcp_pieces", "the server answers after the whole message"),
    ("tcp_length", "the server answers after the whole message"),
    (
        "threads_silent",
        "client 2 is answered while the first client is silent",
    ),
    (
        "half_close_end",
        "the server reads no more after the end of the stream",
    ),
];

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
        insta::assert_snapshot!(format!("given_{name}"), shown.stdout);
    }
}

#[test]
fn the_table_names_every_exercise() {
    let known: Vec<&str> = BROKEN.iter().map(|(name, _)| *name).collect();
    assert_eq!(names(), known);
}
