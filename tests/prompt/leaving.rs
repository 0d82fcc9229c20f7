//! Whatever way a person leaves the workbook, or it is made to leave: the terminal is as it
//! was, and no program of a pair is left.

use crate::can_trace;
use crate::screen::Screen;
use crate::support::{address, eventually, folder, program, system};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// A shell that starts the workbook and compares the terminal's modes before and after.
fn shell(name: &str) -> Screen {
    shell_where(name, "nothing")
}

/// The same, of a workbook that fails on purpose at this place.
fn shell_where(name: &str, fails: &str) -> Screen {
    let folder = folder::empty(&format!("prompt/leaving/{name}"));
    let script = "stty -a > before; \"$0\"; echo code $?; stty -a > after; \
                  cmp before after && echo all is the same; read end";
    let shell = program("/bin/sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_workbook")])
        .current_dir(&folder);
    let shell = shell
        .at_home(&folder)
        .env("RUST_BACKTRACE", "0")
        .env("WORKBOOK_PANIC", fails)
        .env("TERM", "xterm");
    Screen::at_prompt(shell, 100, 50)
}

/// Waits until the workbook has left with this code, and looks at what it leaves behind.
fn left_clean(screen: &Screen, code: i32) {
    screen
        .shows(&format!("code {code}"))
        .shows("all is the same");
    let model = screen.model();
    let screen = model.screen();
    assert!(!screen.hide_cursor(), "the cursor is hidden");
    assert!(!screen.bracketed_paste(), "what is pasted gets marks");
    assert!(!screen.application_keypad() && !screen.application_cursor());
    assert!(!screen.alternate_screen());
}

/// The workbook that the shell has started.
fn workbook_of(screen: &Screen) -> Pid {
    let shell = screen.pid();
    let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"));
    let children = children.unwrap_or_else(|error| panic!("{error}"));
    let pid = children.split_whitespace().last();
    let pid = pid.and_then(|pid| pid.parse().ok());
    Pid::from_raw(pid.unwrap_or_else(|| panic!("the shell has no child")))
}

fn send(screen: &Screen, signal: Signal) {
    kill(workbook_of(screen), signal).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn by_a_command_or_a_key() {
    for (name, keys) in [("quit", "quit\n"), ("exit", "exit\n"), ("ctrl-d", "\x04")] {
        let screen = shell(name);
        screen.types(keys);
        left_clean(&screen, 0);
    }
}

#[test]
fn by_a_signal_at_the_prompt() {
    for signal in [Signal::SIGTERM, Signal::SIGHUP] {
        let screen = shell(signal.as_str());
        send(&screen, signal);
        left_clean(&screen, 128 + signal as i32);
    }
}

#[test]
fn by_a_signal_while_a_pair_is_stepped_or_talked_to() {
    if !can_trace() {
        return;
    }
    for (start, prompt) in [("step 2", "step 3 ·"), ("talk 6", "talk (")] {
        for signal in [Signal::SIGTERM, Signal::SIGHUP] {
            let at = &address::own();
            let screen = shell(&format!("{start} {signal}"));
            screen.types(&format!("{start} --address {at}\n"));
            if start == "step 2" {
                screen.waits_at("step 1 ·").types("\n");
                screen.waits_at("step 2 ·").types("\n");
            }
            screen.waits_at(prompt);
            send(&screen, signal);
            left_clean(&screen, 128 + signal as i32);
            system::nothing_is_left(at);
        }
    }
}

#[test]
fn by_a_signal_in_the_middle_of_a_run() {
    if !can_trace() {
        return;
    }
    let screen = shell("run");
    // It sleeps for the sum; the first number, which nobody else has, is found again among all
    // processes.
    let own = format!("990.{}", std::process::id());
    screen.types(&format!("pair 'sleep {own} 4 6' 'sleep {own} 4 6'\n"));
    screen.shows("all wait, one of them not for ever");
    send(&screen, Signal::SIGTERM);
    left_clean(&screen, 128 + Signal::SIGTERM as i32);
    eventually("the sleepers to go", || system::processes(&own).is_empty());
}

/// Only a workbook that is built with debug assertions can be made to fail.
#[test]
fn by_a_defect_of_the_workbook_itself() {
    if !can_trace() || !cfg!(debug_assertions) {
        return;
    }
    for (place, typed, when) in [
        ("step 7", "run 2", "at step 7"),
        ("step 7 twice", "run 2", "at step 7"),
        ("step 3", "step 2", "at step 3"),
        ("step 0", "run 2", "at no step of a run"),
        ("hint lis", "lis", "at no step of a run"),
        ("hint lis twice", "lis", "at no step of a run"),
        // In a thread of its own, so at any step.
        ("notice", "pair", "at "),
    ] {
        let at = &address::own();
        let screen = shell_where(&format!("defect {place}"), place);
        screen.types(&match typed {
            "lis" => "lis".to_owned(),
            "pair" => format!("pair 'sleep 992{}' 'sleep 992'\n", at.len()),
            lesson => format!("{lesson} --address {at}\n"),
        });
        if typed == "step 2" {
            screen.waits_at("step 1 ·").types("go\n");
        }
        screen.shows(&format!("the workbook itself has failed, {when}"));
        screen.shows("Please report this line");
        left_clean(&screen, 101);
        system::nothing_is_left(at);
    }
}

#[test]
fn a_killed_workbook_takes_the_pair_with_it() {
    if !can_trace() {
        return;
    }
    for (start, prompt) in [("step 6", "step 1 ·"), ("talk 5", "talk (")] {
        let at = &address::own();
        let screen = shell(&format!("killed {start}"));
        screen.types(&format!("{start} --address {at}\n"));
        screen.waits_at(prompt);
        assert!(
            !system::processes(at).is_empty(),
            "nobody is there to be killed"
        );
        send(&screen, Signal::SIGKILL);
        screen.shows("code 137");
        system::nothing_is_left(at);
    }
}

#[test]
fn a_killed_child_is_told_and_the_terminal_stays_as_it_was() {
    if !can_trace() {
        return;
    }
    let at = &address::own();
    let screen = shell("child");
    screen
        .types(&format!("talk 6 --address {at}\n"))
        .waits_at("talk (");
    // By somebody else, and not by the workbook's own command.
    for pid in system::processes(at) {
        kill(Pid::from_raw(pid as i32), Signal::SIGKILL).unwrap_or_else(|error| panic!("{error}"));
    }
    screen
        .types("\n")
        .shows("client: is killed by SIGKILL")
        .waits_at(">");
    screen.types("quit\n");
    left_clean(&screen, 0);
    system::nothing_is_left(at);
}
