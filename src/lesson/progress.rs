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
    /// The lessons of which a run was predicted to its end.
    predicted: BTreeSet<u8>,
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
            predicted: BTreeSet::new(),
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
                let marks = read(&text);
                progress.done = marks.done;
                progress.predicted = marks.predicted;
                progress.complaint = marks.wrong.map(|line| Complaint::Broken { file, line });
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
        if self.done.insert(lesson.number) {
            self.keep(&lesson.number.to_string());
        }
    }

    /// A person has predicted what happens in it, up to its end.
    pub fn mark_predicted(&mut self, lesson: &Lesson) {
        if self.predicted.insert(lesson.number) {
            self.keep(&format!("{PREDICTED} {}", lesson.number));
        }
    }

    fn keep(&mut self, line: &str) {
        if let Err(complaint) = self.save(line) {
            self.complaint.get_or_insert(complaint);
        }
    }

    fn save(&self, line: &str) -> Result<(), Complaint> {
        let file = self.file.as_ref().ok_or(Complaint::NoFolder)?;
        self.add(file, line).map_err(|error| Complaint::Unwritable {
            file: file.clone(),
            error: error.to_string(),
        })
    }

    /// Adds a line, so that what else stands there stays.
    fn add(&self, file: &Path, line: &str) -> io::Result<()> {
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
        file.write_all(format!("{head}{end}{line}\n").as_bytes())
    }

    /// What the person should know, the first time that this is asked.
    pub fn complaint(&mut self) -> Option<Complaint> {
        let complaint = self.complaint.take().filter(|_| !self.complained)?;
        self.complained = true;
        Some(complaint)
    }
}

/// Before the number of a lesson that was predicted.
const PREDICTED: &str = "predicted";

/// What stands in the file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Marks {
    done: BTreeSet<u8>,
    predicted: BTreeSet<u8>,
    /// The first line that makes no sense.
    wrong: Option<usize>,
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn read(text: &str) -> Marks {
    let mut marks = Marks::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let lesson = |word: &str| {
            let number = word.trim().parse().ok();
            number.filter(|number| catalogue::lesson(*number).is_some())
        };
        let understood = match line.split_once(' ') {
            None => lesson(line).map(|number| marks.done.insert(number)),
            Some((PREDICTED, word)) => lesson(word).map(|number| marks.predicted.insert(number)),
            // A newer workbook keeps more of a person here.
            Some((word, _)) => is_word(word).then_some(true),
        };
        if understood.is_none() {
            marks.wrong.get_or_insert(index + 1);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_makes_no_sense_is_named_and_the_others_count() {
        let of = |done: &[u8], predicted: &[u8], wrong| Marks {
            done: done.iter().copied().collect(),
            predicted: predicted.iter().copied().collect(),
            wrong,
        };
        assert_eq!(read("# head\n2\n\n1\n"), of(&[1, 2], &[], None));
        assert_eq!(read("2\nmany\n9\n3\n"), of(&[2, 3], &[], Some(2)));
        assert_eq!(read("later 2 a\n? 2\n"), of(&[], &[], Some(2)));
        let both = "2\npredicted 2\npredicted 9\npredicted 3\n";
        assert_eq!(read(both), of(&[2], &[2, 3], Some(3)));
    }
}
