//! How a program is started: with what, on what, and how what it shows is made the same for
//! every run. A chain of wishes that ends in a start.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::filters::Filters;
use super::output::{Output, Watched};
use super::running::Running;
use super::{pty, snapshot};

/// Held by whoever starts a program, and alone by `close`.
static STARTS: RwLock<()> = RwLock::new(());

pub fn spawn(command: &mut Command) -> io::Result<Child> {
    let _starts = STARTS.read().unwrap_or_else(PoisonError::into_inner);
    command.spawn()
}

/// Closes a file for certain. A program that is being started has a copy of every file that is
/// open here, until it is executed: so while another test starts one, the last reader of a pipe
/// does not go by being dropped.
pub fn close(file: impl Into<OwnedFd>) {
    let _no_starts = STARTS.write().unwrap_or_else(PoisonError::into_inner);
    drop(file.into());
}

pub fn program(path: impl AsRef<Path>) -> Program {
    let mut command = Command::new(path.as_ref());
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // A person's own wishes do not decide a test.
    for name in ["COLUMNS", "NO_COLOR", "TERM"] {
        command.env_remove(name);
    }
    Program {
        command,
        terminal: false,
        filters: Filters::default(),
        size: None,
    }
}

/// A program that is not running yet.
pub struct Program {
    command: Command,
    terminal: bool,
    filters: Filters,
    /// Columns and rows of the terminal.
    size: Option<(u16, u16)>,
}

impl Program {
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, arguments: I) -> Self {
        self.command.args(arguments);
        self
    }

    /// How what it shows is made the same for every run.
    pub fn filtered(mut self, filters: Filters) -> Self {
        self.filters = filters;
        self
    }

    pub fn path(&self) -> PathBuf {
        self.command.get_program().into()
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Where it keeps what is the person's own.
    pub fn at_home(self, folder: &Path) -> Self {
        let folder = folder.to_str().unwrap();
        self.env("XDG_DATA_HOME", folder)
            .env("XDG_STATE_HOME", folder)
    }

    pub fn current_dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Lets the program write into this instead of showing us what it prints.
    pub fn stdout(mut self, output: impl Into<Stdio>) -> Self {
        self.command.stdout(output);
        self
    }

    /// Limits what the system gives to the program, by an option of the shell's `ulimit`.
    pub fn limited(self, limit: &str) -> Self {
        let script = format!("ulimit {limit}; exec \"$0\" \"$@\"");
        self.through(program("/bin/sh").args(["-c", &script]))
    }

    /// Starts it as a person without rights over other people's files and programs, also where
    /// the tests have them.
    pub fn by_ordinary_user(mut self) -> Self {
        const NOBODY: u32 = 65534;
        if nix::unistd::geteuid().is_root() {
            self.command.uid(NOBODY).gid(NOBODY);
        }
        self
    }

    /// Starts it on a terminal of its own: what it prints, its errors and the echo of what is
    /// typed all arrive as its stdout.
    pub fn on_terminal(mut self) -> Self {
        self.terminal = true;
        self
    }

    /// The same, on a terminal of this many columns and rows, as from a shell in a new window: a
    /// Ctrl-C that is typed becomes a signal, and so does a change of the window.
    pub fn on_terminal_of(mut self, columns: u16, rows: u16) -> Self {
        self.size = Some((columns, rows));
        self.through(program("setsid").args(["--ctty"]))
            .on_terminal()
    }

    /// The same, started by another program that then becomes it.
    fn through(mut self, starter: Program) -> Self {
        let mut command = starter.command;
        command.arg(self.command.get_program());
        command.args(self.command.get_args());
        for (name, value) in self.command.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if let Some(folder) = self.command.get_current_dir() {
            command.current_dir(folder);
        }
        self.command = command;
        self
    }

    pub fn start(mut self) -> Running {
        let name = format!("{:?}", self.command);
        let seen = Arc::new(Watched::default());
        seen.lock().filters = self.filters.clone();
        let mut keyboard: Option<Box<dyn Write + Send>> = None;
        let mut window = None;
        if self.terminal {
            let (master, slave) = pty::open(self.size);
            self.command.stdin(slave.try_clone().unwrap());
            self.command.stdout(slave.try_clone().unwrap());
            self.command.stderr(slave);
            keyboard = Some(Box::new(master.try_clone().unwrap()));
            window = Some(master.try_clone().unwrap());
            seen.watch(master, |seen| &mut seen.stdout);
        }
        let mut child = spawn(&mut self.command).unwrap();
        if let Some(stdin) = child.stdin.take() {
            keyboard = Some(Box::new(stdin));
        }
        if let Some(stdout) = child.stdout.take() {
            seen.watch(stdout, |seen| &mut seen.stdout);
        }
        if let Some(stderr) = child.stderr.take() {
            seen.watch(stderr, |seen| &mut seen.stderr);
        }
        let child = Mutex::new(child);
        let keyboard = Mutex::new(keyboard);
        Running {
            name,
            child,
            keyboard,
            seen,
            window,
        }
    }

    /// Runs it to its end, with nothing at the keyboard.
    pub fn ends_with(self, code: i32, stdout: &str, stderr: &str) {
        let running = self.start();
        running.ends_input();
        running.ends_with(code, stdout, stderr);
    }

    /// Runs it to its end, with nothing at the keyboard. What it prints is compared with the
    /// snapshot of this name; it must print no errors.
    pub fn ends_as(self, code: i32, snapshot: &str) {
        let Output {
            code: ended_with,
            stdout,
            stderr,
        } = self.output("");
        snapshot::compare(snapshot, &stdout);
        let rest = (ended_with, stderr.as_str());
        assert_eq!(rest, (code, ""), "exit code and errors of {snapshot}");
    }

    /// Runs it to its end, with this at the keyboard.
    pub fn output(self, typed: &str) -> Output {
        let running = self.start();
        running.types_raw(typed.as_bytes());
        running.ends_input();
        running.output()
    }
}
