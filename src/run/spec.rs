//! What is run: which programs are which ends, and what is typed to them. The same for a
//! narrated run, a stepped one and a plain one; for a lesson and for any other pair.

use crate::cli::appearance::{Appearance, Setting};
use crate::cli::values::LogFile;
use crate::lesson::address;
use crate::lesson::catalogue::{Cue, Lesson};
use crate::narrate::{Failure, Result, TypedAt};
use crate::prompt::ask::Ask;
use crate::terminal::signals::Signals;
use crate::view::Look;
use event::{Began, End, Program, Remark, Subject};
use signal_hook::consts::SIGINT;
use std::cell::Cell;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::atomic::Ordering;

pub struct RunSpec<'a> {
    pub subject: Subject,
    /// None for a pair of other programs.
    pub lesson: Option<&'static Lesson>,
    pub programs: Vec<ProgramSpec>,
    /// What happens when nothing goes on by itself any more, in order.
    pub script: Vec<Cue<'a>>,
    /// What the person should know before it begins.
    pub remarks: Vec<Remark>,
    /// Source files are told by their path from here.
    pub root: PathBuf,
    /// Where the record is written to as well.
    pub log: Option<LogFile>,
    pub context: Context,
}

/// What all runs of the workbook share.
#[derive(Clone)]
pub struct Context {
    /// How runs are shown. A person may change that while one runs, and for what runs later.
    pub appearance: Rc<Cell<Appearance>>,
    /// Where commands are typed.
    pub typed_at: TypedAt,
    pub signals: Signals,
}

impl Context {
    /// How a run looks on standard output.
    pub fn look(&self) -> Look {
        self.appearance.get().look()
    }

    /// From now on it looks as this says.
    pub fn set(&self, setting: Setting) {
        self.appearance.set(self.appearance.get().with(setting));
    }

    /// Whether a signal asks the workbook to stop.
    pub fn is_interrupted(&self) -> bool {
        self.signals.interrupted.load(Ordering::SeqCst) != 0
    }

    /// For what may wait for somebody else while nothing runs: to open a FIFO, to read what a
    /// person types. A signal ends the workbook at once then, and there is nothing to clean up.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] if one has come already.
    pub fn idly<T>(&self, wait: impl FnOnce() -> T) -> Result<T> {
        let waiting = self.signals.wait_for_line(false);
        let _waiting = waiting.ok_or(Failure::Interrupted)?;
        Ok(wait())
    }

    /// Ctrl-C gives a person the prompt back. True if it was that, and is done with.
    pub fn take_ctrl_c(&self, ask: &mut dyn Ask) -> bool {
        let by_key = self.signals.interrupted.load(Ordering::SeqCst) == SIGINT as usize;
        let is_taken = by_key && ask.is_person();
        if is_taken {
            self.signals.interrupted.store(0, Ordering::SeqCst);
            ask.forget();
        }
        is_taken
    }
}

/// One end, and the program that it is.
#[derive(Clone, Debug)]
pub struct ProgramSpec {
    pub end: End,
    pub program: PathBuf,
    pub arguments: Vec<String>,
    /// Hold it before its next call once it has connected.
    pub held: bool,
}

impl ProgramSpec {
    /// It is not held.
    pub fn new(end: End, program: PathBuf, arguments: Vec<String>) -> ProgramSpec {
        ProgramSpec {
            end,
            program,
            arguments,
            held: false,
        }
    }

    /// An end of a lesson, with the words after its name as a person would type them.
    pub fn of_lesson(
        lesson: &Lesson,
        end: End,
        program: PathBuf,
        address: SocketAddr,
    ) -> ProgramSpec {
        let client = address::for_client(address);
        let arguments = match end {
            End::Program => Vec::new(),
            End::Server => vec!["server".to_owned(), address.to_string()],
            End::Client(_) => vec!["client".to_owned(), client.to_string()],
        };
        ProgramSpec {
            held: lesson.held == Some(end),
            ..ProgramSpec::new(end, program, arguments)
        }
    }

    /// The name of its file, without a folder.
    fn name(&self) -> String {
        let name = self.program.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

impl RunSpec<'_> {
    /// The first event of its record.
    pub fn began(&self) -> Began {
        let program = |spec: &ProgramSpec| Program {
            end: spec.end,
            name: spec.name(),
        };
        Began {
            subject: self.subject.clone(),
            programs: self.programs.iter().map(program).collect(),
        }
    }

    /// How many clients take part from the beginning.
    pub fn clients(&self) -> u32 {
        let is_client = |spec: &&ProgramSpec| matches!(spec.end, End::Client(_));
        self.programs.iter().filter(is_client).count() as u32
    }

    /// One more client like the first; None where there is no client.
    pub fn another_client(&self, number: u32) -> Option<ProgramSpec> {
        let first = self
            .programs
            .iter()
            .find(|spec| spec.end == End::Client(1))?;
        Some(ProgramSpec {
            end: End::Client(number),
            held: false,
            ..first.clone()
        })
    }
}
