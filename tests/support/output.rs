//! What a program has shown so far, and how it is compared.

use std::io::Read;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use super::filters::Filters;
use super::wait::DEADLINE;

/// All that a program showed. The code is negative when a signal ended it.
#[derive(PartialEq, Eq)]
pub struct Output {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

// Not derived, so that a failed comparison shows the text as lines.
impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Output {
            code,
            stdout,
            stderr,
        } = self;
        write!(
            f,
            "\n--- code {code}\n--- stdout\n{stdout}--- stderr\n{stderr}---\n"
        )
    }
}

/// What a program has shown so far, filled by one thread for each of its outputs.
#[derive(Default)]
pub struct Watched {
    seen: Mutex<Seen>,
    changed: Condvar,
}

#[derive(Default)]
pub struct Seen {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    /// How many outputs the program has not closed yet.
    pub open: usize,
    /// `prints` looks only after these.
    pub lines_waited_for: usize,
    pub filters: Filters,
}

impl Seen {
    pub fn stdout(&self) -> String {
        self.filters.apply(&String::from_utf8_lossy(&self.stdout))
    }

    pub fn stderr(&self) -> String {
        self.filters.apply(&String::from_utf8_lossy(&self.stderr))
    }
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (stdout, stderr) = (self.stdout(), self.stderr());
        write!(
            f,
            "\n--- stdout so far\n{stdout}--- stderr so far\n{stderr}---\n"
        )
    }
}

impl Watched {
    pub fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
    }

    /// Starts the thread that collects one output.
    pub fn watch(
        self: &Arc<Self>,
        mut output: impl Read + Send + 'static,
        into: fn(&mut Seen) -> &mut Vec<u8>,
    ) {
        let watched = Arc::clone(self);
        watched.lock().open += 1;
        thread::spawn(move || {
            let mut buffer = [0; 65536];
            // A terminal whose program has ended gives an error, a pipe gives 0.
            while let Ok(length @ 1..) = output.read(&mut buffer) {
                into(&mut watched.lock()).extend(&buffer[..length]);
                watched.changed.notify_all();
            }
            watched.lock().open -= 1;
            watched.changed.notify_all();
        });
    }

    /// Waits until it is so, which is said as: `NAME never WHAT`.
    pub fn wait(&self, name: &str, what: &str, mut is_so: impl FnMut(&mut Seen) -> bool) {
        let not_yet = |seen: &mut Seen| !is_so(seen);
        let (seen, late) = self
            .changed
            .wait_timeout_while(self.lock(), DEADLINE, not_yet)
            .unwrap();
        assert!(!late.timed_out(), "{name} never {what}{:?}", *seen);
    }
}

/// The text with every run of spaces and line ends as one space, for comparing what was wrapped.
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
