//! Which lessons are done: one small text file that a person can read and delete. A file
//! that cannot be used is complained of once and never stops anything.

use crate::catalogue::{self, LESSONS, Lesson};
use crate::folders;
use crate::narrate::progress as words;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

pub struct Progress {
    /// None where no folder is known.
    file: Option<PathBuf>,
    done: BTreeSet<u8>,
    /// Not said yet.
    complaint: Option<String>,
    complained: bool,
}

impl Progress {
    pub fn load() -> Progress {
        let mut progress = Progress {
            file: folders::data().map(|folder| folder.join("progress")),
            done: BTreeSet::new(),
            complaint: None,
            complained: false,
        };
        let Some(file) = &progress.file else {
            return progress;
        };
        match fs::read_to_string(file) {
            Ok(text) => {
                let (done, wrong) = read(&text);
                progress.done = done;
                progress.complaint = wrong.map(|line| words::broken(file, line));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => progress.complaint = Some(words::unreadable(file, &error)),
        }
        progress
    }

    pub fn is_done(&self, lesson: &Lesson) -> bool {
        self.done.contains(&lesson.number)
    }

    /// The first lesson that is not done.
    pub fn next(&self) -> Option<&'static Lesson> {
        LESSONS.iter().find(|lesson| !self.is_done(lesson))
    }

    pub fn mark(&mut self, lesson: &Lesson) {
        if self.done.insert(lesson.number)
            && let Err(error) = self.save(lesson.number)
        {
            let file = self.file.clone().unwrap_or_default();
            self.complaint
                .get_or_insert(words::unwritable(&file, &error));
        }
    }

    /// Adds a line, so that what else stands there stays.
    fn save(&self, number: u8) -> io::Result<()> {
        let Some(file) = &self.file else {
            return Err(io::Error::other(words::no_folder()));
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut text = match fs::read(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => words::head().into(),
            Err(error) => return Err(error),
        };
        if !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        text.extend(format!("{number}\n").into_bytes());
        fs::write(file, text)
    }

    /// What the person should know, the first time that this is asked.
    pub fn complaint(&mut self) -> Option<String> {
        let complaint = self.complaint.take().filter(|_| !self.complained)?;
        self.complained = true;
        Some(complaint)
    }
}

/// The lessons that are done, and the first line that makes no sense.
fn read(text: &str) -> (BTreeSet<u8>, Option<usize>) {
    let mut done = BTreeSet::new();
    let mut wrong = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        match line.parse() {
            _ if line.is_empty() || line.starts_with('#') => {}
            Ok(number) if catalogue::lesson(number).is_some() => {
                done.insert(number);
            }
            _ => wrong = wrong.or(Some(index + 1)),
        }
    }
    (done, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_makes_no_sense_is_named_and_the_others_count() {
        assert_eq!(read("# head\n2\n\n1\n"), (BTreeSet::from([1, 2]), None));
        assert_eq!(read("2\nmany\n9\n3\n"), (BTreeSet::from([2, 3]), Some(2)));
    }
}
