//! The pages to look things up have what a reader looks for.

use crate::links::links;
use crate::pages::{Page, anchor, pages, read};
use std::collections::BTreeSet;

fn page(name: &str) -> Page {
    pages().into_iter().find(|page| page.name == name).unwrap()
}

/// The words that mean one thing, the same in code, narration, book and tests.
const WORDS: [&str; 24] = [
    "socket",
    "listening socket, listener",
    "connection",
    "stream",
    "datagram",
    "peer",
    "end",
    "server end",
    "client end",
    "address",
    "port",
    "ephemeral port",
    "backlog",
    "handshake",
    "end of stream",
    "half-close",
    "reset",
    "system call",
    "blocked",
    "transcript",
    "step",
    "state",
    "parked",
    "prompt",
];

#[test]
fn the_glossary_has_every_word_we_use_in_order() {
    let text = page("glossary.md").text;
    let entries = text.lines().filter_map(|line| line.strip_prefix("| **"));
    let entries: Vec<&str> = entries.map(|row| row.split_once("**").unwrap().0).collect();
    for word in WORDS {
        assert!(entries.contains(&word), "the glossary has no {word}");
    }
    let mut sorted = entries.clone();
    sorted.sort_by_key(|entry| entry.to_lowercase());
    assert_eq!(entries, sorted, "in the order of the alphabet");
}

#[test]
fn every_error_says_what_provokes_it_what_the_program_sees_and_where_to_see_it() {
    let page = page("errors.md");
    let (table, sections) = page.text.split_once("\n## ").unwrap();
    let sections: Vec<&str> = sections.split("\n## ").collect();
    let (waits, errors) = sections.split_last().unwrap();
    assert!(waits.starts_with("No error, but nothing happens\n"));
    // Two errors that are provoked alike share a section.
    let rows = table.lines().filter(|line| line.starts_with("| ["));
    let named: BTreeSet<&str> = rows.flat_map(links).collect();
    let headings = errors.iter().map(|section| section.lines().next().unwrap());
    let headings: BTreeSet<String> = headings.map(|text| format!("#{}", anchor(text))).collect();
    assert_eq!(named, headings.iter().map(String::as_str).collect());
    for section in errors {
        for part in [
            "```text,shown\n",
            "**What provokes it:**",
            "**What the program sees:**",
            "**See it:**",
        ] {
            assert_eq!(section.matches(part).count(), 1, "{part} in: {section}");
        }
    }
}

#[test]
fn every_state_of_the_narration_is_explained() {
    let explained = page("tcp-states.md").text;
    let mut seen = 0;
    for lesson in 1..=6 {
        let transcript = read(format!("tests/snapshots/lesson{lesson}.snap"));
        let words =
            transcript.split(|c: char| !(c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit()));
        for state in words.filter(|word| {
            ["LISTEN", "ESTABLISHED", "CLOSED"].contains(word) || word.contains("_WAIT")
        }) {
            assert!(
                explained.contains(&format!("- `{state}`: ")),
                "lesson {lesson}: {state}"
            );
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} states were found");
}

/// The logs of the lessons, which the page of the record speaks of.
fn log(lesson: u8) -> String {
    read(format!("tests/snapshots/lesson{lesson}.log"))
}

#[test]
fn the_line_of_a_log_that_is_explained_is_a_real_one() {
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    let log = log(2);
    let lines: Vec<String> = log.lines().map(without_spaces).collect();
    let blocks = page("log.md").blocks();
    let shown = blocks.iter().filter(|block| block.info == "json");
    let shown: Vec<String> = shown.map(|block| without_spaces(&block.text)).collect();
    assert_eq!(shown.len(), 2, "the head, and a step");
    for block in shown {
        assert!(lines.contains(&block), "no line of the log: {block}");
    }
}

#[test]
fn the_page_of_the_record_names_every_event_and_every_field_of_a_step() {
    let text = page("log.md").text;
    let mut seen = BTreeSet::new();
    for log in (1..=6).map(log) {
        for line in log.lines().skip(1) {
            seen.extend(line.split('"').nth(1).map(str::to_owned));
            // The first word of what happened: `{"printed":…` or `"held"`.
            let what = line.split_once("\"what\":").map(|(_, what)| what);
            seen.extend(
                what.and_then(|what| what.split('"').nth(1))
                    .map(str::to_owned),
            );
            for after in line.split("\"socket\":{\"id\":").skip(1) {
                let (inside, _) = after.split_once('}').unwrap();
                let fields = inside
                    .split(',')
                    .filter_map(|field| field.split_once("\":"));
                seen.extend(fields.map(|(name, _)| name.replace('"', "")));
            }
        }
    }
    assert!(seen.len() > 25, "{seen:?}");
    for name in seen {
        assert!(
            text.contains(&format!("`{name}`")),
            "{name} is not explained"
        );
    }
}
