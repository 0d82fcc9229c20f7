//! Runs the programs as a person would, and compares everything that they show.
//!
//!     let server = lesson(2).args(["server", at]).start();
//!     server.prints("waiting for a connection...");
//!     …
//!     server.ends_with(0, "waiting for a connection...\n…", "");
//!
//! Nothing here sleeps in order to let something happen: a test waits for a line, for an end
//! or for a fact of the system. `DEADLINE` only guards against hanging.
#![allow(dead_code, reason = "each test program uses a part of this")]
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub mod filters;
pub mod output;
pub mod peer;
pub mod snapshot;
pub mod system;
pub mod trap;

use filters::Filters;
pub use output::Output;
use output::Watched;

pub const DEADLINE: Duration = Duration::from_secs(30);

/// What `ends_with` takes as the exit code of a program that was killed: 9 is SIGKILL.
pub const KILLED: i32 = -9;

/// Where `cargo test` put the workbook. The lessons are built into the same folder, since
/// cargo builds only the programs of the package whose tests it runs.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_BIN_EXE_workbook")).parent().unwrap();
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    build.current_dir(env!("CARGO_MANIFEST_DIR"));
    build.args("build --quiet --package lessons --bins --target-dir".split(' '));
    build.arg(folder.parent().unwrap());
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(
        build.status().unwrap().success(),
        "the lessons do not compile"
    );
    folder.to_path_buf()
});

/// One lesson, to be started by hand.
pub fn lesson(number: u8) -> Program {
    program(PROGRAMS.join(format!("lesson{number}")))
}

/// The workbook with these arguments, started by somebody who has used it never before.
pub fn workbook<const N: usize>(arguments: [&str; N]) -> Program {
    static NEWCOMERS: AtomicUsize = AtomicUsize::new(0);
    let newcomer = NEWCOMERS.fetch_add(1, Ordering::Relaxed);
    let name = format!("newcomers/{}-{newcomer}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let folder = folder.to_str().unwrap();
    program(env!("CARGO_BIN_EXE_workbook"))
        .args(arguments)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder)
}

/// The workbook, running a lesson at an address of the test's own.
pub fn run(lesson: u8, at: &str) -> Program {
    let run = workbook(["run", &lesson.to_string(), "--address", at]);
    run.filtered(Filters::of_run(lesson, at))
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
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(
        mut self,
        arguments: I,
    ) -> Self {
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
        let shell = program("/bin/sh").args(["-c", &format!("ulimit {limit}; exec \"$0\" \"$@\"")]);
        shell
            .args([self.command.get_program()])
            .args(self.command.get_args())
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
        let mut command = Command::new("setsid");
        command.arg("--ctty").arg(self.command.get_program());
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
        self.on_terminal()
    }

    pub fn start(mut self) -> Running {
        let name = format!("{:?}", self.command);
        let seen = Arc::new(Watched::default());
        seen.lock().filters = self.filters.clone();
        let mut keyboard: Option<Box<dyn Write + Send>> = None;
        let mut window = None;
        if self.terminal {
            let (master, slave) = terminal(self.size);
            self.command.stdin(slave.try_clone().unwrap());
            self.command.stdout(slave.try_clone().unwrap());
            self.command.stderr(slave);
            keyboard = Some(Box::new(master.try_clone().unwrap()));
            window = Some(master.try_clone().unwrap());
            seen.watch(master, |seen| &mut seen.stdout);
        }
        let mut child = self.command.spawn().unwrap();
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

/// Both sides of a new terminal. Not by openpty(3): what that opens would be inherited by the
/// programs of other tests, and their sockets would get other numbers.
fn terminal(size: Option<(u16, u16)>) -> (File, File) {
    use nix::fcntl::OFlag;
    use nix::pty::{grantpt, posix_openpt, ptsname_r, unlockpt};
    use std::os::fd::AsFd;
    let master = posix_openpt(OFlag::O_RDWR | OFlag::O_NOCTTY | OFlag::O_CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname_r(&master).unwrap();
    let slave = File::options().read(true).write(true).open(name).unwrap();
    let master: File = master.as_fd().try_clone_to_owned().unwrap().into();
    if let Some((columns, rows)) = size {
        resize(&slave, columns, rows);
    }
    (master, slave)
}

fn resize(terminal: &File, columns: u16, rows: u16) {
    // stty(1) sets the size without a call that is unsafe here.
    let mut stty = Command::new("stty");
    stty.args(["cols", &columns.to_string(), "rows", &rows.to_string()]);
    let stdin = terminal.try_clone().unwrap();
    assert!(stty.stdin(stdin).status().unwrap().success(), "stty");
}

/// A program that runs. Dropping it kills it.
pub struct Running {
    name: String,
    child: Mutex<Child>,
    keyboard: Mutex<Option<Box<dyn Write + Send>>>,
    seen: Arc<Watched>,
    /// Its terminal, from the other side.
    window: Option<File>,
}

impl Running {
    pub fn pid(&self) -> u32 {
        self.child.lock().unwrap().id()
    }

    /// Gives its window another size.
    pub fn resizes(&self, columns: u16, rows: u16) -> &Self {
        resize(self.window.as_ref().unwrap(), columns, rows);
        self
    }

    /// Types a line and presses return.
    pub fn types(&self, line: &str) -> &Self {
        self.types_raw(format!("{line}\n").as_bytes())
    }

    pub fn types_raw(&self, bytes: &[u8]) -> &Self {
        let mut keyboard = self.keyboard.lock().unwrap();
        let written = keyboard.as_mut().unwrap().write_all(bytes);
        // A program that has ended does not read what is typed.
        assert!(written.is_ok() || written.is_err_and(|e| e.kind() == ErrorKind::BrokenPipe));
        self
    }

    /// Ends the input: Ctrl-D on a terminal, else the end of the pipe.
    pub fn ends_input(&self) -> &Self {
        if self.window.is_some() {
            return self.types_raw(b"\x04");
        }
        *self.keyboard.lock().unwrap() = None;
        self
    }

    /// Waits until it has printed this whole line, after the line that was waited for last.
    pub fn prints(&self, line: &str) -> &Self {
        self.seen
            .wait(&self.name, &format!("printed {line:?}"), |seen| {
                let stdout = seen.stdout();
                let mut lines = stdout.lines().enumerate().skip(seen.lines_waited_for);
                let found = lines.find(|(_, printed)| *printed == line);
                seen.lines_waited_for = found.map_or(seen.lines_waited_for, |(index, _)| index + 1);
                found.is_some()
            });
        self
    }

    /// Waits for its end and compares everything.
    pub fn ends_with(self, code: i32, stdout: &str, stderr: &str) {
        let expected = Output {
            code,
            stdout: stdout.to_string(),
            stderr: stderr.to_string(),
        };
        assert_eq!(self.output(), expected, "what {} showed", self.name);
    }

    /// For a program that runs for ever: waits until it has shown this, kills it, and compares.
    pub fn stops_with(self, stdout: &str, stderr: &str) {
        self.seen
            .wait(&self.name, &format!("printed all of:\n{stdout}"), |seen| {
                seen.stdout().len() >= stdout.len() && seen.stderr().len() >= stderr.len()
            });
        self.kill();
        self.ends_with(KILLED, stdout, stderr);
    }

    /// What it has printed so far, with nothing replaced.
    pub fn raw_stdout(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().stdout).to_string()
    }

    pub fn kill(&self) -> &Self {
        self.child.lock().unwrap().kill().unwrap();
        self
    }

    /// Waits for its end.
    pub fn output(&self) -> Output {
        let mut status = None;
        eventually(
            &format!("the end of {}{:?}", self.name, self.seen.lock()),
            || {
                status = self.child.lock().unwrap().try_wait().unwrap();
                status.is_some()
            },
        );
        self.seen
            .wait(&self.name, "closed its output", |seen| seen.open == 0);
        let seen = self.seen.lock();
        let (stdout, stderr) = (seen.stdout(), seen.stderr());
        Output {
            code: code(status.unwrap()),
            stdout,
            stderr,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let child = self.child.get_mut().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn code(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status
        .code()
        .or(status.signal().map(|signal| -signal))
        .unwrap()
}

/// Waits for something that nobody tells us about.
pub fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < DEADLINE, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(2));
    }
}
