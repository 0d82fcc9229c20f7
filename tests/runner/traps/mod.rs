//! Traps that tracers fall into, and programs that go wrong: each a small program in the place of
//! lesson 2, and its transcript in `tests/snapshots/traps/`.

mod asked;
mod build;
mod data;
mod endings;
mod holders;
mod identity;
mod odd;
mod roots;
mod several;
mod signals;
mod strange;
mod threads;
mod timers;
mod unix;
mod waiting;

use crate::support::{snapshot, system, trap};

/// Runs this program as lesson 2 and compares everything. `None` where nothing can be traced.
fn told(name: &str, code: i32, source: &str) -> Option<String> {
    told_as(2, name, code, source)
}

/// The same in the place of another lesson.
fn told_as(lesson: u8, name: &str, code: i32, source: &str) -> Option<String> {
    if !system::can_trace() {
        return None;
    }
    let output = trap::shown_of(name, lesson, source);
    snapshot::compare(&format!("traps/{name}"), &output.stdout);
    assert_eq!((output.code, output.stderr.as_str()), (code, ""), "{name}");
    Some(output.stdout)
}
