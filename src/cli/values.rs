//! Words that stand for something else: a lesson, a page, an address, a step. What such a
//! word is wrong about is a problem as data; clap only learns that it was refused.

use crate::lesson::catalogue::{self, Lesson, Page};
use crate::lesson::exercises::{self, Exercise};
use crate::narrate::problem::{Problem, Word};
use event::StepNumber;
use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The arguments with a value of their own, by their names in the table.
pub const LESSON: &str = "lesson";
pub const PAGE: &str = "page";
pub const ADDRESS: &str = "address";
pub const STEP: &str = "step";
pub const COMMAND: &str = "command";
pub const END: &str = "end";
pub const EXERCISE: &str = "exercise";
pub const RESET: &str = "reset";

/// What clap is told of a word that names nothing. See [`problem`].
#[derive(Debug)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl Error for Refused {}

pub fn lesson(text: &str) -> Result<&'static Lesson, Refused> {
    catalogue::find(text).ok_or(Refused)
}

pub fn exercise(text: &str) -> Result<&'static Exercise, Refused> {
    exercises::find(text).ok_or(Refused)
}

/// What is to be as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reset {
    Exercise(&'static Exercise),
    Lessons,
}

/// The word for all lessons.
pub const LESSONS: &str = "lessons";

pub fn reset(text: &str) -> Result<Reset, Refused> {
    if text == LESSONS {
        return Ok(Reset::Lessons);
    }
    exercise(text).map(Reset::Exercise)
}

pub fn page(text: &str) -> Result<Page, Refused> {
    catalogue::page(text).ok_or(Refused)
}

/// Port 0 is no port to meet at.
pub fn address(text: &str) -> Result<SocketAddr, Refused> {
    let address = text.parse().ok();
    address
        .filter(|address: &SocketAddr| address.port() != 0)
        .ok_or(Refused)
}

/// A log: a file, or standard output, which is standard input where a log is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFile {
    File(PathBuf),
    Standard,
}

/// `-` is the standard one.
pub fn log_file(text: &str) -> Result<LogFile, Refused> {
    Ok(if text == "-" {
        LogFile::Standard
    } else {
        LogFile::File(text.into())
    })
}

pub fn step(text: &str) -> Result<StepNumber, Refused> {
    let step = text.parse().ok();
    step.filter(|step| *step > 0).ok_or(Refused)
}

/// Why the argument of this name refused the word.
pub fn problem(argument: &str, word: &str) -> Option<Problem> {
    let owned = word.to_owned();
    let why = match argument {
        LESSON => Word::Lesson(owned),
        PAGE => Word::Page(owned),
        ADDRESS if word.parse::<SocketAddr>().is_ok() => Word::Port,
        ADDRESS => Word::Address,
        STEP => Word::Step(owned),
        EXERCISE | RESET => {
            let near = exercises::nearest(word);
            Word::Exercise(owned, near)
        }
        _ => return None,
    };
    Some(why.into())
}
