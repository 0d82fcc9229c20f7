//! Parts of sentences: ends, steps, bytes.

use crate::lesson::catalogue::{self, LESSONS, Lesson};
use crate::terminal::escape as quote;
use event::{End, StepNumber, Who};
use std::path::Path;

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

/// So many steps are named one by one; of more, only where they begin and end.
const MOST_STEPS: usize = 8;

/// `step 7`, `steps 7 and 8`, `steps 7, 8 and 9`; `steps 7, 9, … and 90`.
pub fn steps(steps: &[StepNumber]) -> String {
    match steps {
        [] => "an earlier step".to_owned(),
        [one] => format!("step {one}"),
        [first, second, .., last] if steps.len() > MOST_STEPS => {
            format!("steps {first}, {second}, … and {last}")
        }
        _ => {
            let numbers: Vec<String> = steps.iter().map(StepNumber::to_string).collect();
            format!("steps {}", list(&numbers))
        }
    }
}

/// How many lessons there are, in a word: `six`.
pub fn how_many_lessons() -> String {
    number(LESSONS.len())
}

/// The lessons that are chats, each with this before its number: `talk 5 or talk 6`.
pub fn chats(before: &str) -> String {
    let number = |lesson: &Lesson| format!("{before}{}", lesson.number);
    let numbers: Vec<String> = catalogue::chats().map(number).collect();
    numbers.join(" or ")
}

/// Small numbers in a word.
fn number(number: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let word = WORDS.get(number).map(|word| (*word).to_owned());
    word.unwrap_or_else(|| number.to_string())
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

/// A path in a sentence, which may have any name.
pub fn path(path: &Path) -> String {
    match path.as_os_str().as_encoded_bytes() {
        [] => "''".to_owned(),
        name => quote::line(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_all_lessons_comes_from_the_catalogue() {
        assert_eq!(how_many_lessons(), "six");
        assert_eq!([6, 9, 10].map(number), ["six", "nine", "10"]);
        assert_eq!(chats("talk "), "talk 5 or talk 6");
    }

    #[test]
    fn of_very_many_steps_the_first_and_the_last_are_named() {
        let of = |count: StepNumber| steps(&(1..=count).collect::<Vec<_>>());
        assert_eq!(of(3), "steps 1, 2 and 3");
        assert_eq!(of(8), "steps 1, 2, 3, 4, 5, 6, 7 and 8");
        assert_eq!(of(400), "steps 1, 2, … and 400");
    }
}
