//! Which lessons are done, which were predicted, which exercises are passed and how many clues were
//! shown: one small text file that a person can read and delete. A file
//! that cannot be used is complained of once and never stops anything. The complaint is
//! data, and the words at the head of the file are the caller's.

use crate::lesson::catalogue::{self, LESSONS, Lesson};
use crate::lesson::exercises::{self, Exercise};
use crate::lesson::{folders, regular};
use std::collections::{BTreeMap, BTreeSet};
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

/// What the file says, a line each: `2`, `predicted 2`, `exercise tcp_length`, `clue tcp_length 2`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Marks {
    done: BTreeSet<u8>,
    /// Of these a person has said at each question what will happen, up to the end.
    predicted: BTreeSet<u8>,
    passed: BTreeSet<&'static str>,
    /// How many clues of this exercise were shown.
    clues: BTreeMap<&'static str, usize>,
}

/// What comes next for a learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Up {
    /// To see it.
    Lesson(&'static Lesson),
    /// To solve it: its lesson has been seen.
    Exercise(&'static Exercise),
}

pub struct Progress {
    /// None where no folder is known.
    file: Option<PathBuf>,
    /// The first line of a new file, which says what the file is.
    head: String,
    marks: Marks,
    /// Not said yet.
    complaint: Option<Complaint>,
    complained: bool,
}

impl Progress {
    pub fn load(head: String) -> Progress {
        let mut progress = Progress {
            file: folders::data().map(|folder| folder.join("progress")),
            head,
            marks: Marks::default(),
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
                let (marks, wrong) = read(&text);
                progress.marks = marks;
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

    pub fn is_seen(&self, lesson: &Lesson) -> bool {
        self.marks.done.contains(&lesson.number)
    }

    /// The first lesson that is not done.
    pub fn next(&self) -> Option<&'static Lesson> {
        LESSONS.iter().find(|lesson| !self.is_seen(lesson))
    }

    /// What comes next: a lesson is seen, then its exercises are solved, then the next one.
    pub fn next_up(&self) -> Option<Up> {
        LESSONS.iter().find_map(|lesson| {
            if !self.is_seen(lesson) {
                return Some(Up::Lesson(lesson));
            }
            let mut exercises = exercises::of_lesson(lesson.number);
            let next = exercises.find(|exercise| !self.is_passed(exercise));
            next.map(Up::Exercise)
        })
    }

    pub fn mark(&mut self, lesson: &Lesson) {
        if self.marks.done.insert(lesson.number) {
            self.save(&lesson.number.to_string());
        }
    }

    pub fn is_predicted(&self, lesson: &Lesson) -> bool {
        self.marks.predicted.contains(&lesson.number)
    }

    /// Its run was predicted to its end.
    pub fn mark_predicted(&mut self, lesson: &Lesson) {
        if self.marks.predicted.insert(lesson.number) {
            self.save(&format!("{PREDICTED} {}", lesson.number));
        }
    }

    pub fn is_passed(&self, exercise: &Exercise) -> bool {
        self.marks.passed.contains(exercise.name)
    }

    /// The first exercise that is not passed.
    pub fn next_exercise(&self) -> Option<&'static Exercise> {
        exercises::all().find(|exercise| !self.is_passed(exercise))
    }

    pub fn pass(&mut self, exercise: &'static Exercise) {
        if self.marks.passed.insert(exercise.name) {
            self.save(&format!("{EXERCISE} {}", exercise.name));
        }
    }

    /// How many clues of it were shown.
    pub fn clues(&self, exercise: &Exercise) -> usize {
        let clues = self.marks.clues.get(exercise.name);
        clues.copied().unwrap_or_default()
    }

    /// So many clues of it were shown.
    pub fn note_clue(&mut self, exercise: &'static Exercise, shown: usize) {
        if self.marks.clues.insert(exercise.name, shown) != Some(shown) {
            self.save(&format!("{CLUE} {} {shown}", exercise.name));
        }
    }

    fn save(&mut self, line: &str) {
        if let Err(complaint) = self.try_to_save(line) {
            self.complaint.get_or_insert(complaint);
        }
    }

    fn try_to_save(&self, line: &str) -> Result<(), Complaint> {
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

const PREDICTED: &str = "predicted";
const EXERCISE: &str = "exercise";
const CLUE: &str = "clue";

/// The marks, and the first line that makes no sense.
fn read(text: &str) -> (Marks, Option<usize>) {
    let mut marks = Marks::default();
    let mut wrong = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let is_mark = line.is_empty() || line.starts_with('#') || marks.read(line).is_some();
        if !is_mark {
            wrong = wrong.or(Some(index + 1));
        }
    }
    (marks, wrong)
}

impl Marks {
    /// None if the line makes no sense.
    fn read(&mut self, line: &str) -> Option<()> {
        let lesson = |number: &str| Some(catalogue::lesson(number.parse().ok()?)?.number);
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [PREDICTED, number] => {
                self.predicted.insert(lesson(number)?);
            }
            [EXERCISE, name] => {
                self.passed.insert(exercises::find(name)?.name);
            }
            [CLUE, name, shown] => {
                let shown = shown.parse().ok()?;
                self.clues.insert(exercises::find(name)?.name, shown);
            }
            [number] => {
                self.done.insert(lesson(number)?);
            }
            [EXERCISE | CLUE | PREDICTED, ..] => return None,
            // A newer workbook keeps more of a person here.
            [word, ..] if word.bytes().all(|byte| byte.is_ascii_lowercase()) => {}
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_makes_no_sense_is_named_and_the_others_count() {
        let done = |text| {
            let (marks, wrong) = read(text);
            (marks.done, wrong)
        };
        assert_eq!(done("# head\n2\n\n1\n"), (BTreeSet::from([1, 2]), None));
        assert_eq!(done("2\nmany\n9\n3\n"), (BTreeSet::from([2, 3]), Some(2)));
    }

    #[test]
    fn the_file_keeps_all_marks_and_what_a_newer_workbook_wrote_is_left_alone() {
        let text = "2\npredicted 2\nlater 2 a\npredicted 3\nexercise tcp_length\n\
                    clue tcp_length 1\nclue tcp_length 2\n";
        let marks = Marks {
            done: BTreeSet::from([2]),
            predicted: BTreeSet::from([2, 3]),
            passed: BTreeSet::from(["tcp_length"]),
            clues: BTreeMap::from([("tcp_length", 2)]),
        };
        assert_eq!(read(text), (marks, None));
        for wrong in [
            "predicted",
            "predicted 9",
            "predicted x",
            "? 2",
            "exercise",
            "exercise none",
            "clue tcp_length",
            "clue tcp_length x",
        ] {
            assert_eq!(read(wrong), (Marks::default(), Some(1)), "{wrong}");
        }
    }
}
