//! Which programs there are: the lessons and the workbook, each as a person gets it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::filters::Filters;
use super::start::{Program, program};

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
        build.status().unwrap().success(),
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
    static NEWCOMERS: AtomicUsize = AtomicUsize::new(0);
    let newcomer = NEWCOMERS.fetch_add(1, Ordering::Relaxed);
    let name = format!("newcomers/{}-{newcomer}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let folder = folder.to_str().unwrap();
    program(env!("CARGO_BIN_EXE_workbook"))
        .args(arguments)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder)
}

/// The workbook, running a lesson at an address of the test's own.
pub fn run(lesson: u8, at: &str) -> Program {
    let run = workbook(["run", &lesson.to_string(), "--address", at]);
    run.filtered(Filters::of_run(lesson, at))
}
