//! The ends of a run: the program of each, its console, and how far it has come.

use crate::console::Console;
use crate::ptrace::Tid;
use crate::syscall::Target;
use event::{Data, End, Output, Who};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// A program to follow, and which end it is.
#[derive(Clone, Debug)]
pub struct ProgramSpec {
    pub end: End,
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    /// Hold this end before its next call once it has connected.
    pub hold_after_connect: bool,
}

/// One end that is followed.
pub struct Followed {
    pub spec: ProgramSpec,
    pub pid: Tid,
    pub console: Console,
    /// Threads born so far.
    born: u32,
    pub started: bool,
    /// It is held before its next call.
    pub held: bool,
    pub ended: bool,
    /// The tracer has killed it, because the run is over or because a person wished it.
    pub killed: Option<Killed>,
    /// The thread that has called exit_group(2), and how many others there were.
    pub exiting: Option<(Who, usize)>,
}

/// Why the tracer has killed an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Killed {
    RunIsOver,
    OnRequest,
}

#[derive(Default)]
pub struct Ends(BTreeMap<End, Followed>);

impl ProgramSpec {
    /// It is not held.
    pub fn new(
        end: End,
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
    ) -> ProgramSpec {
        ProgramSpec {
            end,
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            hold_after_connect: false,
        }
    }

    /// The command line, with the name of the program and not its folder.
    pub fn words(&self) -> Vec<String> {
        let name = self.program.file_name().unwrap_or(self.program.as_os_str());
        let arguments = self.arguments.iter().map(OsString::as_os_str);
        let words = [name].into_iter().chain(arguments);
        words
            .map(|word: &OsStr| word.to_string_lossy().into_owned())
            .collect()
    }
}

impl Ends {
    pub fn add(&mut self, spec: ProgramSpec, pid: Tid, console: Console) {
        let followed = Followed {
            pid,
            console,
            born: 1,
            started: false,
            held: false,
            ended: false,
            killed: None,
            exiting: None,
            spec,
        };
        self.0.insert(followed.spec.end, followed);
    }

    pub fn get(&self, end: End) -> Option<&Followed> {
        self.0.get(&end)
    }

    pub fn get_mut(&mut self, end: End) -> Option<&mut Followed> {
        self.0.get_mut(&end)
    }

    /// The ends that have not ended.
    pub fn alive(&self) -> Vec<End> {
        let alive = self.0.iter().filter(|(_, followed)| !followed.ended);
        alive.map(|(end, _)| *end).collect()
    }

    pub fn has_started(&self, end: End) -> bool {
        self.get(end).is_some_and(|followed| followed.started)
    }

    pub fn is_held(&self, end: End) -> bool {
        self.get(end).is_some_and(|followed| followed.held)
    }

    /// The name of a thread that is to be told. It is counted by birth, never by the kernel's
    /// number.
    pub fn next_thread(&mut self, end: End) -> Who {
        let thread = self.get_mut(end).map_or(0, |followed| {
            followed.born += 1;
            followed.born
        });
        Who { end, thread }
    }

    /// From now on what this end prints is read from its screen, and not from its calls.
    pub fn watch_screen(&mut self, end: End) {
        if let Some(followed) = self.get_mut(end) {
            followed.console.watch();
        }
    }

    /// Whether something is printed that only a screen shows.
    pub fn are_watched(&self) -> bool {
        self.0.values().any(|followed| followed.console.is_watched)
    }

    /// Empties the screens. Gives back the lines of those that are watched.
    pub fn drain_screens(&mut self) -> Vec<(End, Data)> {
        let screens = self.0.iter_mut().map(|(end, one)| (*end, &mut one.console));
        let lines = screens.flat_map(|(end, console)| {
            let lines = console.drain().into_iter();
            lines.map(move |line| (end, line))
        });
        lines.collect()
    }

    /// The lines that are whole now that an end has printed this.
    pub fn printed(&mut self, end: End, output: Output, data: &[u8]) -> Vec<Data> {
        let followed = self.get_mut(end);
        followed.map_or(Vec::new(), |followed| {
            followed.console.printed(output, data)
        })
    }

    /// What an end has printed without the end of a line.
    pub fn unfinished(&mut self, end: End) -> Vec<(Output, Data)> {
        let followed = self.get_mut(end);
        followed.map_or(Vec::new(), |followed| followed.console.unfinished())
    }

    /// Whether a file of this name, proc_pid_fd(5), is the keyboard or the screen of the end.
    pub fn console_target(&self, end: End, link: &str) -> Option<Target> {
        let console = &self.get(end)?.console;
        if link == console.keyboard_link {
            Some(Target::Keyboard)
        } else if link == console.screen_link {
            Some(Target::Screen)
        } else {
            None
        }
    }
}
