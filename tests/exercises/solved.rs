//! Each solution passes, in every language that it is there in.

use crate::package::{FOLDER, broken, check, example, names};
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

/// With the program of the solution in the place of the learner's end, or of each of them.
fn passes(name: &str, program: &str) {
    let end = ["--server", "--client"].into_iter().find(|end| {
        let shown = check(name, &[*end, program]);
        let is_learners = shown.code != 2;
        if is_learners {
            let all = (shown.code, broken(&shown.stdout), shown.stderr.as_str());
            assert_eq!(all, (0, None, ""), "{name}: {}", shown.stdout);
        }
        is_learners
    });
    assert!(end.is_some(), "{name} has no end of the learner's");
}
