//! Where a program keeps what is the person's own: the XDG Base Directory Specification.

use std::env;
use std::path::PathBuf;

const OURS: &str = "socket-workbook";

/// For what should last: the progress.
pub fn data() -> Option<PathBuf> {
    folder("XDG_DATA_HOME", ".local/share")
}

/// For what may be lost: the history of the prompt.
pub fn state() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", ".local/state")
}

fn folder(variable: &str, otherwise: &str) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from);
    // "All paths must be absolute", else the variable counts as not set.
    let named = named.filter(|path| path.is_absolute());
    let folder = named.or_else(|| Some(env::home_dir()?.join(otherwise)))?;
    Some(folder.join(OURS))
}
