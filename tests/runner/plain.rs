//! Runs without narration: on request, and where tracing is refused.

use crate::support::filters::Filters;
use crate::support::{Output, Program, address, by_newcomer, program, run, system, workbook};

const ASKED: &str = "Plain run: no narration, as asked.\n";
const REFUSED: &str = "no narration, because this system does not let one program trace \
                       another (ptrace: Operation not permitted (os error 1))";

/// The two ends run freely: only the order of what one end prints is certain, and of what is
/// typed.
fn by_end(run: Program) -> Output {
    let output = run.filtered(Filters::default()).output("");
    let (remark, lines) = output.stdout.split_once('\n').unwrap_or_default();
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.sort_by_key(|line| {
        let (typed, ends) = (line.contains(" < "), !line.contains(['│', '<']));
        (
            ends,
            typed,
            !typed && line.trim_start().starts_with("client"),
        )
    });
    Output {
        stdout: format!("{remark}\n{}\n", lines.join("\n")),
        ..output
    }
}

fn expected(remark: &str, lines: &str) -> Output {
    Output {
        code: 0,
        stdout: format!("{remark}{lines}"),
        stderr: String::new(),
    }
}

const LESSON_2: &str = "   server │ waiting for a connection...
   server │ connected: 127.0.0.1:[port]
   server │ 你好
   client │ 欢迎
   server   exits with code 0
   client   exits with code 0
";

#[test]
fn on_request_it_shows_what_both_ends_print_and_how_they_end() {
    let at = address::own();
    let plain = run(2, &at).args(["--plain-run"]);
    assert_eq!(by_end(plain), expected(ASKED, LESSON_2));
}

#[test]
fn the_script_is_typed_and_both_ends_of_lesson_6_end_by_themselves() {
    let at = address::own();
    let plain = run(6, &at).args(["--plain-run"]);
    let lines = format!(
        "   server │ waiting for a connection...
   server │ connected: 127.0.0.1:[port]
   server │ type lines to send them, exit to send no more
   server │ peer: 你好
   server │ end of stream: the peer will send no more
   server │ you can still send; type exit to finish
   server │ you will send no more
   server │ both ends have finished
   client │ connected: {at}
   client │ type lines to send them, exit to send no more
   client │ peer: 欢迎
   client │ you will send no more
   client │ peer: 还在
   client │ end of stream: the peer will send no more
   client │ both ends have finished
   client < 你好
   server < 欢迎
   client < exit
   server < 还在
   server < exit
   server   exits with code 0
   client   exits with code 0
"
    );
    assert_eq!(by_end(plain), expected(ASKED, &lines));
}

/// The workbook where it may not trace: what strace traces, nobody else can trace.
fn refused<'a>(words: impl IntoIterator<Item = &'a str>) -> Program {
    let workbook = env!("CARGO_BIN_EXE_workbook");
    let strace = "-f -o /dev/null -e trace=none".split(' ').chain([workbook]);
    by_newcomer(program("strace")).args(strace).args(words)
}

/// The transcript of a lesson as the workbook carries it, from its first line on.
fn recorded(lesson: u8) -> String {
    let log = format!(
        "{}/tests/snapshots/lesson{lesson}.log",
        env!("CARGO_MANIFEST_DIR")
    );
    workbook(["replay", &log]).output("").stdout
}

#[test]
fn where_tracing_is_refused_a_lesson_is_told_from_its_record() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let at = &address::own();
    let head = format!(
        "A recorded run of lesson 2 as it came: {REFUSED}. cargo run -- run 2 --plain-run runs your own.\n"
    );
    let told = head + &recorded(2);
    refused(["run", "2", "--address", at]).ends_with(0, &told, "");
}

#[test]
fn a_record_that_is_kept_as_a_log_is_not_taken_for_a_run() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let at = &address::own();
    let head = format!(
        "A recorded run of lesson 2 as it came: {REFUSED}. cargo run -- run 2 --plain-run runs your own.\n"
    );
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/lesson2.log");
    let kept = std::fs::read_to_string(kept).unwrap();
    let running = refused(["run", "2", "--address", at, "--log", "-"]).start();
    let Output { code, stderr, .. } = running.output();
    assert_eq!((code, stderr, running.raw_stdout()), (0, head, kept));
}

#[test]
fn where_tracing_is_refused_a_change_cannot_be_held_against_the_original() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let at = &address::own();
    let said = format!(
        "could not follow the pair call by call: {REFUSED}\n\
         hint: cargo run -- run 2 and cargo run -- step 2 tell a recorded run here\n"
    );
    refused(["diff", "2", "--address", at]).ends_with(1, "", &said);
}

#[test]
fn where_tracing_is_refused_a_record_is_stepped() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let at = &address::own();
    let stepping = refused(["step", "2", "--address", at]);
    let Output {
        code,
        stdout,
        stderr,
    } = stepping.output("\nclient\ngo 5\ngo 5\nstop\n");
    assert_eq!(code, 1, "{stdout}");
    assert_eq!(
        stderr,
        "this run was recorded: nobody can do anything else in it\n\
         hint: Enter tells the next step, go 24 goes on up to step 24\n\
         step 5 has happened already; the last one was step 5\n\
         hint: go 15 goes on up to step 15, go without a number to the end\n"
    );
    let (_, told) = stdout.split_once('\n').unwrap();
    let beginning = told.strip_suffix("\nStopped after step 5. Nothing of the pair is left.\n");
    let beginning = beginning.unwrap_or_else(|| panic!("{told}"));
    assert!(recorded(2).starts_with(beginning), "{told}");
}

#[test]
fn while_a_record_is_stepped_help_shows_what_works_there() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let at = &address::own();
    let stepping = refused(["step", "2", "--address", at]);
    let Output { code, stdout, .. } = stepping.output("help\nstop\n");
    assert_eq!(code, 0, "{stdout}");
    let (_, help) = stdout
        .split_once("Or type:\n")
        .unwrap_or_else(|| panic!("{stdout}"));
    let commands = help.lines().map_while(|line| line.strip_prefix("  "));
    let names = commands.filter_map(|row| row.split(' ').find(|_| !row.starts_with(' ')));
    let names: Vec<&str> = names.collect();
    assert_eq!(
        names,
        [
            "go", "words", "folds", "lanes", "explain", "read", "help", "stop"
        ],
        "{help}"
    );
}

#[test]
fn where_tracing_is_refused_a_pair_runs_plain_and_a_log_of_it_cannot_be_had() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    let pair = ["pair", "true", "true"];
    let plain = format!(
        "Plain run: {REFUSED}.\n   server   exits with code 0\n   client   exits with code 0\n"
    );
    refused(pair).ends_with(0, &plain, "");
    let said = format!(
        "could not follow the pair call by call: {REFUSED}\n\
         hint: cargo run -- run 2 and cargo run -- step 2 tell a recorded run here\n"
    );
    refused(pair.into_iter().chain(["--log", "-"])).ends_with(1, "", &said);
}

#[test]
fn a_workbook_that_is_killed_leaves_nothing_behind() {
    let at = &address::own();
    for moment in [
        "   server │ waiting for a connection...",
        "   server │ client 1 connected: 127.0.0.1:[client port]",
    ] {
        let plain = run(5, at).args(["--plain-run"]).start();
        plain.prints(moment).kill();
        plain.output();
        system::nothing_is_left(at);
    }
}
