//! A signal ends the workbook at whatever moment, and nothing of the pair is left: also no thread
//! and no process that was born in that moment.

use std::io::{PipeReader, Read, pipe};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::form::{Random, alone, figure, times};
use crate::support::{KILLED, Running, address, eventually, system};
use crate::tracees::{pair, tracee};

const KINDS: [&str; 7] = [
    "joined",
    "detached",
    "crowd",
    "sockets",
    "forks",
    "fork-sockets",
    "vforks",
];

/// A way to end it, the exit code and the errors.
const WAYS: [(Signal, i32, &str); 3] = [
    (Signal::SIGTERM, 128 + 15, STOPPED),
    (Signal::SIGINT, 128 + 2, STOPPED),
    (Signal::SIGKILL, KILLED, ""),
];
const STOPPED: &str = "stopped; nothing of the pair is left\n";

/// As in `runner/stopping.rs`: the workbook is not further ahead of its reader than this, bytes.
const PIPE: i32 = 4096;

/// When the signal comes.
#[derive(Debug)]
enum Moment {
    AfterLine(usize),
    /// So long after the first line.
    After(Duration),
}

impl Moment {
    fn any(random: &mut Random) -> Moment {
        match random.below(2) {
            0 => Moment::AfterLine(1 + random.below(300)),
            _ => Moment::After(Duration::from_micros(random.below(60_000) as u64)),
        }
    }

    fn wait(&self, output: &mut PipeReader) {
        match self {
            Moment::AfterLine(count) => read_lines(output, *count),
            Moment::After(time) => {
                read_lines(output, 1);
                thread::sleep(*time);
            }
        }
    }
}

fn read_lines(output: &mut PipeReader, count: usize) {
    let mut lines = 0;
    eventually("lines of the run", || {
        let mut byte = [0];
        while lines < count && output.read(&mut byte).is_ok_and(|length| length > 0) {
            lines += usize::from(byte == *b"\n");
        }
        lines == count
    });
}

/// Waits for its end; it may have to write first.
fn end(workbook: &Running, output: &mut PipeReader) -> (i32, String) {
    let mut rest = [0; PIPE as usize];
    eventually("the end of the workbook", || {
        while output.read(&mut rest).is_ok_and(|length| length > 0) {}
        workbook.has_ended()
    });
    let ended = workbook.output();
    (ended.code, ended.stderr)
}

/// Else a script that runs tests in the background makes them ignore SIGINT.
fn take_signals_as_usual() {
    let as_usual = Arc::new(AtomicBool::new(true));
    let signal = Signal::SIGINT as i32;
    signal_hook::flag::register_conditional_default(signal, as_usual).unwrap();
}

#[test]
fn a_signal_at_any_moment_ends_all_that_is_born_meanwhile() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    take_signals_as_usual();
    let mut random = Random::seeded();
    let count = times(20, 300);
    let mut slowest = Duration::ZERO;
    for number in 0..count {
        let kind = KINDS[number % KINDS.len()];
        let (signal, code, errors) = *random.one_of(&WAYS);
        let moment = Moment::any(&mut random);
        let at = address::own();
        let looping = tracee(&["loop", kind, &at]);
        let mut commands = [looping.as_str(), "true"];
        commands.rotate_left(random.below(2));

        let (mut output, writer) = pipe().unwrap();
        fcntl(&writer, FcntlArg::F_SETPIPE_SZ(PIPE)).unwrap();
        fcntl(&output, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).unwrap();
        println!("number {number}: {signal} to {commands:?}, {moment:?}");
        let workbook = pair(commands[0], commands[1]).stdout(writer).start();
        moment.wait(&mut output);
        let sent = Instant::now();
        kill(Pid::from_raw(workbook.pid() as i32), signal).unwrap();
        let ended = end(&workbook, &mut output);
        slowest = slowest.max(sent.elapsed());
        assert_eq!(ended, (code, errors.to_owned()), "number {number}");
        system::nothing_is_left(&at);
    }
    figure(&format!(
        "ends: {count} interruptions, no process and no port left; the slowest end took {} ms",
        slowest.as_millis()
    ));
}
