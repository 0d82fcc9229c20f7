//! Each solution passes, in every language that it is there in.

use crate::package::{FOLDER, broken, check_with, example, names};
use crate::support::system::{can_trace, python};

#[test]
fn each_solution_passes() {
    if !can_trace() {
        return;
    }
    for name in names() {
        passes(&name, &example(&name));
    }
}

#[test]
fn each_solution_in_python_passes() {
    let Some(python) = python().filter(|_| can_trace()) else {
        return;
    };
    for name in names() {
        let file = format!("lessons/exercises/solutions/{name}.py");
        if FOLDER.path.join(&file).exists() {
            passes(&name, &format!("{python} {file}"));
        }
    }
}

fn passes(name: &str, program: &str) {
    let shown = check_with(name, program);
    let all = (shown.code, broken(&shown.stdout), shown.stderr.as_str());
    assert_eq!(all, (0, None, ""), "{name}: {}", shown.stdout);
}
