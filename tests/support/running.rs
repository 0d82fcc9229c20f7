//! A program that runs: what is typed to it, what it is waited for to show, how it ends.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Mutex};

use super::output::{Output, Watched};
use super::pty;
use super::wait::eventually;

/// What `ends_with` takes as the exit code of a program that was killed: 9 is SIGKILL.
pub const KILLED: i32 = -9;

/// A program that runs. Dropping it kills it.
pub struct Running {
    pub(super) name: String,
    pub(super) child: Mutex<Child>,
    pub(super) keyboard: Mutex<Option<Box<dyn Write + Send>>>,
    pub(super) seen: Arc<Watched>,
    /// Its terminal, from the other side.
    pub(super) window: Option<File>,
}

impl Running {
    pub fn pid(&self) -> u32 {
        self.child.lock().unwrap().id()
    }

    /// Gives its window another size.
    pub fn resizes(&self, columns: u16, rows: u16) -> &Self {
        pty::resize(self.window.as_ref().unwrap(), columns, rows);
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

    /// Waits until what it has printed so far is so; `what` says how.
    pub fn shows(&self, what: &str, is_so: impl Fn(&str) -> bool) -> &Self {
        self.seen
            .wait(&self.name, &format!("showed {what}"), |seen| {
                is_so(&seen.stdout())
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

    pub fn has_ended(&self) -> bool {
        self.child.lock().unwrap().try_wait().unwrap().is_some()
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
