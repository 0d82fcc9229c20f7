//! The prompt: history, completion with Tab, and a greyed hint.

use crate::cli::complete;
use crate::lesson::{folders, regular};
use crate::narrate::problem::Unusable;
use crate::prompt::ask::{Answer, Ask, Question};
use crate::terminal::escape::line as escaped;
use crate::terminal::mishap::provoke;
use crate::terminal::signals::Signals;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hint, Hinter};
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Helper};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::env;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;

/// Lines kept across sessions.
const HISTORY: usize = 1000;

pub struct Editor {
    editor: rustyline::Editor<Table, FileHistory>,
    history: Option<PathBuf>,
    signals: Signals,
    /// The terminal understands the control sequences of ECMA-48.
    is_smart: bool,
    /// Lines that were pasted after the one that was asked for.
    pasted: VecDeque<String>,
}

impl Editor {
    /// The history is a comfort: where it cannot be read or kept, there is none.
    pub fn new(signals: Signals) -> anyhow::Result<Editor> {
        let is_smart = env::var_os("TERM").is_some_and(|name| name != "dumb" && name != "cons25");
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .max_history_size(HISTORY)?
            .history_ignore_dups(true)?
            .build();
        let mut editor = rustyline::Editor::with_config(config)?;
        editor.set_helper(Some(Table {
            // In grey a hint is told from what was typed; without colour it is not.
            hints: env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            ..Table::default()
        }));
        let history = folders::state().map(|folder| folder.join("history"));
        let history = history.filter(|file| regular::is_harmless(file));
        if let Some(file) = &history {
            let _ = editor.load_history(file);
        }
        Ok(Editor {
            editor,
            history,
            signals,
            is_smart,
            pasted: VecDeque::new(),
        })
    }

    fn remember(&mut self, line: &str) {
        if line.trim().is_empty() || !matches!(self.editor.add_history_entry(line), Ok(true)) {
            return;
        }
        if let Some(file) = &self.history {
            if let Some(folder) = file.parent() {
                let _ = std::fs::create_dir_all(folder);
            }
            let _ = self.editor.append_history(file);
        }
    }
}

impl Ask for Editor {
    fn ask(&mut self, question: &Question) -> Answer {
        if let Some(table) = self.editor.helper_mut() {
            table.table = question.table.clone();
            table.ends = question.ends.clone();
        }
        let signals = self.signals.clone();
        let Some(_waiting) = signals.wait_for_line(true) else {
            return Answer::End;
        };
        if let Some(line) = self.pasted.pop_front() {
            let shown = escaped(line.as_bytes());
            let _ = writeln!(io::stdout(), "{}{shown}", question.prompt);
            self.remember(&line);
            return Answer::Line(line);
        }
        match self.editor.readline(&question.prompt) {
            Ok(text) => {
                // Several lines come at once where they were pasted.
                let mut lines = text.lines().map(str::to_owned);
                let line = lines.next().unwrap_or_default();
                self.pasted.extend(lines);
                self.remember(&line);
                if line.is_empty() && question.vanishes && self.is_smart {
                    // Up to the line of the prompt, and erase it: the told steps stay together.
                    let _ = io::stdout().write_all(b"\x1b[A\r\x1b[K");
                    let _ = io::stdout().flush();
                }
                Answer::Line(line)
            }
            Err(ReadlineError::Interrupted) => Answer::Interrupted,
            Err(ReadlineError::Io(error)) if error.kind() == ErrorKind::InvalidData => {
                Answer::Unusable(Unusable::NotUtf8Typed)
            }
            Err(_) => Answer::End,
        }
    }

    fn forget(&mut self) {
        self.pasted.clear();
    }

    fn is_person(&self) -> bool {
        true
    }
}

/// What the editor asks while a line is typed.
#[derive(Default)]
struct Table {
    table: clap::Command,
    ends: Vec<String>,
    hints: bool,
}

impl Helper for Table {}
impl Validator for Table {}

impl Completer for Table {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(complete::complete(&self.table, &self.ends, &line[..cursor]))
    }
}

/// What stands after the cursor: the right arrow takes the rest, not the arguments.
struct Rest {
    shown: String,
    rest: String,
}

impl Hint for Rest {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        Some(&self.rest)
            .filter(|rest| !rest.is_empty())
            .map(String::as_str)
    }
}

impl Hinter for Table {
    type Hint = Rest;

    fn hint(&self, line: &str, cursor: usize, _: &Context) -> Option<Rest> {
        provoke(format_args!("hint {line}"));
        if !self.hints || cursor < line.len() {
            return None;
        }
        let (rest, arguments) = complete::hint(&self.table, line)?;
        Some(Rest {
            shown: format!("{rest}{arguments}"),
            rest,
        })
    }
}

impl Highlighter for Table {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        // Bright black: grey on a dark and on a light background.
        Cow::Owned(format!("\x1b[90m{hint}\x1b[m"))
    }
}
