//! A word about what is waited for, while it takes long and somebody watches.

use crate::terminal::columns::{cut, room_for_errors, width};
use crate::terminal::mishap::provoke;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What takes no longer needs no word.
const LONG: Duration = Duration::from_millis(500);

/// Whether one lives: there is one line for all of them.
static IS_THERE: AtomicBool = AtomicBool::new(false);

/// Shows the text on a terminal if this lives for long, and takes it away at its end. While
/// there is another one, that has the line.
pub struct Notice(Option<(Sender<()>, JoinHandle<()>)>);

impl Notice {
    pub fn new(text: impl Into<String>) -> Notice {
        if !io::stderr().is_terminal() || !io::stdout().is_terminal() {
            return Notice(None);
        }
        if IS_THERE.swap(true, Ordering::SeqCst) {
            return Notice(None);
        }
        let text = text.into();
        let (over, waits) = mpsc::channel();
        let thread = thread::Builder::new().spawn(move || {
            provoke(format_args!("notice"));
            if waits.recv_timeout(LONG) == Err(RecvTimeoutError::Timeout) {
                // In one line, since only that can be taken away; and by spaces, since not
                // every terminal erases.
                let most = room_for_errors().saturating_sub(1);
                let text = cut(&text, most);
                let _ = write!(io::stderr(), "{text}");
                let _ = waits.recv();
                let _ = write!(io::stderr(), "\r{:1$}\r", "", width(&text));
            }
        });
        // Without a thread there is no word, and nothing else is lost.
        let shown = thread.ok().map(|thread| (over, thread));
        IS_THERE.store(shown.is_some(), Ordering::SeqCst);
        Notice(shown)
    }
}

impl Drop for Notice {
    fn drop(&mut self) {
        if let Some((over, thread)) = self.0.take() {
            drop(over);
            let _ = thread.join();
            IS_THERE.store(false, Ordering::SeqCst);
        }
    }
}
