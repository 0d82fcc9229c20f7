//! Every "try this" and "break this", done as the page says.
//!
//! In a chapter, ```` ```diff ```` blocks change the lesson, the ```` ```console ```` block after
//! them runs it, and each line of the ```` ```text,shown ```` block after that must be in what is shown.
//! A line may be a part of a longer one, and spaces and line breaks do not count.
//!
//! Each chapter has a copy of the lessons to work in, and addresses of its own:
//! 127.(lesson + 1).0.x. They are as long as the usual one, so that lines break alike.

use crate::pages::{Page, chapter, collapsed, pages, read, root};
use crate::support::output::normalised;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const USUAL: &str = "127.0.0.1";

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
    folder: PathBuf,
    file: PathBuf,
    original: String,
}

impl Workshop {
    fn new(lesson: u8) -> Workshop {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lesson{lesson}"));
        for part in ["lessons", ".cargo", "target/debug"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        let mut name = String::new();
        for entry in fs::read_dir(root().join("lessons")).unwrap() {
            let entry = entry.unwrap();
            let file = entry.file_name().to_string_lossy().to_string();
            fs::copy(entry.path(), folder.join("lessons").join(&file)).unwrap();
            if file.starts_with(&format!("lesson{lesson}_")) {
                name = file;
            }
        }
        let cargo = ".cargo/config.toml";
        fs::copy(root().join(cargo), folder.join(cargo)).unwrap();
        // The workspace, without the package of the workbook.
        let workspace = read("Cargo.toml");
        let (_, workspace) = workspace.split_once("[workspace]\n").unwrap();
        let lines = workspace
            .lines()
            .filter(|line| !line.starts_with("default-members"));
        let workspace = lines.collect::<Vec<_>>().join("\n");
        fs::write(
            folder.join("Cargo.toml"),
            format!("[workspace]\n{workspace}\n"),
        )
        .unwrap();
        // The workbook builds lessons into the target folder that it was started from.
        let program = folder.join("target/debug/workbook");
        fs::copy(env!("CARGO_BIN_EXE_workbook"), program).unwrap();
        let file = folder.join("lessons").join(name);
        Workshop {
            original: fs::read_to_string(&file).unwrap(),
            folder,
            file,
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
        fs::write(&self.file, text).unwrap();
    }

    fn command(&self, command: &str, address: &str) -> Command {
        let words: Vec<&str> = command.split(' ').collect();
        let mut program = match words.as_slice() {
            ["cargo", "run", "--", rest @ ..] => {
                let mut workbook = Command::new(self.folder.join("target/debug/workbook"));
                workbook.args(rest).args(["--address", address]);
                workbook
            }
            ["cargo", "run", "--bin", lesson, end] => {
                let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
                cargo.args(["run", "--quiet", "--target-dir"]);
                cargo.arg(self.folder.join("target"));
                cargo.args(["--bin", lesson, end, address]);
                cargo
            }
            _ => panic!("what is this? {command}"),
        };
        program.current_dir(&self.folder);
        program
    }

    /// Runs it until everything expected was shown, or to its end.
    fn shows(&self, change: &Change, number: usize, lesson: u8) -> Result<(), String> {
        assert!(number <= 9, "an address as long as the usual one");
        let ip = format!("127.{}.0.{number}", lesson + 1);
        let (mut output, screen) = std::io::pipe().unwrap();
        let mut program = self.command(&change.command, &format!("{ip}:9999"));
        program
            .stdin(Stdio::null())
            .stdout(screen.try_clone().unwrap())
            .stderr(screen);
        let mut child = program.spawn().unwrap();
        // The command still holds the writing end of the pipe.
        drop(program);
        let (mut shown, mut buffer) = (Vec::new(), [0; 65536]);
        let missing = loop {
            let length = output.read(&mut buffer).unwrap();
            shown.extend(&buffer[..length]);
            let text = String::from_utf8_lossy(&shown).replace(&ip, USUAL);
            let text = collapsed(&normalised(&text));
            let mut lines = change.shown.iter();
            let missing = lines.find(|line| !text.contains(&collapsed(line))).cloned();
            if length == 0 || missing.is_none() {
                break missing.map(|line| (line, text));
            }
        };
        let _ = child.kill();
        child.wait().unwrap();
        match missing {
            None => Ok(()),
            Some((line, _)) => Err(format!(
                "not shown: {line}\nbut:\n{}",
                String::from_utf8_lossy(&shown)
            )),
        }
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = fs::write(&self.file, &self.original);
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
    let workshop = Workshop::new(lesson);
    for (index, change) in changes.iter().enumerate() {
        workshop.change(&page.name, change);
        if let Err(problem) = workshop.shows(change, index + 1, lesson) {
            if problem.contains("Plain run: no narration") && std::env::var_os("CI").is_none() {
                eprintln!("skipped: this system does not let one program trace another");
                return;
            }
            panic!("{}, {:?}: {problem}", page.name, change.title);
        }
    }
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
