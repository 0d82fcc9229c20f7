//! From the learner's source to a program that runs.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::support::filters::Filters;
use crate::support::trap::Folder;
use crate::support::{Output, by_newcomer, eventually, program, system};

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

/// What cargo itself complains of is no fault of the lesson's.
#[test]
fn a_cargo_that_cannot_build_does_not_blame_the_lesson() {
    let folder = Folder::new("cargo fails");
    let not_built = "could not build lesson 2: cargo says above why\n\
                     hint: this is not about lessons/lesson2_tcp.rs, in which no error was found\n";
    let no_toolchain = "error: rustup could not choose a version of cargo to run\n";
    let cargo = folder.path.join("rustup");
    fs::write(
        &cargo,
        format!("#!/bin/sh\necho '{}' >&2\nexit 1\n", no_toolchain.trim()),
    )
    .unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let run = folder.run(2).env("CARGO", cargo.to_str().unwrap());
    run.ends_with(1, "", &format!("{no_toolchain}{not_built}"));
    // A linker that is not there: the compiler says so, and of no file.
    folder.edit(2, |source| {
        source + "\n// Changed, so that it is linked again.\n"
    });
    let linker = "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER";
    let output = folder.run(2).env(linker, "/no/such/linker").output("");
    if cfg!(target_arch = "x86_64") {
        assert!(output.stderr.ends_with(not_built), "{output:?}");
        assert!(output.stderr.contains("linker"), "{output:?}");
        assert_eq!((output.code, output.stdout.as_str()), (1, ""));
    }
}

#[test]
fn an_error_in_a_file_beside_the_lesson_names_that_file() {
    let folder = Folder::new("error in lib");
    let lib = folder.path.join("lessons/lib.rs");
    let origin = fs::read_to_string("lessons/lib.rs").unwrap();
    fs::write(&lib, origin + "\nfn wrong() -> u8 {}\n").unwrap();
    let output = folder.run(2).output("");
    let blamed = "lesson 2 does not compile: mend lessons/lib.rs and run it again\n\
                  hint: git diff lessons/lib.rs shows what you changed\n";
    assert!(output.stderr.ends_with(blamed), "{output:?}");
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

/// A cargo that never ends: it takes no notice of signals, and has started a compiler that does
/// not either. Both have this word on their command line.
fn endless_cargo(folder: &Folder, word: &str) -> String {
    let cargo = folder.path.join("cargo");
    let script = format!("#!/bin/sh\ntrap '' TERM INT HUP\nsleep {word} 1 &\nexec sleep {word}\n");
    let _ = fs::remove_file(&cargo);
    fs::write(&cargo, script).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    cargo.into_os_string().into_string().unwrap()
}

#[test]
fn a_signal_while_cargo_builds_ends_cargo_and_its_compilers_at_once() {
    let folder = Folder::new("broken off");
    for (signal, code) in [
        (Signal::SIGTERM, 128 + 15),
        (Signal::SIGINT, 128 + 2),
        (Signal::SIGHUP, 128 + 1),
    ] {
        let word = format!("99{}.{}", signal as i32, std::process::id());
        let cargo = endless_cargo(&folder, &word);
        let run = folder.run(2).env("CARGO", &cargo).start();
        eventually("cargo and a compiler", || {
            system::processes(&word).len() == 2
        });
        kill(Pid::from_raw(run.pid() as i32), signal).unwrap();
        run.ends_with(code, "", "stopped; nothing of the pair is left\n");
        eventually("cargo to go", || system::processes(&word).is_empty());
    }
}

#[test]
fn a_workbook_that_is_killed_while_cargo_builds_takes_cargo_with_it() {
    let folder = Folder::new("killed");
    let word = format!("998.{}", std::process::id());
    let cargo = endless_cargo(&folder, &word);
    let run = folder.run(2).env("CARGO", &cargo).start();
    let is_cargo = |pid: &u32| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0).count() == 3
    };
    let cargos = || {
        system::processes(&word)
            .into_iter()
            .filter(is_cargo)
            .count()
    };
    eventually("cargo", || {
        cargos() == 1 && system::processes(&word).len() == 2
    });
    run.kill();
    eventually("cargo to go", || cargos() == 0);
    // A compiler is a child of cargo's, and not of ours: a real one ends as soon as it is done.
    for pid in system::processes(&word) {
        kill(Pid::from_raw(pid as i32), Signal::SIGKILL).unwrap();
    }
}

#[test]
fn where_it_is_started_with_sigchld_ignored_cargo_is_waited_for_all_the_same() {
    if !system::can_trace() {
        return;
    }
    // A shell does not ignore it even where it is told to.
    let ignoring = "--ignore-signal=CHLD";
    if program("env").args([ignoring, "true"]).output("").code != 0 {
        eprintln!("skipped: env(1) cannot ignore a signal here");
        return;
    }
    let folder = Folder::new("no sigchld");
    let mut words = vec![ignoring.to_owned()];
    words.push(folder.workbook().into_os_string().into_string().unwrap());
    words.extend(["run", "2", "--address", &folder.at].map(str::to_owned));
    let run = by_newcomer(program("env")).args(words);
    let output = run.current_dir(&folder.path).output("");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
    assert!(
        output.stdout.contains("was played to its end"),
        "{output:?}"
    );
}
