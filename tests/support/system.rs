//! What the system allows, and what it knows about processes.

use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::sync::LazyLock;

use super::wait::eventually;

/// Whether programs can be traced here. Where not, a test says that it is skipped; with CI=true
/// it fails, so that nobody takes silence for success.
pub fn can_trace() -> bool {
    static REFUSED: LazyLock<Option<String>> = LazyLock::new(|| {
        let mut child = Command::new("sleep").arg("60").spawn().unwrap();
        let pid = nix::unistd::Pid::from_raw(child.id() as i32);
        let seized = nix::sys::ptrace::seize(pid, nix::sys::ptrace::Options::empty());
        child.kill().unwrap();
        child.wait().unwrap();
        seized
            .err()
            .map(|error| format!("ptrace is refused: {error}"))
    });
    REFUSED.as_ref().is_none_or(|why| skip(why))
}

/// Whether the program `strace` is there, as `can_trace`.
pub fn has_strace() -> bool {
    static STRACE: LazyLock<bool> =
        LazyLock::new(|| Command::new("strace").arg("--version").output().is_ok());
    *STRACE || skip("strace is not installed")
}

/// The real Python, and no script that looks for one; None where there is none.
pub fn python() -> Option<String> {
    let asks = [
        "-c",
        "import sys; print(sys.executable, sys.version_info >= (3, 8))",
    ];
    let answer = Command::new("python3").args(asks).output().ok()?;
    let answer = String::from_utf8(answer.stdout).ok()?;
    let path = answer.trim().strip_suffix(" True").map(str::to_owned);
    if path.is_none() {
        eprintln!("skipped: there is no python3 here");
    }
    path
}

fn skip(why: &str) -> bool {
    assert!(
        std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "in CI nothing may be skipped: {why}"
    );
    eprintln!("skipped: {why}");
    false
}

/// Waits until nothing of a run at this address is left: no process, and the port is free.
pub fn nothing_is_left(at: &str) {
    eventually(&format!("the processes at {at} to go"), || {
        processes(at).is_empty()
    });
    // A live listener would refuse this one; a connection in TIME_WAIT does not. A process that
    // is killed loses its command line first and its sockets a moment later.
    eventually(&format!("the port of {at} to be free"), || {
        TcpListener::bind(at).is_ok()
    });
}

/// Processes with this word on their command line. Only those in our own network: in another one,
/// a suite may have the same address.
pub fn processes(word: &str) -> Vec<u32> {
    let network = |process: &str| fs::read_link(format!("/proc/{process}/ns/net")).ok();
    let own = network("self");
    let has_word = |pid: &u32| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0)
            .any(|part| part == word.as_bytes())
    };
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let near = pids.filter(|pid: &u32| network(&pid.to_string()) == own);
    near.filter(has_word).collect()
}
