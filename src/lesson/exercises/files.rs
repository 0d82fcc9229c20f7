//! The files of the exercises, as the learner has them: whether one was saved, and bringing one
//! back as it was given.
//!
//! Whether one was saved is asked by looking at time and length of the few files of the package,
//! again and again. A library that is told by the system would need another way on each system
//! and, for editors that write a new file and rename it, would have to look at the folder anyway.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What of the files tells that one was saved: path, time, length.
pub type Saved = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// How the programs of the exercises stand now.
pub fn saved(root: &Path) -> Saved {
    let folder = fs::read_dir(root.join("lessons/exercises"));
    let files = folder.into_iter().flatten().flatten();
    let mut saved: Saved = files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let data = path.metadata().ok();
            let length = data.as_ref().map_or(0, fs::Metadata::len);
            (path, data.and_then(|data| data.modified().ok()), length)
        })
        .collect();
    saved.sort();
    saved
}

/// What a reset did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reset {
    /// What stood there is kept in this file, if there was anything.
    Done { old: Option<PathBuf> },
    /// It was as it was given.
    Nothing,
}

/// Whether a reset would take something away.
pub fn is_changed(root: &Path, file: &str, given: &str) -> bool {
    match fs::read(root.join(file)) {
        Ok(bytes) => bytes != given.as_bytes(),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// Brings the file back as it was given, and keeps what stood there beside it.
///
/// # Errors
/// The file that could not be written, and what the system says. Then nothing was lost.
pub fn reset(root: &Path, file: &str, given: &str) -> Result<Reset, (PathBuf, io::Error)> {
    let path = root.join(file);
    let there = path.symlink_metadata().is_ok();
    if there && !is_changed(root, file, given) {
        return Ok(Reset::Nothing);
    }
    let said = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    // First the whole new file, so that a full disk leaves the old one where it is.
    let new = beside(&path, "new");
    written(&new, given).map_err(|error| {
        let _ = fs::remove_file(&new);
        (new.clone(), error)
    })?;
    let old = there.then(|| beside(&path, "old"));
    if let Some(old) = &old {
        fs::rename(&path, old).map_err(said(old))?;
    }
    fs::rename(&new, &path).map_err(said(&path))?;
    Ok(Reset::Done { old })
}

fn written(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A name that nobody has: `tcp_length.rs.old`, or `tcp_length.rs.old2` and so on.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let named = |number: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        if number > 1 {
            name.push(number.to_string());
        }
        PathBuf::from(name)
    };
    let mut names = (1..).map(named);
    let free = names.find(|name| name.symlink_metadata().is_err());
    free.unwrap_or_else(|| named(0))
}
