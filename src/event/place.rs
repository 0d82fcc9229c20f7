//! Where in its own source a program stands.

use serde::{Deserialize, Serialize};

/// A line of the traced program's own source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file with its folder, since two programs may each have a `main.rs`: from the folder
    /// in which the run was started, if it is below that.
    pub path: String,
    /// Counted from 1.
    pub line: u32,
    /// The line as written, without its indentation.
    pub text: String,
}

impl Place {
    /// The name of the file without its folder.
    pub fn file(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}
