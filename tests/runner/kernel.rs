//! The narration agrees with the kernel: a second witness, strace(1), sees the same calls.

use std::fs;
use std::path::Path;

use crate::support::filters::Filters;
use crate::support::{Program, address, folder, lesson, program, run, system};

/// The calls that the workbook tells, as an option of strace.
const CALLS: &str = "trace=socket,setsockopt,getsockopt,bind,listen,accept,accept4,connect,sendto,\
                     sendmsg,recvfrom,recvmsg,shutdown,close,getsockname,getpeername";

/// A call: its name, what it returned or the name of the error.
type Call = (String, String);

fn split(line: &str) -> Option<Call> {
    let (name, rest) = line.split_once('(')?;
    // With `-f`, strace begins a line with the number of the process.
    let name = name.split_whitespace().last()?;
    let (_, result) = rest.rsplit_once(" = ")?;
    let result = result.trim_start_matches("-1 ").split_whitespace().next()?;
    Some((name.to_string(), result.to_string()))
}

/// The calls that strace saw, from the program's own start on: the loader and the C library
/// open and close files before.
fn seen_by_strace(log: &Path) -> Vec<Call> {
    let text = fs::read_to_string(log).unwrap();
    let calls: Vec<Call> = text.lines().filter_map(split).collect();
    let first = calls.iter().position(|(name, _)| name == "socket");
    calls[first.unwrap()..].to_vec()
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

fn under_strace(end: &str, at: &str, log: &Path) -> Program {
    let lesson = lesson(2).path();
    let log = log.to_str().unwrap();
    let lesson = lesson.to_str().unwrap();
    let words = [
        "-f",
        "-qq",
        "-o",
        log,
        "-e",
        CALLS,
        "-e",
        "signal=none",
        lesson,
        end,
        at,
    ];
    program("strace").args(words).filtered(Filters::default())
}

#[test]
fn strace_sees_the_calls_that_are_told() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let at = &address::own();
    let folder = folder::empty("strace");
    let logs = ["server", "client"].map(|end| folder.join(end));
    let server = under_strace("server", at, &logs[0]).start();
    server.prints("waiting for a connection...");
    under_strace("client", at, &logs[1]).ends_with(0, "欢迎\n", "");
    assert_eq!(server.output().code, 0);

    let transcript = run(2, at).output("").stdout;
    for (end, log) in ["server", "client"].iter().zip(&logs) {
        let seen = seen_by_strace(log);
        assert!(seen.len() >= 5, "{seen:?}");
        assert_eq!(told(&transcript, end), seen, "the calls of the {end}");
    }
}
