//! A terminal with a screen, as a person sees it.

use crate::support::{DEADLINE, Program, Running};
use std::time::{Duration, Instant};

pub struct Screen {
    running: Running,
    columns: u16,
    rows: u16,
}

impl Screen {
    pub fn of(program: Program, columns: u16, rows: u16) -> Screen {
        Screen {
            running: program.on_terminal_of(columns, rows).start(),
            columns,
            rows,
        }
    }

    pub fn types(&self, keys: &str) -> &Self {
        self.running.types_raw(keys.as_bytes());
        self
    }

    /// What stands on the screen, without empty lines at its end.
    pub fn text(&self) -> String {
        let mut parser = vt100::Parser::new(self.rows, self.columns, 0);
        parser.process(self.running.raw_stdout().as_bytes());
        let text = parser.screen().contents();
        let lines = text.lines().map(str::trim_end);
        lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    /// Waits until the last line on the screen is a prompt that begins so, with nothing typed
    /// yet: what is typed before that is shown twice, by the terminal and by the prompt.
    pub fn waits_at(&self, prompt: &str) -> &Self {
        self.becomes(prompt, |text| {
            let last = text.lines().last();
            last.is_some_and(|last| last.starts_with(prompt) && last.ends_with('>'))
        })
    }

    pub fn shows(&self, text: &str) -> &Self {
        self.becomes(text, |screen| screen.contains(text))
    }

    pub fn becomes(&self, what: &str, is_so: impl Fn(&str) -> bool) -> &Self {
        let start = Instant::now();
        while !is_so(&self.text()) {
            let text = self.text();
            assert!(
                start.elapsed() < DEADLINE,
                "waited in vain for {what} on:\n{text}"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    pub fn signal(&self, signal: nix::sys::signal::Signal) -> &Self {
        let pid = nix::unistd::Pid::from_raw(self.running.pid() as i32);
        nix::sys::signal::kill(pid, signal).unwrap_or_else(|error| panic!("kill: {error}"));
        self
    }

    pub fn pid(&self) -> u32 {
        self.running.pid()
    }

    /// Waits for its end: the exit code.
    pub fn ends(&self) -> i32 {
        self.running.output().code
    }
}
