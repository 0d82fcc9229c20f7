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
    tables: Tables,
    processes: HashMap<Tid, Option<Stack>>,
    /// Both ends are often the same program: its debug information is read once.
    programs: HashMap<PathBuf, Option<Program>>,
    files: HashMap<PathBuf, Option<String>>,
}

/// The debug information of a program, and what was looked up in it.
struct Program {
    debug: Loader,
    known: HashMap<u64, Option<(PathBuf, u32)>>,
}

impl Places {
    pub fn from(root: PathBuf) -> Places {
        Places {
            root,
            tables: Tables::default(),
            processes: HashMap::new(),
            programs: HashMap::new(),
            files: HashMap::new(),
        }
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
        let own = calls
            .into_iter()
            .find_map(|address| program.own_line_at(address));
        let (path, line) = own?;
        let text = self
            .files
            .entry(path.clone())
            .or_insert_with(|| std::fs::read_to_string(&path).ok());
        let path = path.strip_prefix(&self.root).unwrap_or(&path);
        Some(Place {
            path: path.to_str()?.to_owned(),
            line,
            text: text
                .as_ref()?
                .lines()
                .nth(line as usize - 1)?
                .trim()
                .to_owned(),
        })
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

    fn own_line_at(&mut self, address: u64) -> Option<(PathBuf, u32)> {
        let debug = &self.debug;
        let known = self.known.entry(address);
        known
            .or_insert_with(|| find_own_line(debug, address))
            .clone()
    }
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
