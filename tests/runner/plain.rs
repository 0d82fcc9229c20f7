//! Runs without narration: on request, and where tracing is refused.

use crate::support::filters::Filters;
use crate::support::{Output, Program, address, by_newcomer, program, run, system};

const ASKED: &str = "Plain run: no narration, as asked.\n";
const REFUSED: &str = "Plain run: no narration, because this system does not let one program \
                       trace another (ptrace: Operation not permitted (os error 1)). The command read 2 \
                       shows a recorded one.\n";

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

#[test]
fn where_tracing_is_refused_it_runs_plain_and_says_why() {
    if !system::can_trace() || !system::has_strace() {
        return;
    }
    // What strace traces, nobody else can trace.
    let at = &address::own();
    let workbook = env!("CARGO_BIN_EXE_workbook");
    let strace = "-f -o /dev/null -e trace=none".split(' ');
    let words = strace.chain([workbook, "run", "2", "--address", at]);
    let refused = by_newcomer(program("strace"))
        .args(words)
        .filtered(Filters::of_run(2, at));
    assert_eq!(by_end(refused), expected(REFUSED, LESSON_2));
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
