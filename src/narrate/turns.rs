//! What the prompt says while a pair is on the stage, stepped or talked to.

use super::{quote, the};
use crate::call::{End, Step};

pub fn how_to_leave_pair() -> &'static str {
    "The pair waits. Type stop (or press Ctrl-D) to end it."
}

/// `is_pair`: there are two ends to choose from.
pub fn how_to_step(is_pair: bool) -> &'static str {
    match is_pair {
        true => {
            "Both ends are stopped before each call. Enter lets the next call happen; server or \
             client chooses who moves; sockets, source and who look around; go runs to the end; \
             help shows more."
        }
        false => {
            "The program is stopped before each call. Enter lets the next call happen; sockets, \
             source and who look around; go runs to the end; help shows more."
        }
    }
}

pub fn how_to_talk() -> &'static str {
    "You are all keyboards here. Type for instance client: hello or server: hello. ctrl-d client \
     ends its input, join starts another client, stop ends all; help shows more."
}

/// Above the table of `step`.
pub fn enter_line() -> &'static str {
    "Enter alone lets happen what the prompt shows. Or type:"
}

/// Above the table of `talk`.
pub fn typed_line() -> &'static str {
    "client: hello types hello at the client's keyboard; so do server: and client 2:. Or type:"
}

pub fn step_prompt(step: Step, what: &str) -> String {
    format!("step {step} · {what}")
}

pub fn or_else(others: &[End]) -> String {
    let names: Vec<String> = others.iter().map(End::to_string).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(" (or {})", names.join(", ")),
    }
}

/// What Enter does where nobody can move, as a prompt: it types a line of the script.
pub fn next_typed(end: End, line: Option<&str>) -> String {
    match line {
        Some(line) => format!(
            "all wait; Enter types to {}: {}",
            the(end),
            quote::text(line.as_bytes(), quote::DATA)
        ),
        None => format!("all wait; Enter presses Ctrl-D at {}", the(end)),
    }
}

pub fn next_let_go(end: End) -> String {
    format!("all others wait; Enter lets {} go on", the(end))
}

pub fn next_timer() -> &'static str {
    "all wait, one of them not for ever; Enter waits with them"
}

/// Nobody can move, and the script is over. `end` would read a line, a client could join.
pub fn next_nothing(end: Option<End>, can_join: bool) -> String {
    let other = match (end, can_join) {
        (Some(end), _) => format!(", {end}: TEXT types a line"),
        (None, true) => ", join starts another client".to_owned(),
        (None, false) => String::new(),
    };
    format!("all wait; Enter ends the lesson{other}")
}

pub fn next_busy() -> &'static str {
    "a program is still busy; Enter waits for it"
}

pub fn long_line(most: usize) -> String {
    format!("a keyboard takes lines of up to {most} bytes")
}

pub fn talk_prompt(keyboards: &[End]) -> String {
    let names: Vec<String> = keyboards.iter().map(End::to_string).collect();
    match names.is_empty() {
        true => "talk (no keyboard is read now)".to_owned(),
        false => format!("talk ({})", names.join(", ")),
    }
}

/// `others` could move instead.
pub fn cannot_move(end: End, why: &[String], others: &[End]) -> String {
    let why = why.join("; ");
    let names: Vec<String> = others.iter().map(End::to_string).collect();
    let hint = match names.is_empty() {
        true => "Enter does what the prompt shows".to_owned(),
        false => format!("who can move now: {}", names.join(", ")),
    };
    format!("{} cannot move now: it {why}\nhint: {hint}", the(end))
}

pub fn not_there(end: End) -> String {
    format!("there is no {end} here\nhint: who shows the ends")
}

pub fn has_ended(end: End) -> String {
    let hint = match end {
        End::Client(_) => "join starts another client",
        End::Server | End::Program => "who shows the ends that are left, stop ends all",
    };
    format!("{} has ended\nhint: {hint}", the(end))
}

pub fn keyboard_closed(end: End) -> String {
    format!(
        "{} takes no more from its keyboard: its input has ended, or it is full\n\
         hint: Enter goes on",
        the(end)
    )
}

pub fn step_is_past(asked: Step, now: Step) -> String {
    format!(
        "step {asked} has happened already; the last one was step {now}\n\
         hint: go {} goes on up to step {0}, go without a number to the end",
        now + 10
    )
}

pub fn no_step(text: &str) -> String {
    format!(
        "{} is not the number of a step\nhint: go 24 goes on up to step 24",
        quote::line(text.as_bytes())
    )
}

pub fn cannot_join() -> &'static str {
    "no client can join here: this lesson has none\nhint: step 2 has one"
}

pub fn joined(end: End) -> String {
    format!("{end} joins; its first step is to start")
}

pub fn no_such_end(name: &str) -> String {
    format!(
        "{} is no end\n\
         hint: the ends are server, client, client 2 and so on",
        quote::line(name.as_bytes())
    )
}
