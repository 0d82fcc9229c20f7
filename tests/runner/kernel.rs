//! The narration agrees with the kernel: a second witness, strace(1), sees the same calls.

use std::fs;
use std::path::Path;

use crate::support::strace::{CALLS, Call, from_first_socket, split, under_strace};
use crate::support::{Program, address, folder, lesson, run, system};

/// The calls that strace saw.
fn seen_by_strace(log: &Path) -> Vec<Call> {
    let text = fs::read_to_string(log).unwrap();
    from_first_socket(text.lines().filter_map(split).collect())
}

/// The calls of one end that the workbook told.
fn told(transcript: &str, end: &str) -> Vec<Call> {
    let mut under = "";
    let mut calls = Vec::new();
    for line in transcript.lines() {
        if let Some((heading, _)) = line.split_once(" │ ") {
            under = heading.split_whitespace().next().unwrap();
            continue;
        }
        let Some((step, rest)) = line.trim_start().split_once("  ") else {
            continue;
        };
        if step.parse::<u32>().is_err() {
            continue;
        }
        // `server: accept4(3) = 4` stands under another end's heading.
        let (who, call) = match rest.split_once(": ") {
            Some((who @ ("server" | "client"), call)) => (who, call),
            _ => (under, rest),
        };
        let call = call.split("   ").next().unwrap();
        calls.extend(split(call).filter(|_| who == end));
    }
    calls
}

fn watched(end: &str, at: &str, log: &Path) -> Program {
    let lesson = lesson(2).path();
    let words = [lesson.to_str().unwrap(), end, at];
    under_strace("-f", CALLS, log, &words)
}

#[test]
fn strace_sees_the_calls_that_are_told() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let at = &address::own();
    let folder = folder::empty("strace");
    let logs = ["server", "client"].map(|end| folder.join(end));
    let server = watched("server", at, &logs[0]).start();
    server.prints("waiting for a connection...");
    watched("client", at, &logs[1]).ends_with(0, "欢迎\n", "");
    assert_eq!(server.output().code, 0);

    let transcript = run(2, at).output("").stdout;
    for (end, log) in ["server", "client"].iter().zip(&logs) {
        let seen = seen_by_strace(log);
        assert!(seen.len() >= 5, "{seen:?}");
        assert_eq!(told(&transcript, end), seen, "the calls of the {end}");
    }
}
