//! The workbook as a person uses it: at its prompt in a terminal, and with commands from
//! a pipe.
#![cfg(target_os = "linux")]

#[path = "../support/mod.rs"]
mod support;

mod books;
mod leaving;
mod pairs;
mod piped;
mod screen;
mod sizes;
mod terminal;

use support::system::can_trace;
use support::{Program, workbook};

/// A workbook that has been used by nobody: it remembers nothing but what happens here.
fn fresh(name: &str) -> Program {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("prompt")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let folder = folder.to_string_lossy().into_owned();
    workbook([])
        .env("XDG_DATA_HOME", &folder)
        .env("XDG_STATE_HOME", &folder)
        .env("TERM", "xterm")
        .env("NO_COLOR", "")
}

/// What differs from run to run, by its role: ports that the system picked.
fn roles(text: &str) -> String {
    let text = support::filters::Filters::default().apply(text);
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
