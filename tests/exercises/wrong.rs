//! Programs that do not solve their exercise: a wrong way to pass, or one that breaks a truth that
//! the given program keeps. Each is a file of `wrong/` whose name begins with that of the
//! exercise, `tcp_length__answers_at_once.rs`, and whose first line says which truth it
//! breaks first: `//! breaks: the server answers after the whole message`.

use crate::package::{broken, check_with, example, names, wrong_programs};
use crate::support::system::{can_trace, python};
use std::fs;
use std::path::Path;

#[test]
fn each_wrong_program_breaks_what_it_says() {
    if !can_trace() {
        return;
    }
    for file in wrong_programs("rs") {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        breaks(&file, &example(&name));
    }
    let Some(python) = python() else { return };
    for file in wrong_programs("py") {
        breaks(&file, &format!("{python} {}", file.display()));
    }
}

fn breaks(file: &Path, command: &str) {
    let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
    let (name, _) = stem.split_once("__").expect("EXERCISE__WHAT");
    assert!(names().iter().any(|known| known == name), "{name}");
    let text = fs::read_to_string(file).unwrap();
    let first = text.lines().next().unwrap();
    let (_, truth) = first.split_once("breaks: ").expect("breaks: a truth");
    let shown = check_with(name, command);
    assert_eq!(shown.code, 1, "{stem}: {shown:?}");
    let found = broken(&shown.stdout).unwrap_or_default();
    assert!(found.starts_with(truth), "{stem}: {}", shown.stdout);
}
