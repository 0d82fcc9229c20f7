//! Folders for what tests write. Each test process has one that no other one uses meanwhile, also
//! where two suites run in one clone: they share its target folder.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use nix::fcntl::{Flock, FlockArg};

/// The first one that nobody has locked, flock(2). The lock goes with the process; the folder
/// stays, so that the next process need not build again what this one has built.
static OWN: LazyLock<(PathBuf, Flock<File>)> = LazyLock::new(|| {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let locked = (1..).find_map(|number| {
        let folder = all.join(format!("suite-{number}"));
        fs::create_dir_all(&folder).unwrap();
        let opened = File::open(&folder).unwrap();
        let lock = Flock::lock(opened, FlockArg::LockExclusiveNonblock).ok()?;
        Some((folder, lock))
    });
    locked.unwrap()
});

/// A folder of this name, with what is in it from last time.
pub fn kept(name: &str) -> PathBuf {
    let folder = OWN.0.join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A folder of this name, with nothing in it.
pub fn empty(name: &str) -> PathBuf {
    let _ = fs::remove_dir_all(OWN.0.join(name));
    kept(name)
}
