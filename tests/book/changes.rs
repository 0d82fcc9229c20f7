//! Every "try this" and "break this", done as the page says.
//!
//! In a chapter, ```` ```diff ```` blocks change the lesson, the ```` ```console ```` block after
//! them runs it, and each line of the ```` ```text,shown ```` block after that must be in what is shown.
//! A line may be a part of a longer one, and spaces and line breaks do not count.
//!
//! Each chapter has a copy of the lessons to work in, and an address of its own.

use crate::pages::{Page, chapter, pages, read};
use crate::support::filters::Filters;
use crate::support::output::collapsed;
use crate::support::trap::Folder;
use crate::support::{Address, address, system};
use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

/// A program that has shown so much shall not be waited for: it does not end by itself.
const ENDLESS: usize = 1 << 18;

struct Change {
    title: String,
    /// What is taken out and what comes in, as often as there are blocks.
    edits: Vec<(String, String)>,
    command: String,
    shown: Vec<String>,
}

fn changes(page: &Page) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut edits = Vec::new();
    let mut command = None;
    for block in page.blocks() {
        match block.info.as_str() {
            "diff" => edits.push(edit(&block.text)),
            "console" => command = Some(block.text.trim().to_owned()),
            "text,shown" => {
                let command = command.take();
                changes.push(Change {
                    title: block.heading,
                    edits: std::mem::take(&mut edits),
                    command: command.expect("a command before what it shows"),
                    shown: block.text.lines().map(str::to_owned).collect(),
                });
            }
            _ => command = None,
        }
    }
    assert!(edits.is_empty(), "{}: a change is not tried", page.name);
    changes
}

fn edit(diff: &str) -> (String, String) {
    let side = |other: char| {
        let lines = diff.lines().filter(|line| !line.starts_with(other));
        let lines = lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default()));
        lines.collect::<String>()
    };
    (side('+'), side('-'))
}

/// A copy of the lessons in which they can be changed.
struct Workshop {
    lesson: u8,
    folder: Folder,
    original: String,
}

impl Workshop {
    fn new(lesson: u8) -> Workshop {
        let folder = Folder::new(&format!("changes of lesson {lesson}"));
        Workshop {
            lesson,
            original: fs::read_to_string(folder.lesson(lesson)).unwrap(),
            folder,
        }
    }

    fn change(&self, page: &str, change: &Change) {
        let mut text = self.original.clone();
        for (out, _) in &change.edits {
            let times = self.original.matches(out.as_str()).count();
            assert_eq!(
                times, 1,
                "{page}, {:?}: how often this is there:\n{out}",
                change.title
            );
        }
        for (out, into) in &change.edits {
            text = text.replace(out, into);
        }
        self.folder.edit(self.lesson, |_| text.clone());
    }

    fn command(&self, words: &[&str], at: &Address) -> Command {
        let target = self.folder.path.join("target");
        let mut program = match words {
            ["cargo", "run", "--", rest @ ..] => {
                let mut workbook = Command::new(target.join("debug/workbook"));
                workbook.args(rest).args(["--address", at]);
                workbook.env("XDG_DATA_HOME", self.folder.path.join("data"));
                workbook
            }
            ["cargo", "run", "--bin", lesson, end] => {
                let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
                cargo.args(["run", "--quiet", "--package", "lessons", "--bin", lesson]);
                cargo.arg("--target-dir").arg(target);
                cargo.args(["--", end, at]);
                cargo
            }
            _ => panic!("what is this? {words:?}"),
        };
        program.current_dir(&self.folder.path);
        program.env("RUST_BACKTRACE", "0");
        program
    }

    /// Runs it to its end. The error says what was not shown.
    fn shows(&self, change: &Change) -> Result<(), String> {
        // Where the page names an address, the ends meet at one of that kind.
        let (command, named) = match change.command.split_once(" --address ") {
            Some((command, named)) => (command, Some(named.trim_matches('\''))),
            None => (change.command.as_str(), None),
        };
        if named.is_some_and(|named| named.starts_with('[')) && address::on_ipv6().is_none() {
            eprintln!("skipped: this machine has no IPv6");
            return Ok(());
        }
        let elsewhere = named.map(address::shown_as);
        let shown = self.shown(command, elsewhere.as_ref().unwrap_or(&self.folder.at));
        let text = collapsed(&shown);
        let mut lines = change.shown.iter();
        match lines.find(|line| !text.contains(&collapsed(line))) {
            None => Ok(()),
            Some(line) => Err(format!("not shown: {line}\nbut:\n{shown}")),
        }
    }

    /// Has it held against the original: the lines that the book tells to type are named, and the
    /// steps are either the same or told. Some changes are none of the lesson, or do not compile.
    fn differs(&self, change: &Change) -> Result<(), String> {
        let shown = self.shown(
            &format!("cargo run -- diff {}", self.lesson),
            &self.folder.at,
        );
        if change.edits.is_empty() || shown.contains("does not compile") {
            return Ok(());
        }
        let has = |sign: char, text: &str| {
            let mut lines = shown.lines().filter(|line| line.starts_with(sign));
            lines.any(|line| line.ends_with(&format!("│ {text}")))
        };
        for (out, into) in &change.edits {
            let mut came = into.lines().filter(|line| !out.contains(line));
            if let Some(line) = came.find(|line| !has('+', line)) {
                return Err(format!("not named: {line}\nbut:\n{shown}"));
            }
        }
        let is_same = shown.contains("These lines change nothing of what is told");
        let is_told = shown.contains("The other ") || shown.contains("No other step");
        if is_same == is_told {
            return Err(format!("what about the steps?\n{shown}"));
        }
        Ok(())
    }

    /// What is shown by a command until its end.
    fn shown(&self, command: &str, at: &Address) -> String {
        let words: Vec<&str> = command.split(' ').collect();
        let (mut output, screen) = std::io::pipe().unwrap();
        let mut program = self.command(&words, at);
        program.stdin(Stdio::null());
        program.stdout(screen.try_clone().unwrap()).stderr(screen);
        let mut child = program.spawn().unwrap();
        // The command still holds the writing end of the pipe.
        drop(program);
        let (mut shown, mut buffer) = (Vec::new(), [0; 65536]);
        while let Ok(length @ 1..) = output.read(&mut buffer) {
            shown.extend(&buffer[..length]);
            if shown.len() > ENDLESS {
                break;
            }
        }
        let _ = child.kill();
        child.wait().unwrap();
        let filters = Filters::of_run(self.lesson, at);
        filters.apply(&String::from_utf8_lossy(&shown))
    }
}

fn every_change_of(lesson: u8) {
    let page = chapter(lesson);
    let changes = changes(&page);
    for section in ["Try this", "Break this"] {
        assert!(page.text.contains(&format!("\n## {section}\n")));
    }
    assert!(
        changes.len() >= 6,
        "three to try and three to break: {}",
        page.name
    );
    if !system::can_trace() {
        return;
    }
    let workshop = Workshop::new(lesson);
    let mut problems = Vec::new();
    for change in &changes {
        workshop.change(&page.name, change);
        let shows = workshop.shows(change);
        if let Err(problem) = shows.and_then(|()| workshop.differs(change)) {
            problems.push(format!("{:?}: {problem}", change.title));
        }
    }
    assert!(
        problems.is_empty(),
        "{}, {}",
        page.name,
        problems.join("\n")
    );
}

#[test]
fn the_changes_of_lesson_1_do_what_the_book_says() {
    every_change_of(1);
}

#[test]
fn the_changes_of_lesson_2_do_what_the_book_says() {
    every_change_of(2);
}

#[test]
fn the_changes_of_lesson_3_do_what_the_book_says() {
    every_change_of(3);
}

#[test]
fn the_changes_of_lesson_4_do_what_the_book_says() {
    every_change_of(4);
}

#[test]
fn the_changes_of_lesson_5_do_what_the_book_says() {
    every_change_of(5);
}

#[test]
fn the_changes_of_lesson_6_do_what_the_book_says() {
    every_change_of(6);
}

/// What the page of errors quotes is checked elsewhere: above, or in the tests of the lessons.
#[test]
fn every_error_quoted_is_one_that_was_seen() {
    let mut seen = String::new();
    for lesson in 1..=6 {
        for change in changes(&chapter(lesson)) {
            seen += &format!("{}\n", collapsed(&change.shown.join("\n")));
        }
        seen += &read(format!("tests/by_hand/lesson{lesson}.rs"));
    }
    let errors = pages().into_iter().find(|page| page.name == "errors.md");
    for block in errors.unwrap().blocks() {
        for line in block.text.lines() {
            assert!(
                seen.contains(&collapsed(line)),
                "errors.md: nobody has seen: {line}"
            );
        }
    }
}
