//! What a page tells the reader to type at the workbook's prompt, typed there.
//!
//! A table `| Type | What to look at |` is one session: its left cells are typed, one after the
//! other. What a right cell quotes as code must be shown then, in that order.

use crate::pages::{Page, chapter, pages};
use crate::support::filters::{self, Filters};
use crate::support::{Address, address, folder, lesson, system, workbook};
use std::collections::BTreeSet;
use std::fs;

/// The page whose session watches a program in Python.
const PYTHON: &str = "python-to-rust.md";

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

/// Typed after each line of a session: it shows where the output of one ends. It changes nothing,
/// and is understood at every prompt.
const BORDER: &str = "help help\n";
const SHOWN_BORDER: &str = "Usage: help [COMMAND]";

/// Types it at this address, and says what was not shown.
fn play(rows: &[Row], address: &Address) -> Result<(), String> {
    let lesson = rows[0].typed.rsplit(' ').next();
    let lesson: u8 = lesson.and_then(|number| number.parse().ok()).unwrap();
    let mut lines = String::new();
    for row in rows {
        lines += &row.typed;
        if row.typed.starts_with("step ") || row.typed.starts_with("talk ") {
            lines += &format!(" --address {address}");
        }
        lines += &format!("\n{BORDER}");
    }
    let output = workbook([]).output(&lines);
    match output.stderr.as_str() {
        "" => shows(
            rows,
            &Filters::of_run(lesson, address).apply(&output.stdout),
        ),
        complaint => Err(complaint.to_owned()),
    }
}

/// What is quoted beside a line, in that order, before the next line is typed.
fn shows(rows: &[Row], shown: &str) -> Result<(), String> {
    let parts: Vec<&str> = shown.split(SHOWN_BORDER).collect();
    assert_eq!(parts.len(), rows.len() + 1, "{shown}");
    for (row, part) in rows.iter().zip(parts) {
        let mut rest = part;
        for quoted in &row.quoted {
            let Some((_, after)) = rest.split_once(quoted.as_str()) else {
                return Err(format!(
                    "after {:?} this is not shown: {quoted}\nbut:\n{part}",
                    row.typed
                ));
            };
            rest = after;
        }
    }
    Ok(())
}

fn sessions_of_page(page: &Page) {
    if !system::can_trace() {
        return;
    }
    for rows in sessions(page) {
        if let Err(problem) = play(&rows, &address::own()) {
            panic!("{}, {:?}: {problem}", page.name, rows[0].typed);
        }
    }
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
    sessions_of_page(&page);
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

/// The one for the page about Python needs a Python: see the next test.
#[test]
fn the_sessions_of_the_other_pages_show_what_the_book_says() {
    let is_other = |page: &Page| !page.name.starts_with("lesson") && page.name != PYTHON;
    let with: Vec<Page> = pages()
        .into_iter()
        .filter(|page| is_other(page) && !sessions(page).is_empty())
        .collect();
    let names: Vec<&str> = with.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(names, ["narrator.md", "start.md", "tcp-states.md"]);
    for page in &with {
        sessions_of_page(page);
    }
}

/// The page's own server in Python, with the client of lesson 2.
#[test]
fn a_server_in_python_is_watched_and_cannot_be_restarted_at_once() {
    let page = pages()
        .into_iter()
        .find(|page| page.name == PYTHON)
        .unwrap();
    let blocks = page.blocks();
    let script = blocks.iter().find(|block| block.info == "python").unwrap();
    let sessions = sessions(&page);
    let [rows] = sessions.as_slice() else {
        panic!("one session is expected in {PYTHON}");
    };
    let Some(python) = system::python().filter(|_| system::can_trace()) else {
        return;
    };
    // At the second address, the same is done in Rust.
    let at = address::own();
    let second = address::shown_as("127.0.0.1:9998");
    let folder = folder::empty("a server in Python");
    let script = script.text.replace("127.0.0.1", at.ip());
    let script = script.replace("9999", at.port());
    fs::write(folder.join("server.py"), script).unwrap();
    let client = format!("{} client {at}", lesson(2).path().display());
    let line = |row: &Row| {
        let line = row.typed.replace("python3", &python);
        let line = line.replace("127.0.0.1:9998", &second);
        line.replace("target/debug/lesson2 client", &client) + "\n" + BORDER
    };
    let lines: String = rows.iter().map(line).collect();
    let output = workbook([]).current_dir(&folder).output(&lines);
    let filters = Filters::at(&at).and_at(&second);
    let shown = filters.apply(&output.stdout);
    if let Err(problem) = shows(rows, &shown) {
        panic!("{PYTHON}: {problem}\n{}", output.stderr);
    }
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
