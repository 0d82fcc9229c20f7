//! The workbook is stopped in the middle: whatever the moment, nothing of the pair is left.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, PipeReader, Read, pipe};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use nix::fcntl::{FcntlArg, fcntl};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::support::{
    Address, KILLED, Running, address, close, folder, program, run, system, workbook,
};

/// The smallest pipe that Linux makes, bytes. The workbook cannot be further ahead of its
/// reader than this: so a moment is chosen by lines read, not by time.
const PIPE: usize = 4096;

const STOPPED: &str = "stopped; nothing of the pair is left\n";

#[derive(Clone, Copy, Debug)]
enum By {
    Signal(Signal),
    /// The reader of its output has seen enough (`| head -3`).
    ClosedPipe,
}

use By::{ClosedPipe, Signal as By_};

/// How it is stopped, and the exit code and the errors that it ends with.
const WAYS: [(By, i32, &str); 5] = [
    (By_(Signal::SIGINT), 128 + 2, STOPPED),
    (By_(Signal::SIGTERM), 128 + 15, STOPPED),
    (By_(Signal::SIGHUP), 128 + 1, STOPPED),
    (By_(Signal::SIGKILL), KILLED, ""),
    (ClosedPipe, 1, ""),
];

/// A run whose output is read only as far as we like.
struct Reluctant {
    workbook: Running,
    output: BufReader<PipeReader>,
    read: Vec<u8>,
}

fn start(lesson: u8, at: &Address) -> Reluctant {
    let (reader, writer) = pipe().unwrap();
    fcntl(&writer, FcntlArg::F_SETPIPE_SZ(PIPE as i32)).unwrap();
    Reluctant {
        workbook: run(lesson, at).stdout(writer).start(),
        output: BufReader::with_capacity(64, reader),
        read: Vec::new(),
    }
}

impl Reluctant {
    fn read_lines(&mut self, count: usize) {
        for _ in 0..count {
            self.output.read_until(b'\n', &mut self.read).unwrap();
        }
    }

    /// Gives back the workbook, and all that was read of it.
    fn stop(mut self, by: By) -> (Running, String) {
        match by {
            By_(signal) => {
                kill(Pid::from_raw(self.workbook.pid() as i32), signal).unwrap();
                // It may be waiting for us to read.
                self.output.read_to_end(&mut self.read).unwrap();
            }
            ClosedPipe => close(self.output.into_inner()),
        }
        let read = String::from_utf8_lossy(&self.read).into_owned();
        (self.workbook, read)
    }
}

/// How many lines can be read before the workbook has possibly written everything.
fn lines_for_certain(lesson: u8, at: &Address) -> usize {
    let mut complete = start(lesson, at);
    let mut text = Vec::new();
    complete.output.read_to_end(&mut text).unwrap();
    let certain = &text[..text.len() - PIPE - 200];
    certain.split(|byte| *byte == b'\n').count() - 1
}

#[test]
fn at_twenty_moments_and_in_five_ways() {
    if !system::can_trace() {
        return;
    }
    for (index, lesson) in [4, 5, 6, 5].into_iter().enumerate() {
        let at = address::own();
        let most = lines_for_certain(lesson, &at);
        for (way, (by, code, errors)) in WAYS.into_iter().enumerate() {
            let moment = 1 + (most - 1) * (4 * way + index) / 19;
            let mut run = start(lesson, &at);
            run.read_lines(moment);
            let (workbook, read) = run.stop(by);
            let ended = workbook.output();
            let shown = (ended.code, ended.stderr.as_str());
            assert_eq!(
                shown,
                (code, errors),
                "lesson {lesson}, {by:?} after line {moment}:\n{read}"
            );
            system::nothing_is_left(&at);
        }
    }
}

/// A script that runs tests in the background ignores SIGINT for them, nohup(1) SIGHUP. What is
/// ignored is inherited, and what is handled is not: a program gets the default, execve(2).
fn take_signals_as_usual() {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        let as_usual = Arc::new(AtomicBool::new(true));
        signal_hook::flag::register_conditional_default(signal, as_usual).unwrap();
    }
}

#[test]
fn before_its_first_line() {
    take_signals_as_usual();
    let at = &address::own();
    for (by, ..) in WAYS {
        // It may be building, or not even be ready to take a signal: only the rest is the same.
        let ended = start(6, at).stop(by).0.output();
        assert!(["", STOPPED].contains(&ended.stderr.as_str()), "{ended:?}");
        assert_ne!(ended.code, 0, "{ended:?}");
        system::nothing_is_left(at);
    }
}

#[test]
fn a_reader_of_three_lines_gets_them_and_no_error_is_shown() {
    let at = &address::own();
    let mut run = start(2, at);
    run.read_lines(3);
    let ended = run.stop(ClosedPipe).0.output();
    assert_eq!(ended.stderr, "");
    system::nothing_is_left(at);
}

/// A FIFO is opened by both sides at once, fifo(7): so the workbook reads when the signal comes.
#[test]
fn while_it_waits_for_a_log_a_signal_ends_it() {
    take_signals_as_usual();
    let fifo = folder::empty("a log to come").join("fifo");
    let path = fifo.to_str().unwrap();
    assert_eq!(program("mkfifo").args([path]).output("").code, 0);
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        let workbook = workbook(["replay", path]).start();
        let writer = OpenOptions::new().write(true).open(&fifo).unwrap();
        kill(Pid::from_raw(workbook.pid() as i32), signal).unwrap();
        let ended = workbook.output();
        let expected = (128 + signal as i32, "", "");
        assert_eq!(
            (ended.code, &*ended.stdout, &*ended.stderr),
            expected,
            "{signal}"
        );
        close(writer);
    }
}

/// Only a workbook that is built with debug assertions can be made to fail.
#[test]
fn a_defect_of_the_workbook_is_one_line_that_names_the_step() {
    if !system::can_trace() || !cfg!(debug_assertions) {
        return;
    }
    let at = &address::own();
    let run = run(4, at).env("WORKBOOK_PANIC", "step 12");
    let ended = run.env("RUST_BACKTRACE", "0").output("");
    let line = ended.stderr.trim_end();
    let start = "the workbook itself has failed, at step 12. Please report this line, and what \
                 you typed: src/terminal/mishap.rs:";
    assert!(
        line.starts_with(start) && line.ends_with(": provoked"),
        "{ended:?}"
    );
    assert_eq!((ended.code, line.lines().count()), (101, 1), "{ended:?}");
    assert!(!ended.stdout.contains("\n  12  "), "{ended:?}");
    system::nothing_is_left(at);
}
