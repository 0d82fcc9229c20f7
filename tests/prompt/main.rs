//! The workbook as a person uses it: at its prompt in a terminal, and with commands from
//! a pipe.
#![cfg(target_os = "linux")]

#[path = "../support/mod.rs"]
mod support;

mod books;
mod changing;
mod leaving;
mod pairs;
mod piped;
mod predicting;
mod sizes;
mod terminal;

use support::filters::Filters;
use support::screen;
use support::system::can_trace;
use support::{Address, Program, folder, workbook};

/// A workbook that has been used by nobody: it remembers nothing but what happens here.
fn fresh(name: &str) -> Program {
    workbook([])
        .at_home(&folder::empty(&home(name)))
        .env("TERM", "xterm")
        .env("NO_COLOR", "")
}

/// The name of the folder where that workbook keeps it.
fn home(name: &str) -> String {
    format!("prompt/{name}")
}

/// What differs from run to run, by its role: the address of the test, ports that the system
/// picked.
fn roles(text: &str, at: &Address) -> String {
    let text = Filters::at(at).apply(text);
    let words = text.split_inclusive(char::is_whitespace);
    words
        .map(|word| {
            let number = word.trim_end();
            match number.parse() {
                Ok(32768..=60999) => word.replace(number, "[port]"),
                Ok(_) | Err(_) => word.to_owned(),
            }
        })
        .collect()
}
