//! A word about what is waited for, while it takes long and somebody watches.
//!
//! One thread shows them all, since a run has one with every step, and most live for a moment.

use crate::terminal::columns::{cut, room_for_errors, width};
use crate::terminal::mishap::provoke;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What takes no longer needs no word.
const LONG: Duration = Duration::from_millis(500);

/// How often it is looked at whether something takes long.
const GLANCE: Duration = Duration::from_millis(50);

/// Shows the text on a terminal if this lives for long, and takes it away at its end. While
/// there is another one, that has the line.
pub struct Notice {
    has_the_line: bool,
}

static WAITS: Mutex<Waits> = Mutex::new(Waits {
    now: None,
    are_watched: false,
});

struct Waits {
    /// The notice that has the line.
    now: Option<Wait>,
    /// A thread looks after them.
    are_watched: bool,
}

struct Wait {
    text: String,
    since: Instant,
    /// As it stands on the terminal.
    shown: Option<String>,
}

impl Notice {
    pub fn new(text: impl Into<String>) -> Notice {
        let is_watched = io::stderr().is_terminal() && io::stdout().is_terminal();
        let mut waits = waits();
        let has_the_line = is_watched && waits.now.is_none();
        if has_the_line {
            waits.now = Some(Wait {
                text: text.into(),
                since: Instant::now(),
                shown: None,
            });
        }
        if has_the_line && !waits.are_watched {
            // Without a thread there is no word, and nothing else is lost.
            waits.are_watched = thread::Builder::new().spawn(watch).is_ok();
        }
        Notice { has_the_line }
    }
}

impl Drop for Notice {
    fn drop(&mut self) {
        if self.has_the_line
            && let Some(wait) = waits().now.take()
        {
            wait.take_away();
        }
    }
}

/// Nothing can be half done in there.
fn waits() -> MutexGuard<'static, Waits> {
    WAITS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch() {
    provoke(format_args!("notice"));
    loop {
        thread::sleep(GLANCE);
        let mut waits = waits();
        match &mut waits.now {
            Some(wait) => wait.show_if_long(),
            None => {
                waits.are_watched = false;
                return;
            }
        }
    }
}

impl Wait {
    /// In one line, since only that can be taken away.
    fn show_if_long(&mut self) {
        if self.shown.is_none() && self.since.elapsed() >= LONG {
            let most = room_for_errors().saturating_sub(1);
            let text = cut(&self.text, most);
            let _ = write!(io::stderr(), "{text}");
            self.shown = Some(text);
        }
    }

    /// By spaces, since not every terminal erases.
    fn take_away(self) {
        if let Some(shown) = self.shown {
            let _ = write!(io::stderr(), "\r{:1$}\r", "", width(&shown));
        }
    }
}
