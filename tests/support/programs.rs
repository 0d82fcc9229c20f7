//! Which programs there are: the lessons and the workbook, each as a person gets it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Address;
use super::filters::Filters;
use super::folder;
use super::start::{Program, program, spawn};

/// Where `cargo test` put the workbook. The lessons are built into the same folder, since
/// cargo builds only the programs of the package whose tests it runs.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_BIN_EXE_workbook")).parent().unwrap();
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    build.current_dir(env!("CARGO_MANIFEST_DIR"));
    build.args("build --quiet --package lessons --bins --target-dir".split(' '));
    build.arg(folder.parent().unwrap());
    if folder.ends_with("release") {
        build.arg("--release");
    }
    assert!(
        spawn(&mut build).unwrap().wait().unwrap().success(),
        "the lessons do not compile"
    );
    folder.to_path_buf()
});

/// One lesson, to be started by hand.
pub fn lesson(number: u8) -> Program {
    program(PROGRAMS.join(format!("lesson{number}")))
}

/// The workbook with these arguments, started by somebody who has used it never before.
pub fn workbook<const N: usize>(arguments: [&str; N]) -> Program {
    by_newcomer(program(env!("CARGO_BIN_EXE_workbook"))).args(arguments)
}

/// This program, started by such a person: what it keeps of theirs is not yours.
pub fn by_newcomer(program: Program) -> Program {
    static NEWCOMERS: AtomicUsize = AtomicUsize::new(0);
    let newcomer = NEWCOMERS.fetch_add(1, Ordering::Relaxed);
    program.at_home(&folder::empty(&format!("newcomers/{newcomer}")))
}

/// The workbook, running a lesson at an address of the test's own.
pub fn run(lesson: u8, at: &Address) -> Program {
    let run = workbook(["run", &lesson.to_string(), "--address", at]);
    run.filtered(Filters::of_run(lesson, at))
}
