//! The programs that are followed here, and the workbook with two of them.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use event::{Event, Step};

use crate::support::{Program, folder, workbook};

/// `tracee/main.rs`: its first argument says how it behaves.
static TRACEE: LazyLock<PathBuf> = LazyLock::new(|| compiled("main.rs", "tracee"));

/// `tracee/small.rs`: four calls, and little debug information.
pub static SMALL: LazyLock<PathBuf> = LazyLock::new(|| compiled("small.rs", "small"));

/// What that one does.
pub const OF_SMALL: [&str; 5] = ["socket", "listen", "close", "socket", "close"];

fn compiled(source: &str, name: &str) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/stress/tracee")
        .join(source);
    let path = folder::kept("tracees").join(name);
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    rustc.args(["--edition", "2024", "-g", "-C", "panic=abort", "-o"]);
    let status = rustc.arg(&path).arg(source).status().unwrap();
    assert!(status.success(), "{name} does not compile");
    path
}

/// The words of a command of `pair`.
pub fn command(program: &Path, words: &[&str]) -> String {
    format!("'{}' {}", program.display(), words.join(" "))
}

/// The command that makes the tracee behave so.
pub fn tracee(words: &[&str]) -> String {
    command(&TRACEE, words)
}

pub fn tracee_path() -> &'static Path {
    &TRACEE
}

/// The workbook, following these two and showing every step.
pub fn pair(server: &str, client: &str) -> Program {
    workbook(["pair", server, client, "--all-steps"]).env("RUST_BACKTRACE", "0")
}

/// The steps of a run, from its log.
pub fn steps(log: &Path) -> Vec<Step> {
    let log = BufReader::new(File::open(log).unwrap());
    let events = event::log::read(log).unwrap().into_iter();
    let steps = events.filter_map(|event| match event {
        Event::Step(step) => Some(*step),
        _ => None,
    });
    steps.collect()
}
