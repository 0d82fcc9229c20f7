//! What is measured, and what is said of it.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::strace::CALLS;
use crate::support::{address, folder, lesson, system};

const ECHOES: u32 = 1_000;
/// Each of them is a send and a receive at both ends.
const CALLS_OF_AN_ECHO: u32 = 4;

/// How often each is run: the long ones, and the short ones.
const ROUNDS: usize = 5;
const SHORT_ROUNDS: usize = 15;

/// One way to run a pair.
struct Way {
    name: &'static str,
    command: Box<dyn Fn() -> Command>,
}

pub fn all() {
    if !system::can_trace() {
        return;
    }
    if cfg!(debug_assertions) {
        println!("a debug build, as learners run it");
    } else {
        println!("not the build that learners run; for that one: --profile dev");
    }
    let has_strace = system::has_strace();
    echoes(has_strace);
    lesson_2(has_strace);
    memory();
}

fn echoes(has_strace: bool) {
    let at = address::own().to_string();
    let itself = env::current_exe().unwrap();
    let ways = |echoes: u32| {
        let echoes = echoes.to_string();
        let mut ways = vec![
            way("workbook", followed(&itself, &at, &echoes)),
            way("bare", together(&[], &itself, &[&at, &echoes])),
        ];
        if has_strace {
            let by = |more: &[&str]| {
                let options = [&["strace", "-f", "--seccomp-bpf"], more].concat();
                let options = [&options[..], &["-o", "/dev/null", "-e", CALLS]].concat();
                together(&options, &itself, &[&at, &echoes])
            };
            ways.push(way("strace", by(&[])));
            ways.push(way("strace -k", by(&["-k"])));
        }
        ways
    };
    let many = medians(&ways(ECHOES), ROUNDS);
    let one = medians(&ways(1), ROUNDS);
    println!("\n{ECHOES} echoes, and a call of them");
    for ((name, many), (_, one)) in many.iter().zip(&one) {
        let calls = (ECHOES - 1) * CALLS_OF_AN_ECHO;
        let call = many.saturating_sub(*one) / calls;
        println!("{name:>20} {:>9} {:>9}", shown(*many), shown(call));
    }
    let call = |index: usize| Some(many.get(index)?.1.saturating_sub(one[index].1));
    let goal = Duration::from_millis(600);
    println!("    goal: {ECHOES} echoes in at most {}", shown(goal));
    if let (Some(own), Some(strace), Some(with_stack)) = (call(0), call(2), call(3)) {
        ratio("a call, to strace", own, strace, 3.0);
        ratio("a call, to strace -k", own, with_stack, 1.0);
    }
}

fn lesson_2(has_strace: bool) {
    let at = address::own().to_string();
    let lesson = lesson(2).path();
    let target = lesson.parent().unwrap().parent().unwrap().to_path_buf();
    let mut ways = vec![
        way("run 2", {
            let at = at.clone();
            move || {
                let mut command = workbook();
                command.args(["run", "2", "--address", &at]);
                command
            }
        }),
        // What `run` asks cargo before each run.
        way("cargo build", move || {
            let mut command = Command::new("cargo");
            let words = "build --quiet --package lessons --bin lesson2 --color auto --target-dir";
            command.current_dir(env!("CARGO_MANIFEST_DIR"));
            command.args(words.split(' ')).arg(&target);
            command
        }),
        way("bare", together(&[], &lesson, &[&at])),
    ];
    if has_strace {
        let options = ["strace", "-f", "-o", "/dev/null"];
        ways.push(way("strace -f", together(&options, &lesson, &[&at])));
    }
    let times = medians(&ways, SHORT_ROUNDS);
    println!("\nlesson 2");
    for (name, time) in &times {
        println!("{name:>20} {:>9}", shown(*time));
    }
    let without_cargo = times[0].1.saturating_sub(times[1].1);
    println!("{:>20} {:>9}", "run 2 without cargo", shown(without_cargo));
    if let Some((_, strace)) = times.get(3) {
        ratio(
            "run 2 without cargo, to strace -f",
            without_cargo,
            *strace,
            2.0,
        );
    }
}

/// The most memory that the workbook has had, at so many calls.
fn memory() {
    let at = address::own().to_string();
    let itself = env::current_exe().unwrap();
    println!("\nmemory of the workbook");
    for calls in [1_000, 10_000] {
        let echoes = (calls / CALLS_OF_AN_ECHO).to_string();
        let mut command = followed(&itself, &at, &echoes)();
        let mut child = command.stdout(output()).spawn().unwrap();
        let mut most = String::new();
        while child.try_wait().unwrap().is_none() {
            most = peak(child.id()).unwrap_or(most);
            thread::sleep(Duration::from_millis(1));
        }
        println!("{:>20} {most:>9}", format!("{calls} calls"));
    }
    println!("    goal: the same");
}

/// `VmHWM` of proc_pid_status(5).
fn peak(pid: u32) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().to_owned())
}

fn way(name: &'static str, command: impl Fn() -> Command + 'static) -> Way {
    Way {
        name,
        command: Box::new(command),
    }
}

/// The workbook, started by somebody who has used it never before.
fn workbook() -> Command {
    let home = folder::kept("speed");
    let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
    command
        .env("XDG_DATA_HOME", &home)
        .env("XDG_STATE_HOME", &home);
    command
}

/// The pair followed by the workbook, which shows every step.
fn followed(program: &Path, at: &str, echoes: &str) -> impl Fn() -> Command + use<> {
    let program = program.display();
    let (server, client) = (
        format!("'{program}' server {at}"),
        format!("'{program}' client {at} {echoes}"),
    );
    move || {
        let mut command = workbook();
        command.args(["pair", &server, &client, "--all-steps"]);
        command
    }
}

/// The pair started by this program, under another one where words for that are given.
fn together(options: &[&str], program: &Path, words: &[&str]) -> impl Fn() -> Command + use<> {
    let itself = env::current_exe().unwrap();
    let (itself, program) = (itself.to_str().unwrap(), program.to_str().unwrap());
    let line = [options, &[itself, "together", program], words].concat();
    let line: Vec<String> = line.into_iter().map(str::to_owned).collect();
    move || {
        let mut command = Command::new(&line[0]);
        command.args(&line[1..]);
        command
    }
}

/// Runs all of them in turn, so that what else the machine does meets all alike.
fn medians(ways: &[Way], rounds: usize) -> Vec<(&'static str, Duration)> {
    let mut times = vec![Vec::new(); ways.len()];
    for _ in 0..rounds {
        for (way, times) in ways.iter().zip(&mut times) {
            let mut command = (way.command)();
            command.stdin(Stdio::null()).stdout(output());
            let start = Instant::now();
            let status = command.status().unwrap();
            times.push(start.elapsed());
            assert!(status.success(), "{} fails: {status}", way.name);
        }
    }
    let names = ways.iter().map(|way| way.name);
    names.zip(times.into_iter().map(median)).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn output() -> File {
    File::create(file()).unwrap()
}

fn file() -> PathBuf {
    folder::kept("speed").join("shown")
}

fn ratio(what: &str, own: Duration, other: Duration, goal: f64) {
    let ratio = own.as_secs_f64() / other.as_secs_f64();
    println!("    {what}: {ratio:.2} times (goal: at most {goal})");
}

fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1_000.0 {
        format!("{micros:.0} µs")
    } else if micros < 1e6 {
        format!("{:.1} ms", micros / 1e3)
    } else {
        format!("{:.2} s", micros / 1e6)
    }
}
