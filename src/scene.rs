//! What is performed: which programs play which ends, and what is typed to them. The same
//! for a narrated run, a stepped one and a plain one; for a lesson and for any other pair.

use crate::address;
use crate::appearance::Appearance;
use crate::call::End;
use crate::catalogue::{Cue, Lesson};
use crate::view::Look;
use std::cell::Cell;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

pub struct Scene<'a> {
    /// The first line that is shown, its left and its right half.
    pub title: (String, String),
    /// None for a pair of other programs.
    pub lesson: Option<&'static Lesson>,
    pub cast: Vec<Role>,
    /// What happens when nothing goes on by itself any more, in order.
    pub script: Vec<Cue<'a>>,
    /// What the person should know before it begins.
    pub remarks: Vec<String>,
    /// How it is shown. A person may change that while it runs, and for what runs later.
    pub appearance: Rc<Cell<Appearance>>,
    /// Holds the number of a signal that asks the workbook to stop, or 0.
    pub interrupted: Arc<AtomicUsize>,
}

/// One end, and the program that plays it.
#[derive(Clone, Debug)]
pub struct Role {
    pub end: End,
    pub program: PathBuf,
    pub arguments: Vec<String>,
    /// Hold it before its next call once it has connected.
    pub held: bool,
}

/// Whether the script ran to its end and no end failed.
pub type Success = bool;

impl Role {
    /// An end of a lesson, with the words after its name as a person would type them.
    pub fn of_lesson(lesson: &Lesson, end: End, program: PathBuf, address: SocketAddr) -> Role {
        let client = address::for_client(address);
        let arguments = match end {
            End::Program => Vec::new(),
            End::Server => vec!["server".to_owned(), address.to_string()],
            End::Client(_) => vec!["client".to_owned(), client.to_string()],
        };
        Role {
            end,
            program,
            arguments,
            held: lesson.held == Some(end),
        }
    }
}

impl Scene<'_> {
    /// How it looks on standard output.
    pub fn look(&self) -> Look {
        let main_file = self.lesson.map_or("", |lesson| lesson.file);
        let pair = self.cast.iter().any(|role| role.end == End::Server);
        self.appearance.get().look(main_file, pair)
    }

    /// One more client like the first; None where there is no client.
    pub fn another_client(&self, number: u32) -> Option<Role> {
        let first = self.cast.iter().find(|role| role.end == End::Client(1))?;
        Some(Role {
            end: End::Client(number),
            held: false,
            ..first.clone()
        })
    }
}
