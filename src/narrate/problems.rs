//! What the workbook says of itself: what went wrong, what it did about it, and what to
//! type next.

use super::{sentence, the, the_thread};
use crate::call::{End, Step, Who};
use crate::catalogue::Lesson;
use std::net::SocketAddr;

/// Why there is no narration.
pub enum Unnarrated<'a> {
    Asked,
    /// What the system said.
    Refused(&'a str),
    #[allow(dead_code, reason = "the other systems are built elsewhere")]
    OtherSystem,
}

pub fn unnarrated(why: Unnarrated) -> String {
    match why {
        Unnarrated::Asked => "no narration, as asked".to_owned(),
        Unnarrated::Refused(answer) => format!(
            "no narration, because this system does not let one program trace another \
             (ptrace: {answer})"
        ),
        Unnarrated::OtherSystem => {
            "no narration, because that needs Linux (glibc, x86_64 or aarch64)".to_owned()
        }
    }
}

/// The head of a plain run.
pub fn plain_run(why: &str) -> String {
    format!("Plain run: {why}.")
}

/// Where a narration can be read that cannot be had here.
pub fn recorded(lesson: &Lesson) -> String {
    format!("The command read {} shows a recorded one.", lesson.number)
}

pub fn plain_exit(code: i32) -> String {
    format!("exits with code {code}")
}

pub fn plain_stopped() -> &'static str {
    "is stopped: it would wait for ever"
}

pub fn address_taken(
    address: SocketAddr,
    holder: Option<(String, i32)>,
    instead: SocketAddr,
) -> String {
    let holder = match holder {
        Some((name, pid)) => format!("by {name} (process {pid})"),
        None => "by another program or an old connection (TIME_WAIT)".to_owned(),
    };
    format!("{address} is taken {holder}: this run uses {instead} instead.")
}

pub fn does_not_compile(lesson: &Lesson) -> String {
    format!(
        "lesson {} does not compile: mend lessons/{} and run it again\n\
         hint: git diff lessons/{} shows what you changed",
        lesson.number, lesson.file, lesson.file
    )
}

pub fn no_cargo(error: &std::io::Error) -> String {
    format!(
        "could not start cargo to build the lesson: {error}\n\
         hint: install Rust from https://rustup.rs, then open a new terminal"
    )
}

pub fn no_workspace() -> &'static str {
    "could not find the lessons\n\
     hint: start the workbook in its folder, the one with Cargo.toml and lessons/: cargo run"
}

pub fn played(lesson: Option<&Lesson>, steps: Step) -> String {
    let what = match lesson {
        Some(lesson) => format!("Lesson {} was played", lesson.number),
        None => "The pair was followed".to_owned(),
    };
    format!("{what} to its end in {steps} steps.")
}

pub fn broken_off(steps: Step) -> String {
    match steps {
        0 => "Stopped before the first step. Nothing of the pair is left.".to_owned(),
        _ => format!("Stopped after step {steps}. Nothing of the pair is left."),
    }
}

pub fn failed(ends: &[End]) -> String {
    match ends {
        [one] => format!(
            "{} failed: its last lines above say why.",
            sentence(&the(*one))
        ),
        _ => {
            let names: Vec<String> = ends.iter().map(End::to_string).collect();
            let names = names.join(", ");
            format!("These failed: {names}. Their last lines above say why.")
        }
    }
}

pub fn too_long(seconds: u64) -> String {
    format!("the run was stopped: it did not end within {seconds} seconds")
}

pub fn interrupted() -> &'static str {
    "stopped; nothing of the pair is left"
}

/// Why a thread cannot go on.
pub enum Stuck<'a> {
    /// It sleeps in this call.
    In {
        call: &'a str,
        /// Who would have to do something.
        for_whom: Option<End>,
    },
    /// It sleeps in a call that is not told, by its name.
    Untold(&'a str),
}

pub fn stuck(threads: &[(Who, Stuck)]) -> String {
    let waits = threads.iter().map(|(who, stuck)| {
        let who = the_thread(*who);
        match stuck {
            Stuck::In {
                call,
                for_whom: Some(end),
            } => format!("{who} waits in {call} for {}", the(*end)),
            Stuck::In {
                call,
                for_whom: None,
            } => format!("{who} waits in {call}"),
            Stuck::Untold("futex") => format!("{who} waits for another thread of its own program"),
            Stuck::Untold(name) => format!("{who} waits in {name}"),
        }
    });
    let waits: Vec<String> = waits.collect();
    format!(
        "Nobody can go on: {}. The workbook has stopped the run.",
        waits.join(", and ")
    )
}

pub fn no_address() -> &'static str {
    "an address is an IP and a port, for instance 127.0.0.1:9999"
}

pub fn no_port() -> &'static str {
    "port 0 is no port to meet at; take one from 1024 to 65535"
}

/// While a program computes or sleeps and the workbook waits for it.
pub fn slow_program() -> &'static str {
    "waiting for a program of the pair (Ctrl-C stops this) …"
}

pub fn slow_timer() -> &'static str {
    "all wait, one of them not for ever (Ctrl-C stops this) …"
}

pub fn slow_build(lesson: &Lesson) -> String {
    format!("building lesson {} with cargo …", lesson.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_begins_a_sentence_with_or_without_its_article() {
        let why = "failed: its last lines above say why.";
        assert_eq!(failed(&[End::Server]), format!("The server {why}"));
        assert_eq!(failed(&[End::Client(2)]), format!("Client 2 {why}"));
    }
}
