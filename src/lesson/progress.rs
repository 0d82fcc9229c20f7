//! Which lessons are done: one small text file that a person can read and delete. A file
//! that cannot be used is complained of once and never stops anything. The complaint is
//! data, and the words at the head of the file are the caller's.

use crate::lesson::catalogue::{self, LESSONS, Lesson};
use crate::lesson::{folders, regular};
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// What is wrong with the file. Nothing else depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// This line makes no sense; counted from 1.
    Broken {
        file: PathBuf,
        line: usize,
    },
    /// Something else has its name: a folder, a FIFO, a device.
    NoFile {
        file: PathBuf,
    },
    Unreadable {
        file: PathBuf,
        error: String,
    },
    Unwritable {
        file: PathBuf,
        error: String,
    },
    /// No variable names a folder for it.
    NoFolder,
}

pub struct Progress {
    /// None where no folder is known.
    file: Option<PathBuf>,
    /// The first line of a new file, which says what the file is.
    head: String,
    done: BTreeSet<u8>,
    /// Not said yet.
    complaint: Option<Complaint>,
    complained: bool,
}

impl Progress {
    pub fn load(head: String) -> Progress {
        let mut progress = Progress {
            file: folders::data().map(|folder| folder.join("progress")),
            head,
            done: BTreeSet::new(),
            complaint: None,
            complained: false,
        };
        let Some(file) = progress.file.clone() else {
            return progress;
        };
        let mut text = String::new();
        let opened = regular::open(&file, OpenOptions::new().read(true));
        match opened.and_then(|mut file| file.read_to_string(&mut text)) {
            Ok(_) => {
                let (done, wrong) = read(&text);
                progress.done = done;
                progress.complaint = wrong.map(|line| Complaint::Broken { file, line });
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::InvalidInput => {
                progress.complaint = Some(Complaint::NoFile { file });
            }
            Err(error) => {
                let error = error.to_string();
                progress.complaint = Some(Complaint::Unreadable { file, error });
            }
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
            && let Err(complaint) = self.save(lesson.number)
        {
            self.complaint.get_or_insert(complaint);
        }
    }

    fn save(&self, number: u8) -> Result<(), Complaint> {
        let file = self.file.as_ref().ok_or(Complaint::NoFolder)?;
        self.add(file, number)
            .map_err(|error| Complaint::Unwritable {
                file: file.clone(),
                error: error.to_string(),
            })
    }

    /// Adds a line, so that what else stands there stays.
    fn add(&self, file: &Path, number: u8) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let how = &mut OpenOptions::new();
        let mut file = regular::open(file, how.read(true).append(true).create(true))?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let head = if text.is_empty() { &self.head } else { "" };
        let last = head.bytes().last().or(text.last().copied());
        let end = if last == Some(b'\n') { "" } else { "\n" };
        file.write_all(format!("{head}{end}{number}\n").as_bytes())
    }

    /// What the person should know, the first time that this is asked.
    pub fn complaint(&mut self) -> Option<Complaint> {
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
