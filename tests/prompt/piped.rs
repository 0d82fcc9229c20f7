//! Commands from a pipe: a line each, nothing but their output, one exit code.

use crate::support::trap::Folder;
use crate::support::{Output, address, folder, workbook};
use crate::{can_trace, fresh, home, roles};

/// What these lines show when they are typed. The address that they name stands for one of the
/// test's own.
fn session(name: &str, lines: &str) -> Output {
    let named = lines.split_once("--address ").map(|(_, rest)| rest);
    let named = named.and_then(|rest| rest.split_whitespace().next());
    let named = named.unwrap_or("127.0.0.1:9999");
    let at = address::shown_as(named);
    // Without an address it would meet at the usual one, and speak of whoever is there.
    let step_3 = format!("\nstep 3 --address {at}\n");
    let typed = lines.replace(named, &at).replace("\nstep 3\n", &step_3);
    let output = fresh(name).output(&typed);
    Output {
        stdout: roles(&output.stdout, &at),
        ..output
    }
}

/// Compares everything that a session showed with a file.
macro_rules! shows {
    ($name:literal, $lines:literal) => {
        let output = session($name, $lines);
        insta::assert_snapshot!($name, format!("$ printf {:?} | workbook{output:?}", $lines));
    };
}

#[test]
fn a_new_person_has_done_nothing_and_starts_with_lesson_1() {
    shows!("list", "list\n");
}

#[test]
fn help_shows_every_command_and_each_in_full() {
    shows!("help", "help\nhelp run\nhelp pair\nhelp nothing\n");
}

#[test]
fn a_wrong_line_says_what_to_type_and_the_first_failure_is_the_exit_code() {
    shows!(
        "wrong",
        "lst\nrun 9\nrun 1 2\nstep --adress x\nwho\npair 'a\nsockets\nlist\n"
    );
}

#[test]
fn lines_that_are_no_text_are_refused_and_the_others_obeyed() {
    let mut lines = b"\xff\xfe\na\0b\n\n".to_vec();
    lines.extend(vec![b'a'; 1 << 20]);
    lines.extend(b"\r\nquit\nnever read\n");
    let running = fresh("bytes").start();
    running.types_raw(&lines).ends_input();
    running.ends_with(
        2,
        "",
        "line 1 is not UTF-8 text\n\
         line 2 holds a NUL byte\n\
         line 3 is empty: a command was expected\n\
         hint: help shows all commands\n\
         line 4 is longer than 4096 bytes\n",
    );
}

#[test]
fn a_command_at_the_wrong_place_says_where_it_works() {
    if can_trace() {
        shows!(
            "wrong_place",
            "server\nstep 2 --address 127.4.0.9:9999\nrun 3\nlist\ntcp\ntype client\nkill\nkill me\n\
             go 0\ngo on\nstop\n"
        );
    }
}

#[test]
fn without_cargo_the_next_command_is_still_obeyed() {
    let program = fresh("no cargo")
        .env("CARGO", "cargo")
        .env("PATH", "/nowhere");
    let output = program.output("run 2\nlist\n");
    assert_eq!(
        output.stderr,
        "could not start cargo to build the lesson: No such file or directory (os error 2)\n\
         hint: install Rust from https://rustup.rs, then open a new terminal\n"
    );
    assert_eq!((output.code, output.stdout.lines().count()), (1, 6));
}

#[test]
fn a_lesson_that_does_not_compile_is_no_end_of_the_session() {
    let folder = Folder::new("does not compile");
    folder.edit(2, |source| source.replace("let listener =", "let listener"));
    let output = folder.open().output("step 2\nlist\n");
    assert!(output.stderr.starts_with("error: expected"), "{output:?}");
    assert!(
        output.stderr.ends_with(
            "lesson 2 does not compile: mend lessons/lesson2_tcp.rs and run it again\n\
             hint: git diff lessons/lesson2_tcp.rs shows what you changed\n"
        ),
        "{output:?}"
    );
    assert_eq!((output.code, output.stdout.lines().count()), (1, 6));
}

#[test]
fn a_word_or_a_step_is_explained_between_runs_and_while_one_is_stepped() {
    if can_trace() {
        shows!(
            "explain",
            "explain\n? time wait\nTIME_WAIT\nexplain sockts\nexplain 12\n\
             step 2 --address 127.4.0.9:9999\ngo 11\n?11\nexplain go\nlistener\nread nowhere\n\
             go 15\nexplain 15\nstop\nexplain 12\nexplain 16\n"
        );
    }
}

#[test]
fn a_page_is_read_while_a_lesson_is_stepped() {
    if can_trace() {
        let at = address::own();
        let lines = format!("step 2 --address {at}\nread glossary\nread\nstop\n");
        let output = fresh("read in step").output(&lines);
        assert_eq!((output.code, &*output.stderr), (0, ""));
        for title in ["Glossary\n========", "Lesson 2: TCP\n============="] {
            assert!(output.stdout.contains(title), "{output:?}");
        }
    }
}

#[test]
fn a_lesson_of_one_program_offers_nothing_for_two() {
    if can_trace() {
        let help = fresh("alone")
            .output("step 1\nhelp\nhelp kill\nstop\n")
            .stdout;
        for name in ["server", "client", "join"] {
            assert!(!help.contains(&format!("\n  {name}")), "{help}");
        }
        assert!(help.contains("Which end: program"), "{help}");
    }
}

#[test]
fn when_all_is_done_there_is_no_next_one_and_that_is_no_failure() {
    let home = folder::empty(&home("all done"));
    let own = home.join("socket-workbook");
    std::fs::create_dir_all(&own).expect("a folder");
    let given = std::fs::read_dir(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/lessons/exercises/given"
    ));
    let passed = given.expect("a folder").map(|file| {
        let path = file.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy();
        format!("exercise {name}\n")
    });
    let marks = "1\n2\n3\n4\n5\n6\n".to_owned() + &passed.collect::<String>();
    std::fs::write(own.join("progress"), marks).expect("a file");
    workbook([]).at_home(&home).args(["next"]).ends_with(
        0,
        "all six lessons are done, and all exercises are passed\nhint: give a number to see one again: cargo run -- run 2\n",
        "",
    );
}

#[test]
fn no_input_is_no_command() {
    fresh("nothing").ends_with(0, "", "");
}

#[test]
fn a_lesson_is_done_when_it_was_run_to_its_end() {
    if can_trace() {
        shows!(
            "done",
            "run 2 --address 127.4.0.1:9999\nlist\nstep 3\nstop\nlist\n"
        );
    }
}

#[test]
fn a_client_that_moves_first_is_refused_and_another_may_join() {
    if can_trace() {
        shows!(
            "client_first",
            "step 2 --address 127.4.0.2:9999\nclient\nclient\nclient\nclient 2\nkill client 9\ngo 16\n\
             client\nwho\nsource\nsockets\njoin\ngo 20\nsockets\ngo 3\ngo\nsockets\n"
        );
    }
}

#[test]
fn a_killed_server_says_goodbye_by_its_kernel() {
    if can_trace() {
        shows!(
            "killed",
            "step 6 --address 127.4.0.3:9999\ngo 24\ntype client it's me\nkill server\nserver\ngo\n"
        );
    }
}

#[test]
fn enter_goes_through_a_lesson_call_by_call() {
    if can_trace() {
        shows!(
            "enter",
            "step 2 --address 127.4.0.4:9999\n\n\n\n\nhelp\nctrl-d\nfoo\nstop\n"
        );
    }
}

#[test]
fn words_and_lanes_change_from_the_next_line_on_and_stay_changed() {
    if can_trace() {
        shows!(
            "settings",
            "step 2 --address 127.4.0.6:9999\n\nwords off\n\nlanes two\n\nlanes three\nwords\n\
             lanes one\ngo 5\nstop\nstep 2 --address 127.4.0.6:9999\ngo 2\nwords on\n\nstop\n"
        );
        shows!(
            "settings_of_talk",
            "talk 6 --address 127.4.0.7:9999\nwords off\nclient: a\nlanes two\nserver: b\nstop\n"
        );
    }
}

#[test]
fn the_source_is_shown_with_a_mark_where_each_end_is() {
    if can_trace() {
        shows!(
            "source",
            "step 2 --address 127.4.0.8:9999\nsource\nclient\nsource\ngo 5\nsource\ngo 14\nsource\nstop\n"
        );
    }
}

#[test]
fn a_lesson_is_named_by_its_number_or_by_its_title() {
    shows!(
        "names",
        "source 9\ntcp\nrun tpc\nstep Half-Close extra\ntalk UDP\n"
    );
    let by_number = session("number", "source 6\n");
    assert_eq!(session("name", "source half-close\n"), by_number);
    assert_eq!(session("title", "source Half-Close\n"), by_number);
}

#[test]
fn a_person_is_the_keyboard_of_all_ends() {
    if can_trace() {
        shows!(
            "talk",
            "talk 5 --address 127.4.0.5:9999\nclient: it's \"你好\"\njoin\nserver: hi\nclient 4: x\nhello there\n\
             ctrl-d client\nclient: late\nwho\nkill server\n"
        );
        shows!("no_talk", "talk 2\n");
    }
}

#[test]
fn a_progress_file_that_cannot_be_used_is_complained_of_once() {
    let program = fresh("broken");
    let file = folder::kept(&home("broken/socket-workbook")).join("progress");
    std::fs::write(&file, "1\nlots\n").unwrap_or_else(|error| panic!("{error}"));
    let output = program.output("list\nlist\n");
    assert_eq!(output.code, 0);
    let complaint = format!(
        "could not understand line 2 of {}: it is ignored\n\
         hint: delete that line, or the file; nothing else depends on it\n",
        file.display()
    );
    assert_eq!(output.stderr, complaint);
    assert!(output.stdout.starts_with("seen  1  Concepts"), "{output:?}");
}
