//! The source line behind a call: from the stopped thread's callers to a file and a line
//! of the traced program's own source.
//!
//! Needs debug information. Where it is missing the line is left out, never guessed.

use super::guarded::{Damaged, guarded};
use super::unwind::{Stack, Tables};
use crate::ptrace::Tid;
use addr2line::Loader;
use event::Place;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Source lines of all programs of a run.
pub struct Places {
    /// Files below this folder are told from here on.
    root: PathBuf,
    /// What only starts a program: its lines are told where no other one leads there.
    frame: Option<PathBuf>,
    tables: Tables,
    processes: HashMap<Tid, Option<Stack>>,
    /// Both ends are often the same program: its debug information is read once.
    programs: HashMap<PathBuf, Option<Program>>,
    files: HashMap<PathBuf, Option<String>>,
}

/// The debug information of a program, and what was looked up in it.
struct Program {
    debug: Loader,
    known: HashMap<u64, Line>,
}

/// What is known of an address in a program.
#[derive(Clone)]
enum Line {
    /// It is not in the program's own source.
    Foreign,
    /// None where the source cannot be read.
    Own(Option<Place>),
}

impl Places {
    pub fn from(root: PathBuf) -> Places {
        Places {
            root,
            frame: None,
            tables: Tables::default(),
            processes: HashMap::new(),
            programs: HashMap::new(),
            files: HashMap::new(),
        }
    }

    /// From now on the lines of this file are passed over.
    pub fn pass_over(&mut self, frame: PathBuf) {
        self.frame = Some(frame);
    }

    /// The line that makes the call before which this thread stands: the innermost one
    /// that lies in the program's own source.
    pub fn of_call(&mut self, pid: Tid, thread: Tid) -> Option<Place> {
        guarded(|| self.find(pid, thread)).unwrap_or_else(|Damaged| {
            self.processes.insert(pid, None);
            None
        })
    }

    fn find(&mut self, pid: Tid, thread: Tid) -> Option<Place> {
        let stack = self.processes.entry(pid);
        let stack = stack
            .or_insert_with(|| Stack::of(thread, &mut self.tables))
            .as_mut()?;
        let calls = stack.calls(thread);
        let program = self.programs.entry(stack.program().to_path_buf());
        let program = program
            .or_insert_with(|| Program::of(stack.program()))
            .as_mut()?;
        let (root, files) = (&self.root, &mut self.files);
        let frame = self.frame.as_deref();
        let frame = frame.map(|frame| frame.strip_prefix(root).unwrap_or(frame));
        let is_frame = |line: &Option<Place>| {
            let path = line.as_ref().map(|place| Path::new(&place.path));
            path.is_some() && path == frame
        };
        let mut place = |path, line| place(root, files, path, line);
        let mut own =
            calls
                .into_iter()
                .filter_map(|address| match program.line_at(address, &mut place) {
                    Line::Foreign => None,
                    Line::Own(place) => Some(place),
                });
        let innermost = own.next()?;
        if is_frame(&innermost) {
            own.find(|line| !is_frame(line)).unwrap_or(innermost)
        } else {
            innermost
        }
    }

    /// The whole text of the file that the line stands in.
    pub fn text_of(&self, place: &Place) -> Option<&str> {
        self.files.get(&self.root.join(&place.path))?.as_deref()
    }

    /// The process now runs another program, or none.
    pub fn forget(&mut self, pid: Tid) {
        self.processes.remove(&pid);
    }
}

impl Program {
    fn of(path: &Path) -> Option<Program> {
        Some(Program {
            debug: Loader::new(path).ok()?,
            known: HashMap::new(),
        })
    }

    fn line_at(&mut self, address: u64, place: impl FnOnce(PathBuf, u32) -> Option<Place>) -> Line {
        let debug = &self.debug;
        let known = self.known.entry(address);
        let line = known.or_insert_with(|| match find_own_line(debug, address) {
            Some((path, line)) => Line::Own(place(path, line)),
            None => Line::Foreign,
        });
        line.clone()
    }
}

/// A line with its text; `files` are those that were read.
fn place(
    root: &Path,
    files: &mut HashMap<PathBuf, Option<String>>,
    path: PathBuf,
    line: u32,
) -> Option<Place> {
    let text = files
        .entry(path.clone())
        .or_insert_with(|| std::fs::read_to_string(&path).ok());
    let text = text.as_ref()?.lines().nth(line as usize - 1)?;
    let path = path.strip_prefix(root).unwrap_or(&path);
    Some(Place {
        path: path.to_str()?.to_owned(),
        line,
        text: text.trim().to_owned(),
    })
}

fn find_own_line(debug: &Loader, probe: u64) -> Option<(PathBuf, u32)> {
    let mut frames = debug.find_frames(probe).ok()?;
    while let Ok(Some(frame)) = frames.next() {
        let Some(location) = frame.location else {
            continue;
        };
        if let (Some(file), Some(line)) = (location.file, location.line)
            && is_own_source(file)
            && line > 0
        {
            return Some((PathBuf::from(file), line));
        }
    }
    None
}

/// False for the standard library and for downloaded packages.
fn is_own_source(file: &str) -> bool {
    let foreign = ["/rustc/", "/rustlib/", "/registry/src/", "/usr/"];
    !foreign.iter().any(|part| file.contains(part)) && Path::new(file).is_file()
}
