//! A word about what is waited for, while it takes long and somebody watches.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What takes no longer needs no word.
const LONG: Duration = Duration::from_millis(500);

/// Shows the text on a terminal if this lives for long, and takes it away at its end.
pub struct Notice(Option<(Sender<()>, JoinHandle<()>)>);

impl Notice {
    pub fn new(text: impl Into<String>) -> Notice {
        if !io::stderr().is_terminal() || !io::stdout().is_terminal() {
            return Notice(None);
        }
        let text = text.into();
        let (over, waits) = mpsc::channel();
        let thread = thread::spawn(move || {
            if waits.recv_timeout(LONG) == Err(RecvTimeoutError::Timeout) {
                let _ = write!(io::stderr(), "{text}");
                let _ = waits.recv();
                // Back to the start of the line, and erase it: ECMA-48, EL.
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        });
        Notice(Some((over, thread)))
    }
}

impl Drop for Notice {
    fn drop(&mut self) {
        if let Some((over, thread)) = self.0.take() {
            drop(over);
            let _ = thread.join();
        }
    }
}
