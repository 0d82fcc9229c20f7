//! Whole texts, compared with files in `tests/snapshots/`.

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
