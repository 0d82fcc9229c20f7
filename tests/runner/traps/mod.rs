//! Traps that tracers fall into, and programs that go wrong: each a small program in the place of
//! lesson 2, and its transcript in `tests/snapshots/traps/`.

mod build;
mod data;
mod endings;
mod signals;
mod threads;
mod waiting;

use crate::support::{Program, snapshot, system, trap};

/// Runs this program as lesson 2 and compares everything. `None` where nothing can be traced.
fn told(name: &str, at: &str, code: i32, source: &str) -> Option<String> {
    told_by(trap::trap(at, source), name, code)
}

fn told_by(program: Program, name: &str, code: i32) -> Option<String> {
    if !system::can_trace() {
        return None;
    }
    let output = program.output("");
    snapshot::compare(&format!("traps/{name}"), &output.stdout);
    assert_eq!((output.code, output.stderr.as_str()), (code, ""), "{name}");
    Some(output.stdout)
}
