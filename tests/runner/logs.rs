//! The record of a run: written to a log, read back, told again; and the records of the six
//! lessons, which are kept with the transcripts and carried by the workbook.

use std::fs;
use std::path::PathBuf;

use crate::support::output::collapsed;
use crate::support::{
    Address, address, by_newcomer, filters, folder, program, run, snapshot, system, workbook,
};

/// A log of a run at this address as it is everywhere: with the usual address, no times, and
/// the ports that the system picked by their order.
fn everywhere(log: &str, at: &Address) -> String {
    let mut text = log.to_string();
    for (own, shown) in at.replacements() {
        text = text.replace(&own, &shown);
    }
    if let Some(ip) = filters::own_ip() {
        text = text.replace(&ip, "192.0.2.7");
    }
    with_ports_by_order(&without_times(&text))
}

fn without_times(log: &str) -> String {
    let mut parts = log.split("\"time\":");
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        // The time limit of a socket is written as more than a number.
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let zero = if rest.len() < part.len() { "0" } else { "" };
        text += &format!("\"time\":{zero}{rest}");
    }
    text
}

fn with_ports_by_order(log: &str) -> String {
    let mut ports: Vec<&str> = Vec::new();
    let mut before = "";
    for part in log.split(':') {
        let follows_an_ip = before.ends_with(|c: char| c.is_ascii_digit() || c == ']');
        before = part;
        if !follows_an_ip {
            continue;
        }
        let end = part.find(|c: char| !c.is_ascii_digit());
        let number = &part[..end.unwrap_or(part.len())];
        if matches!(number.parse(), Ok(32768..=60999)) && !ports.contains(&number) {
            ports.push(number);
        }
    }
    let mut text = log.to_string();
    for (index, port) in ports.iter().enumerate() {
        text = text.replace(port, &format!("{}", 65_001 + index));
    }
    // Not in one go: a port could be another one's number by order.
    for index in 0..ports.len() {
        let (from, to) = (65_001 + index, 50_001 + index);
        text = text.replace(&from.to_string(), &to.to_string());
    }
    text
}

/// Runs the lesson with a log. What it showed, and the log.
fn logged(lesson: u8, at: &Address, name: &str) -> (String, PathBuf) {
    let file = folder::empty(name).join("run.log");
    let output = run(lesson, at)
        .args(["--log", file.to_str().unwrap()])
        .output("");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    (output.stdout, file)
}

fn replay(arguments: &[&str]) -> crate::support::Program {
    workbook(["replay"]).args(arguments)
}

#[test]
fn the_records_of_the_lessons_are_those_that_the_workbook_carries() {
    if !system::can_trace() {
        return;
    }
    for lesson in 1..=6 {
        let at = &address::own();
        let (_, file) = logged(lesson, at, &format!("record of lesson {lesson}"));
        let log = everywhere(&fs::read_to_string(file).unwrap(), at);
        // What the C library does to look up a name differs from machine to machine.
        if lesson > 1 || std::env::var_os("INSTA_UPDATE").is_some() {
            snapshot::compare_whole_file(&format!("lesson{lesson}.log"), &log);
        }
    }
}

#[test]
fn a_log_is_told_again_as_it_was_told_first_in_every_form() {
    if !system::can_trace() {
        return;
    }
    let at = &address::own();
    let (shown, file) = logged(5, at, "replay");
    let file = file.to_str().unwrap();
    let told = replay(&[file]).filtered(filters::Filters::of_run(5, at));
    told.ends_with(0, &shown, "");
    let log = fs::read_to_string(file).unwrap();
    assert_eq!(
        replay(&["-"]).output(&log).stdout,
        replay(&[file]).output("").stdout
    );
    let lanes =
        |program: crate::support::Program| program.args(["--lanes", "two"]).env("COLUMNS", "120");
    let form = filters::Filters::of_lanes(5, at);
    let live = lanes(run(5, at)).filtered(form.clone()).output("");
    let again = lanes(replay(&[file])).filtered(form).output("");
    assert_eq!(live.stdout, again.stdout);
}

#[test]
fn two_logs_of_one_lesson_are_the_same_bytes_but_for_times_and_ports() {
    if !system::can_trace() {
        return;
    }
    let at = &address::own();
    let log = |name| fs::read_to_string(logged(6, at, name).1).unwrap();
    let (one, other) = (log("log one"), log("log other"));
    assert_ne!(one, other, "times differ");
    let same = |log: &str| with_ports_by_order(&without_times(log));
    assert_eq!(same(&one), same(&other));
}

#[test]
fn on_standard_output_a_log_stands_alone() {
    if !system::can_trace() {
        return;
    }
    let at = &address::own();
    let running = run(2, at).args(["--log", "-"]).start();
    assert_eq!(running.output().code, 0);
    let log = everywhere(&running.raw_stdout(), at);
    assert!(
        log.lines()
            .all(|line| line.starts_with('{') && line.ends_with('}')),
        "{log}"
    );
    snapshot::compare_whole_file("lesson2.log", &log);
}

#[test]
fn a_pair_has_a_log_too() {
    if !system::can_trace() {
        return;
    }
    let file = folder::empty("log of a pair").join("pair.log");
    let file = file.to_str().unwrap();
    let output = workbook(["pair", "true", "true", "--log", file]).output("");
    let again = replay(&[file]).output("");
    assert_eq!(again.stdout, output.stdout);
    assert!(
        output.stdout.starts_with("A pair of programs"),
        "{output:?}"
    );
}

#[test]
fn what_is_no_whole_log_is_refused_with_what_to_do() {
    let folder = folder::empty("no logs");
    let kept = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/snapshots/lesson2.log"
    ));
    let kept = kept.unwrap();
    let half: Vec<&str> = kept.split_inclusive('\n').take(9).collect();
    let cases = [
        (
            "none",
            None,
            "could not read {}: No such file or directory (os error 2)\nhint: cargo run -- run 2 --log FILE writes a log\n",
        ),
        (
            "text",
            Some("hello\n".to_string()),
            "{} is no log of the workbook\nhint: cargo run -- run 2 --log FILE writes one\n",
        ),
        (
            "newer",
            Some(kept.replacen("log\":2", "log\":9", 1)),
            "{} was written by a newer workbook (version 9 of a log)\nhint: take the newest workbook to tell it\n",
        ),
        (
            "half",
            Some(half.concat()),
            "{} is cut short: the run goes on after line 9\nhint: write the log again: cargo run -- run 2 --log FILE\n",
        ),
        (
            "wrong",
            Some(kept.replacen("{\"began\"", "{\"begun\"", 1)),
            "line 2 of {} is no event of a run\nhint: write the log again: cargo run -- run 2 --log FILE\n",
        ),
    ];
    for (name, text, said) in cases {
        let file = folder.join(name);
        if let Some(text) = text {
            fs::write(&file, text).unwrap();
        }
        let file = file.to_str().unwrap();
        replay(&[file]).ends_with(1, "", &said.replace("{}", file));
    }
}

#[test]
fn a_replay_exits_as_the_run_did() {
    let folder = folder::empty("replayed ends");
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/lesson2.log");
    let kept = fs::read_to_string(kept).unwrap();
    let cases = [
        ("well", kept.clone(), 0),
        (
            "failed",
            kept.replacen("{\"code\":0}", "{\"code\":3}", 1),
            1,
        ),
        ("stuck", kept.replace("\"over\"", "{\"stuck\":[]}"), 1),
        ("stopped", kept.replace("\"over\"", "\"broken_off\""), 1),
        ("older", kept.replacen("log\":2", "log\":1", 1), 0),
    ];
    for (name, text, code) in cases {
        let file = folder.join(name);
        fs::write(&file, text).unwrap();
        let output = replay(&[file.to_str().unwrap()]).output("");
        assert_eq!((output.code, output.stderr.as_str()), (code, ""), "{name}");
    }
}

#[test]
fn a_run_that_cannot_be_shown_has_a_whole_log_that_says_why() {
    if !system::can_trace() {
        return;
    }
    let file = folder::empty("log of a run that cannot be shown").join("run.log");
    let at = address::own();
    let run = [
        "run",
        "2",
        "--address",
        &at,
        "--log",
        file.to_str().unwrap(),
    ];
    let shell = [
        "-c",
        "\"$0\" \"$@\" > /dev/full",
        env!("CARGO_BIN_EXE_workbook"),
    ];
    let full = "No space left on device (os error 28)";
    let program = by_newcomer(program("sh")).args(shell).args(run);
    program.ends_with(1, "", &format!("{full}\n"));
    let log = fs::read_to_string(&file).unwrap();
    let words: Vec<&str> = log.lines().map(|line| &line[..8]).collect();
    assert_eq!(words, ["{\"socket", "{\"began\"", "{\"ended\""]);
    let told = format!(
        "Lesson 2: TCP lessons/lesson2_tcp.rs Stopped before the first step: \
         the run could not be followed any further ({full})."
    );
    let replayed = replay(&[file.to_str().unwrap()]).output("");
    assert_eq!((replayed.code, collapsed(&replayed.stdout)), (1, told));
}

#[test]
fn a_log_that_cannot_be_written_is_said_before_anything_runs() {
    let at = &address::own();
    let said = "could not write the log /dev/null/run.log: Not a directory (os error 20)\n\
                hint: --log takes a file that you may write, or - for standard output\n";
    if system::can_trace() {
        run(2, at)
            .args(["--log", "/dev/null/run.log"])
            .ends_with(1, "", said);
    }
}
