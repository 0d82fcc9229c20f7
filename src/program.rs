//! The lessons as programs: where they are, and building one with cargo.

use crate::catalogue::Lesson;
use crate::narrate::problems;
use crate::slow::Notice;
use anyhow::{Result, anyhow, bail};
use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the workbook: where it is run, or where it was built.
pub fn workspace() -> Result<PathBuf> {
    let here = env::current_dir().unwrap_or_default();
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .chain([built])
        .find(|folder| folder.join("lessons/lesson1_concepts.rs").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| anyhow!(problems::no_workspace()))
}

/// The source file of a lesson.
pub fn source(lesson: &Lesson) -> Result<PathBuf> {
    Ok(workspace()?.join("lessons").join(lesson.file))
}

/// Builds the lesson as it stands now, so that what runs is what the learner sees in the
/// editor. What cargo says of it goes to stderr as it is.
pub fn build(lesson: &Lesson) -> Result<PathBuf> {
    let target = target()?;
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let in_colour =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
    let notice = Notice::new(problems::slow_build(lesson));
    let built = Command::new(cargo)
        .current_dir(workspace()?)
        .args(["build", "--quiet", "--package", "lessons", "--bin"])
        .arg(lesson.binary())
        .args(["--color", if in_colour { "always" } else { "auto" }])
        .arg("--target-dir")
        .arg(&target)
        .stdin(Stdio::null())
        .output();
    drop(notice);
    let built = built.map_err(|error| anyhow!(problems::no_cargo(&error)))?;
    io::stderr().write_all(&built.stderr)?;
    let status = built.status;
    if !status.success() {
        bail!(problems::does_not_compile(lesson));
    }
    let name = format!("{}{}", lesson.binary(), env::consts::EXE_SUFFIX);
    Ok(target.join("debug").join(name))
}

/// Cargo's target folder: the one that holds the folder of this program.
fn target() -> Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.parent().and_then(Path::parent);
    target
        .map(Path::to_path_buf)
        .ok_or_else(|| anyhow!(problems::no_workspace()))
}
