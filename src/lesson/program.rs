//! The lessons as programs: where they are, and building one with cargo. Says nothing of it:
//! what went wrong is data, and the caller shows that it takes long.

use crate::lesson::catalogue::Lesson;
use crate::terminal::notice::Notice;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why there is no program of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// The folder of the workbook was not found.
    NoWorkspace,
    /// Cargo could not be started: what the system said.
    NoCargo(String),
    DoesNotCompile(&'static Lesson),
}

/// The folder of the workbook: where it is run, or where it was built.
pub fn workspace() -> Result<PathBuf, BuildError> {
    let here = env::current_dir().unwrap_or_default();
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .chain([built])
        .find(|folder| folder.join("lessons/lesson1_concepts.rs").is_file())
        .map(Path::to_path_buf)
        .ok_or(BuildError::NoWorkspace)
}

/// The source file of a lesson.
pub fn source(lesson: &Lesson) -> Result<PathBuf, BuildError> {
    Ok(workspace()?.join("lessons").join(lesson.file))
}

/// Builds the lesson as it stands now, so that what runs is what the learner sees in the
/// editor. The notice is shown until cargo is ready. What cargo says goes to stderr as it is.
pub fn build(lesson: &'static Lesson, notice: Notice) -> Result<PathBuf, BuildError> {
    let target = target()?;
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let in_colour =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
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
    let built = built.map_err(|error| BuildError::NoCargo(error.to_string()))?;
    // Where nobody can be told, nobody is.
    let _ = io::stderr().write_all(&built.stderr);
    if !built.status.success() {
        return Err(BuildError::DoesNotCompile(lesson));
    }
    let name = format!("{}{}", lesson.binary(), env::consts::EXE_SUFFIX);
    Ok(target.join("debug").join(name))
}

/// Cargo's target folder: the one that holds the folder of this program.
fn target() -> Result<PathBuf, BuildError> {
    let program = env::current_exe().ok();
    let target = program
        .as_deref()
        .and_then(Path::parent)
        .and_then(Path::parent);
    target.map(Path::to_path_buf).ok_or(BuildError::NoWorkspace)
}
