//! The small files that the workbook keeps of a person: opened so that nothing waits. To open a
//! FIFO can mean to wait for ever for its other side, fifo(7); a terminal or a device in the
//! place of such a file is no better. Says nothing: what is no file is an error of one kind.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Opens the file as asked, without waiting.
///
/// # Errors
/// What the system says; [`ErrorKind::InvalidInput`] if something else than a file has that name.
pub fn open(path: &Path, how: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use nix::libc::{O_NOCTTY, O_NONBLOCK};
        std::os::unix::fs::OpenOptionsExt::custom_flags(how, O_NOCTTY | O_NONBLOCK);
    }
    let file = how.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(ErrorKind::InvalidInput.into())
    }
}

/// Whether this can be opened without waiting, by somebody else: a file, or nothing yet.
pub fn is_harmless(path: &Path) -> bool {
    match path.metadata() {
        Ok(what) => what.is_file(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_not_opened() {
        for path in ["/dev/null", "/"] {
            let opened = open(Path::new(path), OpenOptions::new().read(true));
            let error = opened.err().map(|error| error.kind());
            assert_eq!(error, Some(ErrorKind::InvalidInput), "{path}");
            assert!(!is_harmless(Path::new(path)), "{path}");
        }
        let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        assert!(open(file, OpenOptions::new().read(true)).is_ok());
        assert!(is_harmless(file) && is_harmless(Path::new("/no/such/file")));
    }
}
