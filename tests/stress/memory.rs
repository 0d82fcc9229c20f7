//! The memory of a run is bounded by what is shown, whatever a program prints or sends; and what
//! is told of very much is right.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use event::What;

use crate::form::{alone, figure, is_long};
use crate::support::strace::split;
use crate::support::{Program, address, folder, system};
use crate::tracees::{pair, steps, tracee};

/// Bytes.
const MB: usize = 1_000_000;
const MIB: usize = 1 << 20;

/// What a run may use besides what it shows, bytes.
const MOST: usize = 64 * MIB;

/// A guard against hanging, which decides nothing else.
const LONGEST: Duration = Duration::from_secs(300);

fn lengths_printed() -> &'static [usize] {
    let all = &[MB, 10 * MB, 100 * MB];
    if is_long() { all } else { &all[..1] }
}

fn lengths_sent() -> &'static [usize] {
    let all = &[MIB, 64 * MIB, 1024 * MIB];
    if is_long() { all } else { &all[..2] }
}

/// Runs it to a good end, and gives back the file with what it shows.
fn shown_within_bounds(name: &str, run: Program) -> PathBuf {
    ends_within_bounds(name, run, (0, ""))
}

/// The same with this exit code and these errors. Its memory is looked at until it ends: `VmHWM`
/// is the most that there was at any time, proc(5).
fn ends_within_bounds(name: &str, run: Program, expected: (i32, &str)) -> PathBuf {
    let shown = folder::empty(&format!("memory/{name}")).join("shown");
    let start = Instant::now();
    let workbook = run.stdout(File::create(&shown).unwrap()).start();
    workbook.ends_input();
    let mut most = 0;
    while !workbook.has_ended() {
        most = peak(workbook.pid()).unwrap_or(most);
        assert!(start.elapsed() < LONGEST, "{name} does not end");
        thread::sleep(Duration::from_millis(1));
    }
    let time = start.elapsed();
    let ended = workbook.output();
    assert_eq!((ended.code, ended.stderr.as_str()), expected, "{name}");
    let length = fs::metadata(&shown).unwrap().len() as usize;
    figure(&format!(
        "memory: {name}: at most {} KiB, {length} bytes shown, {} ms",
        most / 1024,
        time.as_millis()
    ));
    assert!(most > 0, "the memory of {name} was never looked at");
    assert!(most < MOST + length, "{name}: {most} bytes of memory");
    shown
}

fn peak(pid: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kib * 1024)
}

/// How long each text is that the pair has printed.
fn printed(log: &Path) -> Vec<u64> {
    let texts = steps(log).into_iter().filter_map(|step| match step.what {
        What::Printed { text, .. } => Some(text.len()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn what_is_printed_at_once_or_in_one_line_is_told_once_with_its_length() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let said = "printed all".len() as u64;
    for &length in lengths_printed() {
        // The text at once ends its line, the other one has no end of line.
        let length_told = length as u64;
        let ways = [
            ("at-once", vec![length_told - 1, said]),
            ("one-line", vec![said, length_told]),
        ];
        for (how, expected) in ways {
            let log = folder::kept("memory").join(format!("{how}.log"));
            let _ = fs::remove_file(&log);
            let server = tracee(&["print", how, &length.to_string()]);
            let run = pair(&server, "true").args(["--log", log.to_str().unwrap()]);
            shown_within_bounds(&format!("{length} bytes printed {how}"), run);
            assert_eq!(printed(&log), expected, "{length} bytes {how}");
        }
    }
}

#[test]
fn each_of_very_many_lines_is_told() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    for &length in lengths_printed() {
        let server = tracee(&["print", "lines", &length.to_string()]);
        let name = format!("{length} bytes printed in lines");
        let shown = shown_within_bounds(&name, pair(&server, "true"));
        let shown = fs::read_to_string(shown).unwrap();
        let lines = shown.lines().filter(|line| line.contains("prints \"zzz"));
        // As long as in `tracee/prints.rs`.
        assert_eq!(lines.count(), length / 1_000, "{name}");
    }
}

#[test]
fn what_is_sent_in_one_call_is_told_as_sent_and_as_received() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    for &length in lengths_sent() {
        let at = address::own();
        let server = tracee(&["receive", &at]);
        let client = tracee(&["send", &at, &length.to_string()]);
        let name = format!("{length} bytes sent at once");
        let shown = shown_within_bounds(&name, pair(&server, &client));
        let shown = fs::read_to_string(shown).unwrap();
        let moved = |call: &str| {
            let calls = shown.lines().filter_map(|line| {
                let call = &line[line.find(&format!("{call}("))?..];
                split(call)?.1.parse::<usize>().ok()
            });
            calls.sum::<usize>()
        };
        assert_eq!(moved("sendto"), length, "{name}");
        assert_eq!(moved("recvfrom"), length, "{name}");
        let said = [format!("sent {length}"), format!("received {length}")];
        for said in said {
            assert!(
                shown.contains(&format!("prints \"{said}\"")),
                "{name}: {said}"
            );
        }
    }
}

#[test]
fn threads_and_processes_that_have_ended_take_no_memory() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let count = if is_long() { 10_000 } else { 200 };
    for kind in [
        "joined",
        "crowd",
        "sockets",
        "forks",
        "fork-sockets",
        "vforks",
    ] {
        let at = address::own();
        let server = tracee(&["loop", kind, &at, &count.to_string()]);
        let name = format!("{count} times {kind}");
        let shown = shown_within_bounds(&name, pair(&server, "true"));
        let shown = fs::read_to_string(shown).unwrap();
        // The first is the main thread of its end.
        let last = if kind.contains("fork") {
            "process"
        } else {
            "thread"
        };
        let last = format!("starts {last} server/{}", count + 1);
        assert!(shown.contains(&last), "{name}: {last}");
    }
}

#[test]
fn connections_that_are_closed_take_no_memory() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let all = &[1_000, 2_000, 4_000];
    for &count in if is_long() { all } else { &[200][..] } {
        let at = address::own();
        let server = tracee(&["loop", "connections", &at, &count.to_string()]);
        let name = format!("{count} connections");
        let shown = shown_within_bounds(&name, pair(&server, "true"));
        let shown = fs::read_to_string(shown).unwrap();
        let connects = shown.lines().filter(|line| line.contains(" connect("));
        assert_eq!(connects.count(), count, "{name}");
    }
}

/// It ends by itself, though the program never does. Threads that nobody waits for have their
/// turn before more of them are started. In the long form alone: it takes ten seconds for each.
#[test]
fn who_starts_thread_after_thread_and_does_nothing_else_is_stopped() {
    if !system::can_trace() || !is_long() {
        return;
    }
    let _alone = alone();
    let kinds = [
        ("crowd", "thread after thread, 10010"),
        ("joined", "thread after thread, 10001"),
        ("vforks", "process after process, 10001"),
    ];
    for (kind, what) in kinds {
        let server = tracee(&["loop", kind, &address::own()]);
        let expected = format!(
            "the run was stopped: the server starts {what} so far, and does nothing else at a \
             socket, the keyboard or the screen\n"
        );
        let name = format!("{kind} without end");
        ends_within_bounds(&name, pair(&server, "true"), (1, &expected));
    }
}
