//! The same programs under strace(1): each thread makes the calls that are told of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use event::{End, What, Who};

use crate::form::{alone, figure};
use crate::support::strace::{CALLS, Call, from_first_socket, split, under_strace};
use crate::support::{Program, address, folder, system};
use crate::tracees::{pair, steps, tracee, tracee_path};

/// The calls of each thread that makes some, without an order among threads: which number a
/// thread has is the system's choice.
type ByThread = Vec<Vec<Call>>;

fn told(log: &Path, end: End) -> ByThread {
    let mut threads: BTreeMap<Who, Vec<Call>> = BTreeMap::new();
    for step in steps(log).into_iter().filter(|step| step.who.end == end) {
        if let What::Returned(returned) = step.what {
            let result = match returned.result {
                Ok(answer) => answer.value.to_string(),
                Err(errno) => errno.name,
            };
            let name = returned.call.name.into_owned();
            let calls = threads.entry(step.who).or_default();
            calls.push((name, result));
        }
    }
    compared(threads.into_values())
}

/// What strace has written into `LOG.NUMBER`, a file for each thread.
fn seen(folder: &Path, log: &str) -> ByThread {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let files = files.filter(|file| file.file_name().to_string_lossy().starts_with(log));
    let threads = files.map(|file| {
        let text = fs::read_to_string(file.path()).unwrap();
        from_first_socket(text.lines().filter_map(split).collect())
    });
    compared(threads)
}

/// How much one read brings depends on time, without the workbook: what reads in a row bring
/// together does not.
fn compared(threads: impl Iterator<Item = Vec<Call>>) -> ByThread {
    let mut all: ByThread = threads
        .map(|calls| calls.into_iter().fold(Vec::new(), join_reads))
        .filter(|calls| !calls.is_empty())
        .collect();
    all.sort();
    all
}

fn join_reads(mut calls: Vec<Call>, call: Call) -> Vec<Call> {
    let length = |(name, result): &Call| match result.parse::<u64>() {
        Ok(length @ 1..) if name == "recvfrom" => Some(length),
        _ => None,
    };
    match calls.last_mut().map(|last| (length(last), last)) {
        Some((Some(before), last)) if length(&call).is_some() => {
            last.1 = (before + length(&call).unwrap()).to_string();
        }
        _ => calls.push(call),
    }
    calls
}

fn watched(folder: &Path, log: &str, words: &[&str]) -> Program {
    let program = [tracee_path().to_str().unwrap()];
    under_strace("-ff", CALLS, &folder.join(log), &[&program, words].concat())
}

#[test]
fn threads_and_processes_make_the_calls_that_are_told_of_them() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let _alone = alone();
    for (kind, threads) in [
        ("joined", 1),
        ("detached", 1),
        ("sockets", 11),
        ("forks", 1),
        ("fork-sockets", 11),
        ("vforks", 1),
    ] {
        let folder = folder::empty(&format!("witness/{kind}"));
        let log = folder.join("told");
        let at = address::own();
        let words = ["loop", kind, &at, "10"];
        watched(&folder, "seen", &words).ends_with(0, "begins\n", "");
        let run = pair(&tracee(&words), "true").args(["--log", log.to_str().unwrap()]);
        assert_eq!(run.output("").code, 0, "{kind}");
        let told = told(&log, End::Server);
        assert_eq!(told, seen(&folder, "seen"), "{kind}");
        assert_eq!(told.len(), threads, "{kind}: {told:?}");
    }
    figure("witness: six kinds of threads and processes make the calls that are told");
}

#[test]
fn very_much_is_sent_and_received_by_the_calls_that_are_told() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let _alone = alone();
    let folder = folder::empty("witness/sent");
    let at = address::own();
    let (receive, send) = (["receive", &at], ["send", &at, "1048576"]);
    let server = watched(&folder, "server", &receive).start();
    server.prints("listening");
    watched(&folder, "client", &send).ends_with(0, "sent 1048576\n", "");
    assert_eq!(server.output().stdout, "listening\nreceived 1048576\n");

    let log = folder.join("told");
    let run = pair(&tracee(&receive), &tracee(&send)).args(["--log", log.to_str().unwrap()]);
    assert_eq!(run.output("").code, 0);
    for (end, name) in [(End::Server, "server."), (End::Client(1), "client.")] {
        let told = told(&log, end);
        assert_eq!(told, seen(&folder, name), "the calls of the {end}");
        assert_eq!(told.len(), 1, "{told:?}");
    }
    figure("witness: 1 MiB is sent and received by the calls that are told");
}

#[test]
fn what_is_printed_is_told_with_the_length_that_the_kernel_took() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let _alone = alone();
    // So many ends of lines, besides that of the last word to stderr.
    for (how, ends) in [("at-once", 1), ("lines", 1_000), ("one-line", 0)] {
        let folder = folder::empty(&format!("witness/{how}"));
        let (seen, log) = (folder.join("seen"), folder.join("told"));
        let words = ["print", how, "1000000"];
        let program = [tracee_path().to_str().unwrap()];
        let program = [&program, &words[..]].concat();
        let watched = under_strace("-f", "trace=write", &seen, &program).stdout(Stdio::null());
        watched.ends_with(0, "", "printed all\n");
        let text = fs::read_to_string(&seen).unwrap();
        let writes = text.lines().filter_map(split);
        let taken: u64 = writes.map(|(_, taken)| taken.parse::<u64>().unwrap()).sum();

        let run = pair(&tracee(&words), "true").args(["--log", log.to_str().unwrap()]);
        assert_eq!(run.output("").code, 0, "{how}");
        let lengths = steps(&log).into_iter().map(|step| match step.what {
            What::Printed { text, .. } => text.len(),
            _ => 0,
        });
        assert_eq!(lengths.sum::<u64>() + ends + 1, taken, "{how}");
    }
    figure("witness: what is printed at once, in lines, in one line is told as the kernel took it");
}
