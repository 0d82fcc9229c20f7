//! What a page tells the reader to type at the workbook's prompt, typed there.
//!
//! A table `| Type | What to look at |` is one session: its left cells are typed, one after the
//! other. What its right cells quote as code must be shown, in that order.

use crate::pages::{Page, chapter, pages};
use crate::support::filters::{self, Filters};
use crate::support::{system, workbook};
use std::collections::BTreeSet;

const HEAD: &str = "| Type | What to look at |\n|---|---|\n";

struct Row {
    typed: String,
    quoted: Vec<String>,
}

/// The sessions of a page.
fn sessions(page: &Page) -> Vec<Vec<Row>> {
    let tables = page.text.split(HEAD).skip(1);
    let lines = tables.map(|table| table.lines().take_while(|line| line.starts_with('|')));
    lines.map(|lines| lines.map(row).collect()).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.split(" | ").collect();
    let [left, right] = cells.as_slice() else {
        // An empty right cell has one space only.
        let left = line
            .strip_suffix(" | |")
            .unwrap_or_else(|| panic!("{line}"));
        return Row {
            typed: typed(left),
            quoted: Vec::new(),
        };
    };
    let quoted = right.split('`').skip(1).step_by(2);
    Row {
        typed: typed(left),
        quoted: quoted.map(str::to_owned).collect(),
    }
}

fn typed(cell: &str) -> String {
    let code = cell.strip_prefix("| `");
    let code = code.and_then(|code| code.strip_suffix('`'));
    code.unwrap_or_else(|| panic!("what is typed here? {cell}"))
        .to_owned()
}

/// Types it, and says what was not shown.
fn play(rows: &[Row], address: &str) -> Result<(), String> {
    let lesson = rows[0].typed.rsplit(' ').next();
    let lesson: u8 = lesson.and_then(|number| number.parse().ok()).unwrap();
    let mut lines = String::new();
    for row in rows {
        let starts = ["step ", "talk "]
            .iter()
            .any(|start| row.typed.starts_with(start));
        lines += &row.typed;
        if starts {
            lines += &format!(" --address {address}");
        }
        lines += "\n";
    }
    let output = workbook([]).output(&lines);
    if !output.stderr.is_empty() {
        return Err(output.stderr);
    }
    let shown = Filters::of_run(lesson, address).apply(&output.stdout);
    let mut rest = shown.as_str();
    for row in rows {
        for quoted in &row.quoted {
            let Some((_, after)) = rest.split_once(quoted.as_str()) else {
                return Err(format!(
                    "after {:?} this is not shown: {quoted}\nbut:\n{rest}",
                    row.typed
                ));
            };
            rest = after;
        }
    }
    Ok(())
}

fn sessions_of(lesson: u8) {
    let page = chapter(lesson);
    let sessions = sessions(&page);
    let first = |word: &str| {
        let command = format!("{word} {lesson}");
        sessions.iter().any(|rows| rows[0].typed == command)
    };
    assert!(first("step"), "{}: no session is stepped", page.name);
    assert_eq!(first("talk"), lesson >= 5, "{}", page.name);
    if !system::can_trace() {
        return;
    }
    let address = format!("127.9.{lesson}.2:9999");
    for rows in &sessions {
        if let Err(problem) = play(rows, &address) {
            panic!("{}, {:?}: {problem}", page.name, rows[0].typed);
        }
    }
}

#[test]
fn the_sessions_of_lesson_1_show_what_the_book_says() {
    // Without a network the steps have other numbers.
    match filters::own_ip() {
        Some(_) => sessions_of(1),
        None => eprintln!("skipped: this machine has no address towards the internet"),
    }
}

#[test]
fn the_sessions_of_lesson_2_show_what_the_book_says() {
    sessions_of(2);
}

#[test]
fn the_sessions_of_lesson_3_show_what_the_book_says() {
    sessions_of(3);
}

#[test]
fn the_sessions_of_lesson_4_show_what_the_book_says() {
    sessions_of(4);
}

#[test]
fn the_sessions_of_lesson_5_show_what_the_book_says() {
    sessions_of(5);
}

#[test]
fn the_sessions_of_lesson_6_show_what_the_book_says() {
    sessions_of(6);
}

#[test]
fn the_chapters_try_what_can_be_done_at_a_step() {
    let mut tried = BTreeSet::new();
    for page in pages() {
        for row in sessions(&page).iter().flatten() {
            // A line for a keyboard begins with the name of an end.
            let word = row.typed.split([' ', ':']).next().unwrap();
            tried.insert(word.to_owned());
        }
    }
    for command in [
        "client", "ctrl-d", "go", "join", "kill", "server", "sockets", "source", "stop", "type",
        "who",
    ] {
        assert!(tried.contains(command), "no chapter tries {command}");
    }
}
