//! The prompt in a real terminal.

use crate::screen::Screen;
use crate::support::filters::Filters;
use crate::support::{address, folder, program, workbook};
use crate::{can_trace, fresh, home};

const LEAVES: i32 = 0;

#[test]
fn the_first_screen_says_what_this_is_and_what_to_type() {
    let screen = Screen::of(fresh("first"), 100, 24);
    screen.waits_at(">");
    insta::assert_snapshot!(screen.text());
    assert!(screen.text().lines().count() <= 14);
    assert_eq!(screen.types("quit\n").ends(), LEAVES);
}

#[test]
fn tab_completes_and_ctrl_c_says_how_to_leave() {
    let screen = Screen::at_prompt(fresh("tab"), 80, 40);
    screen.types("lis\t").shows("> list");
    screen
        .types("\x03")
        .shows("Type quit or press Ctrl-D to leave the workbook.")
        .waits_at(">");
    let candidates = [
        ("so\t\t", "source    solution  sockets"),
        ("run H\t", "> run half-close"),
        ("step t\t\t", "tcp      threads"),
        ("help wo\t", "> help words"),
        ("lanes a\t", "> lanes auto"),
    ];
    for (number, (keys, shown)) in candidates.into_iter().enumerate() {
        screen.types(keys).shows(shown).types("\x03");
        // Only then: what is typed at once after Ctrl-C is thrown away.
        screen.becomes("a new prompt", |text| {
            text.matches("to leave the workbook").count() == number + 2 && text.ends_with("\n>")
        });
    }
    screen.types("\x04");
    assert_eq!(screen.ends(), LEAVES);
}

#[test]
fn keys_that_are_no_text_are_refused_and_the_prompt_is_back() {
    let screen = Screen::at_prompt(fresh("keys"), 80, 40);
    screen.types_bytes(b"\xff");
    screen.shows("keys that are not UTF-8 text").waits_at(">");
    screen.types("li\0st\n").becomes("the list again", |text| {
        text.matches("Half-close").count() == 2
    });
    screen.waits_at(">").types(&"long ".repeat(900));
    screen
        .types("\n")
        .shows("there is no command long")
        .waits_at(">");
    screen.types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}

#[test]
fn history_goes_on_in_the_next_session() {
    let first = Screen::at_prompt(fresh("history"), 80, 24);
    first
        .types("help quit\n")
        .shows("Usage: quit")
        .waits_at(">")
        .types("quit\n");
    assert_eq!(first.ends(), LEAVES);
    let again = workbook([])
        .at_home(&folder::kept(&home("history")))
        .env("TERM", "xterm");
    let second = Screen::at_prompt(again, 80, 24);
    second.types("\x1b[A").shows("> quit");
    second.types("\x1b[A").shows("> help quit").types("\x03");
    second
        .shows("to leave the workbook")
        .waits_at(">")
        .types("\x04");
    assert_eq!(second.ends(), LEAVES);
}

#[test]
fn a_setting_is_kept_for_the_next_time() {
    let first = Screen::at_prompt(fresh("kept"), 100, 24);
    first.types("words off\n");
    first
        .shows("words off holds from now on, also when the workbook is started again.")
        .waits_at(">")
        .types("quit\n");
    assert_eq!(first.ends(), LEAVES);
    let home = folder::kept(&home("kept"));
    let again = |words: &[&str]| {
        let workbook = workbook([]).at_home(&home).args(words);
        workbook.output("").stdout
    };
    let replay = ["replay", "tests/snapshots/lesson2.log"];
    let asleep = "nobody has connected";
    assert!(!again(&replay).contains(asleep));
    assert!(again(&[&replay[..], &["--words", "on"]].concat()).contains(asleep));
    // In a shell the same, and the options of one run are kept by nobody.
    assert!(again(&["words", "on"]).starts_with("words on holds from now on"));
    assert!(again(&replay).contains(asleep));
}

#[test]
fn a_person_steps_chooses_who_moves_and_kills() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("step"), 100, 70);
    let at = &address::shown_as("127.4.1.1:9999");
    screen.types(&format!("step 2 --address {at}\n"));
    screen
        .waits_at("step 1 · server: starts (or client)>")
        .types("client\n");
    screen
        .waits_at("step 2 · client: socket(AF_INET, SOCK_STREAM) (or server)>")
        .types("\n");
    screen
        .waits_at(&format!("step 3 · client: connect(3, {at}) (or server)>"))
        .types("\n");
    screen.waits_at("step 4 ·").types("kill client\n");
    screen
        .waits_at("step 5 · server: starts>")
        .types("sockets\n");
    screen
        .shows("The pair has no socket at this moment.")
        .waits_at("step 5 ·")
        .types("go 11\n");
    screen.waits_at("step 12 · all wait; Enter ends the lesson, join starts another client>");
    insta::assert_snapshot!(Filters::at(at).apply(&screen.text()));
    screen
        .types("\x03")
        .shows("The pair waits. Type stop (or press Ctrl-D) to end it.")
        .waits_at("step 12 ·");
    screen
        .types("\x04")
        .shows("Stopped after step 11. Nothing of the pair is left.")
        .waits_at(">");
    screen.types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}

#[test]
fn tab_completes_what_can_be_typed_at_a_step() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("tab at a step"), 100, 60);
    let at = address::own();
    screen.types(&format!("step 4 --address {at}\n"));
    let candidates = [
        ("c\t\t", "client      ctrl-d      client:     client 2:"),
        ("kill s\t", "> kill server"),
        ("type client\t\t", "client    client 2  client 3"),
        ("words of\t", "> words off"),
    ];
    for (number, (keys, shown)) in candidates.into_iter().enumerate() {
        screen.waits_at("step 1 ·").types(keys).shows(shown);
        screen.types("\x03").becomes("a new prompt", |text| {
            text.matches("The pair waits.").count() == number + 1 && text.ends_with('>')
        });
    }
    screen
        .types("stop\n")
        .shows("Stopped before the first step.");
    screen.waits_at(">").types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}

/// What a terminal sends for a text that is pasted: xterm, mode 2004.
fn pasted(text: &str) -> String {
    format!("\x1b[200~{text}\x1b[201~")
}

#[test]
fn several_lines_that_are_pasted_are_several_commands() {
    let screen = Screen::at_prompt(fresh("pasted"), 100, 60);
    screen
        .types(&pasted("words off\nsource 9\nlessons\n"))
        .types("\n");
    screen
        .shows("> source 9\nthere is no lesson 9\n")
        .shows("> lessons\nthere is no command lessons")
        .waits_at(">");
    screen.types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}

/// What a hasty person types, or what a terminal without marks for a paste sends.
#[test]
fn several_lines_that_come_at_once_are_several_commands() {
    let screen = Screen::at_prompt(fresh("at once"), 100, 60);
    // More than a line editor reads in one piece.
    let lines: Vec<String> = (100..400).map(|page| format!("source {page}\r")).collect();
    screen.types(&lines.concat());
    screen.shows("there is no lesson 399").waits_at(">");
    screen.types("quit\n");
    let output = screen.output();
    for page in 100..400 {
        let answer = format!("there is no lesson {page}\r\n");
        assert_eq!(output.matches(&answer).count(), 1, "{answer}");
    }
    assert_eq!(screen.ends(), LEAVES);
}

#[test]
fn several_lines_that_come_at_once_at_a_step_are_several_commands() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("at once at a step"), 100, 70);
    let at = &address::own();
    screen.types(&format!("step 2 --address {at}\rgo 6\rwho\rsockets\r"));
    screen
        .shows("is stopped before its next step: accept4(3)")
        .shows("held by")
        .waits_at("step 7 ·");
    screen.types("stop\n").waits_at(">").types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}

#[test]
fn lines_that_come_while_a_pair_runs_are_commands_after_it() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("while it runs"), 100, 60);
    screen.types("pair 'sleep 0.5' 'sleep 0.5'\n");
    screen.shows("2  starts").types("source 9\rlessons\r");
    screen
        .shows("there is no lesson 9")
        .shows("there is no command lessons")
        .waits_at(">");
    screen.types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}

/// Nobody writes into it, so whoever opens it and waits would wait for ever.
fn fifo(path: &std::path::Path) {
    let mkfifo = program("mkfifo").args([path]).output("");
    assert_eq!(mkfifo.code, LEAVES, "{mkfifo:?}");
}

#[test]
fn a_fifo_in_the_place_of_what_is_remembered_holds_nobody_up() {
    let person = fresh("fifos");
    let folder = folder::kept(&home("fifos")).join("socket-workbook");
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
    fifo(&folder.join("progress"));
    fifo(&folder.join("history"));
    let screen = Screen::of(person, 100, 40);
    screen
        .shows("socket-workbook/progress is no file")
        .waits_at(">");
    screen
        .types("run 1\n")
        .shows("Lesson 1 was played")
        .waits_at(">");
    screen.types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}

#[test]
fn ctrl_c_takes_back_what_was_pasted_after_the_command_that_it_stops() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("pasted and stopped"), 100, 60);
    screen
        .types(&pasted("pair 'sleep 1001' 'sleep 1001'\nlessons\n"))
        .types("\n");
    screen.shows("all wait, one of them not for ever");
    screen
        .types("\x03")
        .shows("stopped; nothing of the pair is left")
        .waits_at(">");
    screen.types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
    assert!(!screen.text().contains("no command lessons"));
}

#[test]
fn ctrl_c_in_the_middle_of_a_run_gives_the_prompt_back() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("interrupt"), 100, 30);
    screen.types("pair 'sleep 1000' 'sleep 1000'\n");
    screen
        .shows("2  starts")
        .shows("all wait, one of them not for ever");
    screen
        .types("\x03")
        .shows("stopped; nothing of the pair is left");
    screen.waits_at(">").types("list\n");
    screen.becomes("the list again", |text| {
        text.matches("Half-close").count() == 2
    });
    screen.types("quit\n");
    assert_eq!(screen.ends(), LEAVES);
}
