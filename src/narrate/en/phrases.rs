//! Parts of sentences: ends, steps, bytes.

use event::{End, StepNumber, Who};

/// An end in a sentence: `the server`, `the client`, `client 2`.
pub fn the(end: End) -> String {
    match end {
        End::Client(2..) => end.to_string(),
        End::Program | End::Server | End::Client(_) => format!("the {end}"),
    }
}

/// A thread in a sentence: `the server`, `server/2`.
pub fn the_thread(who: Who) -> String {
    match who.thread {
        1 => the(who.end),
        _ => who.to_string(),
    }
}

/// With the capital letter of a sentence's first word.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `server, client 2`: names as they are typed.
pub fn names(ends: &[End]) -> String {
    let names: Vec<String> = ends.iter().map(End::to_string).collect();
    names.join(", ")
}

/// `step 7`, `steps 7 and 8`, `steps 7, 8 and 9`.
pub fn steps(steps: &[StepNumber]) -> String {
    match steps {
        [] => "an earlier step".to_owned(),
        [one] => format!("step {one}"),
        _ => {
            let numbers: Vec<String> = steps.iter().map(StepNumber::to_string).collect();
            format!("steps {}", list(&numbers))
        }
    }
}

/// `1 byte`, `6 bytes`.
pub fn bytes(count: u64) -> String {
    match count {
        1 => "1 byte".to_owned(),
        n => format!("{n} bytes"),
    }
}

/// Before what a thread got that had slept in its call.
pub fn woken(slept: bool) -> &'static str {
    if slept { "woken: " } else { "" }
}
