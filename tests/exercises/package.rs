//! The copy of the workbook's folder in which the exercises are built and checked.

use crate::support::filters::Filters;
use crate::support::trap::Folder;
use crate::support::{Address, Output, Program, address, by_newcomer, program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// Programs are built in it once: exercises, solutions, and the wrong ones of `wrong/`.
pub static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::new("exercises");
    as_given(&folder.path);
    add_wrong(&folder.path);
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    build
        .current_dir(&folder.path)
        .args("build --quiet --offline --package exercises --bins --examples".split(' '))
        .args(["--target-dir", "target"]);
    assert!(build.status().unwrap().success(), "this does not compile");
    folder
});

/// Every exercise of the folder is as it is given.
pub fn as_given(folder: &Path) {
    let exercises = folder.join("lessons/exercises");
    for file in fs::read_dir(exercises.join("given")).unwrap() {
        let file = file.unwrap();
        let own = exercises.join(file.file_name());
        let given = fs::read(file.path()).unwrap();
        if fs::read(&own).ok() != Some(given.clone()) {
            fs::write(own, given).unwrap();
        }
    }
}

/// The programs of `wrong/` become examples beside the solutions.
fn add_wrong(folder: &Path) {
    let exercises = folder.join("lessons/exercises");
    let manifest = exercises.join("Cargo.toml");
    let mut text = fs::read_to_string(&manifest).unwrap();
    fs::create_dir_all(exercises.join("wrong")).unwrap();
    for path in wrong_programs("rs") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let own = format!("wrong/{name}.rs");
        fs::copy(&path, exercises.join(&own)).unwrap();
        text += &format!("\n[[example]]\nname = {name:?}\npath = {own:?}\n");
    }
    fs::write(manifest, text).unwrap();
}

/// The programs of `wrong/` that end so, in the order of their names.
pub fn wrong_programs(ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exercises/wrong");
    let files = fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect();
    files.sort();
    files
}

/// A solution, or a wrong program.
pub fn example(name: &str) -> String {
    let path = FOLDER.path.join("target/debug/examples").join(name);
    path.to_string_lossy().into_owned()
}

/// The workbook of the folder, used by somebody who has used it never before.
pub fn workbook() -> Program {
    by_newcomer(program(FOLDER.workbook()))
        .current_dir(&FOLDER.path)
        .env("COLUMNS", "80")
        // Else a panic says more where the person has asked for that.
        .env("RUST_BACKTRACE", "0")
}

/// What `check` shows of an exercise. `own` are further words: `--server`, and a command.
pub fn check(name: &str, own: &[&str]) -> Output {
    let at: Address = address::everywhere();
    workbook()
        .args(["check", name, "--address", &at])
        .args(own)
        .filtered(Filters::at(&at))
        .output("")
}

/// The same with this program in the place of the learner's: as the server, or as the client where
/// that is the learner's end. Of both it is the server.
pub fn check_with(name: &str, program: &str) -> Output {
    const MISUSE: i32 = 2;
    let shown = check(name, &["--server", program]);
    if shown.code == MISUSE {
        return check(name, &["--client", program]);
    }
    shown
}

/// The names of the exercises, as the list shows them.
pub fn names() -> Vec<String> {
    let list = workbook().args(["exercises"]).output("").stdout;
    let rows = list.lines().filter(|line| line.starts_with("   "));
    let name = |row: &str| {
        row.split_whitespace()
            .find(|word| word.contains('_'))
            .map(str::to_owned)
    };
    rows.filter_map(name).collect()
}

/// What stands behind the first ✗ of a screen: the truth that is broken.
pub fn broken(screen: &str) -> Option<&str> {
    let mut lines = screen.lines();
    lines.find_map(|line| line.trim_start().strip_prefix("✗ "))
}
