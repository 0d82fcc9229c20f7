//! A terminal with a screen, as a person sees it.

use super::{DEADLINE, Program, Running};
use std::sync::Mutex;
use std::time::{Duration, Instant};

pub struct Screen {
    running: Running,
    /// Its sizes: from which byte of the output on, columns, rows.
    sizes: Mutex<Vec<(usize, u16, u16)>>,
}

impl Screen {
    pub fn of(program: Program, columns: u16, rows: u16) -> Screen {
        Screen {
            running: program.on_terminal_of(columns, rows).start(),
            sizes: Mutex::new(vec![(0, columns, rows)]),
        }
    }

    /// The workbook at its prompt, after its first screen.
    pub fn at_prompt(program: Program, columns: u16, rows: u16) -> Screen {
        let screen = Screen::of(program, columns, rows);
        screen.shows("quit leaves.").waits_at(">");
        screen
    }

    pub fn types(&self, keys: &str) -> &Self {
        self.running.types_raw(keys.as_bytes());
        self
    }

    pub fn types_bytes(&self, bytes: &[u8]) -> &Self {
        self.running.types_raw(bytes);
        self
    }

    /// Gives the window another size. Call it when nothing is being printed.
    pub fn resizes(&self, columns: u16, rows: u16) -> &Self {
        let so_far = self.running.raw_stdout().len();
        self.sizes().push((so_far, columns, rows));
        self.running.resizes(columns, rows);
        self
    }

    fn sizes(&self) -> std::sync::MutexGuard<'_, Vec<(usize, u16, u16)>> {
        let sizes = self.sizes.lock();
        sizes.unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The terminal after everything that was printed.
    pub fn model(&self) -> vt100::Parser {
        let output = self.running.raw_stdout();
        let sizes = self.sizes();
        let (_, columns, rows) = sizes[0];
        let mut parser = vt100::Parser::new(rows, columns, 0);
        for (index, (start, columns, rows)) in sizes.iter().enumerate() {
            parser.screen_mut().set_size(*rows, *columns);
            let end = sizes.get(index + 1).map_or(output.len(), |next| next.0);
            parser.process(&output.as_bytes()[*start..end]);
        }
        parser
    }

    /// What stands on the screen, without empty lines at its end.
    pub fn text(&self) -> String {
        let text = self.model().screen().contents();
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

    /// All that was printed, also what is not on the screen any more.
    pub fn output(&self) -> String {
        self.running.raw_stdout()
    }

    pub fn pid(&self) -> u32 {
        self.running.pid()
    }

    /// Waits for its end: the exit code.
    pub fn ends(&self) -> i32 {
        self.running.output().code
    }
}
