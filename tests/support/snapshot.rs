//! Whole texts, compared with files in `tests/snapshots/`.

use std::fs;
use std::path::Path;

/// Compares with `tests/snapshots/NAME.snap`; the name may begin with a folder. The book
/// includes these files: their head says only where they come from.
pub fn compare(name: &str, text: &str) {
    let (folder, name) = name.split_once('/').unwrap_or(("", name));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Compares with `tests/snapshots/FILE`, which has no head: the workbook carries such files.
pub fn compare_whole_file(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(file);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
        return fs::write(path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    for (number, (old, new)) in kept.lines().zip(text.lines()).enumerate() {
        assert_eq!(old, new, "line {} of {file}", number + 1);
    }
    assert_eq!(kept.len(), text.len(), "the length of {file}");
}
