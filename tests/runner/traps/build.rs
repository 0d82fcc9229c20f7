//! From the learner's source to a program that runs.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::support::filters::Filters;
use crate::support::trap::Folder;
use crate::support::{Output, system};

#[test]
fn an_edit_of_the_learners_is_what_runs() {
    if !system::can_trace() {
        return;
    }
    let folder = Folder::new("edit");
    for message in ["good morning", "good night"] {
        let origin = fs::read_to_string("lessons/lesson2_tcp.rs").unwrap();
        folder.edit(2, |_| origin.replace("\"你好\"", &format!("{message:?}")));
        let output = folder.run(2).output("");
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
        let sent = format!("sendto(3, {message:?}) = {}", message.len());
        assert!(output.stdout.contains(&sent), "{output:?}");
        let shown = format!("│ stream.write_all({message:?}.as_bytes())?;");
        assert!(output.stdout.contains(&shown), "{output:?}");
    }
}

#[test]
fn a_compile_error_is_shown_as_cargo_shows_it() {
    let folder = Folder::new("compile error");
    folder.edit(2, |source| source.replace("fn server(", "fn servant("));
    let output = folder.run(2).output("");
    let cargo = Command::new(env!("CARGO"))
        .args("build --quiet --package lessons --bin lesson2 --target-dir target".split(' '))
        .current_dir(&folder.path)
        .output()
        .unwrap();
    let expected = Output {
        code: 1,
        stdout: String::new(),
        stderr: String::from_utf8(cargo.stderr).unwrap()
            + "lesson 2 does not compile: mend lessons/lesson2_tcp.rs and run it again\n\
               hint: git diff lessons/lesson2_tcp.rs shows what you changed\n",
    };
    assert_eq!(output, expected);
}

#[test]
fn a_program_that_cannot_be_started() {
    if !system::can_trace() {
        return;
    }
    let folder = Folder::new("no start");
    let program = folder.path.join("target/debug/lesson2");
    let fails_with = |cause: &str| {
        // A cargo that builds nothing.
        // The path is shown as it is, with the address of the test.
        let run = folder
            .run(2)
            .filtered(Filters::default())
            .env("CARGO", "true");
        let expected = format!("could not start {}: {cause}\n", program.display());
        run.ends_with(1, "", &expected);
    };
    let _ = fs::remove_file(&program);
    fails_with("No such file or directory (os error 2)");
    fs::write(&program, "not a program").unwrap();
    fails_with("Permission denied (os error 13)");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    fails_with("Exec format error (os error 8)");
}

#[test]
fn no_cargo_at_all() {
    let folder = Folder::new("no cargo");
    let run = folder.run(2).env("CARGO", "/no/such/cargo");
    run.ends_with(
        1,
        "",
        "could not start cargo to build the lesson: No such file or directory (os error 2)\n\
         hint: install Rust from https://rustup.rs, then open a new terminal\n",
    );
}
