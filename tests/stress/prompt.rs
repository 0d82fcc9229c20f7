//! Whatever is typed, the workbook obeys or says what is wrong; it never panics, and it ends.

use crate::form::{Random, alone, figure, times};
use crate::support::{Output, Program, address, folder, system, workbook};

/// How many lines are typed to one workbook.
const LINES: usize = 100;

/// The words of both tables of commands, of their values and of their options.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "list", "l", "run", "r", "next", "n", "step", "s", "talk", "t", "source", "read", "edit", "e",
    "pair", "p", "replay", "lanes", "words", "colour", "sockets", "help", "h", "server", "client", "c",
    "go", "g", "type", "ctrl-d", "join", "j", "kill", "k", "who", "w", "stop", "one", "two", "auto",
    "on", "off", "tcp", "udp", "chat", "Half-Close", "glossary", "client:", "server:", "client 2:",
    "client 99:", "--address", "--log", "--plain-run", "--type", "--help", "-h", "--", "-", "=",
    "127.0.0.1:1", "[::1]:9", "/", ".", "",
];

/// Numbers, marks that a shell minds, characters that a terminal minds.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "0", "1", "2", "7", "-1", "18446744073709551616", "99999999999999999999999", "1e9", "0x10",
    "'", "\"", "\\", "''", "\"\"", "#", "$", "`", "*", "|", "&&", ";", "%s%n", "{}", "{0}",
    "\u{1b}[2J", "\u{7}", "\u{8}", "\r", "\t", "\u{0}", "\u{7f}", "\u{9b}31m",
    "\u{202e}", "\u{200b}", "\u{2028}", "\u{feff}", "\u{e0041}", "e\u{301}\u{301}\u{301}",
    "你好", "हिन्दी", "👩‍👩‍👧", "é", "ß", "\u{10ffff}",
];

/// Commands that are obeyed while a pair is stepped.
const DURING: &[&str] = &[
    "server",
    "client",
    "go",
    "go 20",
    "who",
    "sockets",
    "source",
    "join",
    "words",
    "lanes two",
];

fn line(random: &mut Random) -> String {
    let words = (0..1 + random.below(6)).map(|_| match random.below(3) {
        0 => *random.one_of(ODD),
        _ => *random.one_of(WORDS),
    });
    let words: Vec<&str> = words.collect();
    let gap = *random.one_of(&[" ", " ", " ", "", "  ", "\t"]);
    words.join(gap)
}

/// What is said of a line that is typed while a pair is there. It must not begin a run, which
/// would be at the usual address.
fn line_during(random: &mut Random) -> String {
    let line = match random.below(4) {
        0 => (*random.one_of(DURING)).to_owned(),
        1 => format!("client: {}", line(random)),
        _ => format!("{} {}", random.one_of(DURING), line(random)),
    };
    line.replace("stop", "stp")
}

fn fresh(name: &str) -> Program {
    let folder = folder::empty(&format!("stress of the prompt/{name}"));
    let program = workbook([]).at_home(&folder).current_dir(&folder);
    program.env("RUST_BACKTRACE", "0").env("EDITOR", "true")
}

fn is_sound(output: &Output, typed: &str) {
    assert!((0..=2).contains(&output.code), "{typed:?}{output:?}");
    assert!(!output.stderr.contains("panicked"), "{typed:?}{output:?}");
}

#[test]
fn any_lines_at_the_prompt_are_obeyed_or_refused() {
    let _alone = alone();
    let mut random = Random::seeded();
    let workbooks = times(300, 10_000) / LINES;
    for _ in 0..workbooks {
        let mut lines: Vec<String> = (0..LINES).map(|_| line(&mut random)).collect();
        // The last line is obeyed: so none before it has ended the session.
        lines.push("list".to_owned());
        let typed = lines.join("\n") + "\n";
        // Nothing is found that could be run: neither cargo nor a program.
        let nothing = fresh("alone").env("CARGO", "cargo").env("PATH", "/nowhere");
        let output = nothing.output(&typed);
        is_sound(&output, &typed);
        assert!(output.stdout.contains("Half-close"), "{typed:?}{output:?}");
        // That of the first line that was refused: one that is no command, or one that needs what
        // is not there, such as an editor.
        assert!(matches!(output.code, 1 | 2), "{typed:?}{output:?}");
    }
    figure(&format!("prompt: {} lines, no panic", workbooks * LINES));
}

#[test]
fn any_lines_during_a_step_are_obeyed_or_refused() {
    if !system::can_trace() {
        return;
    }
    let _alone = alone();
    let mut random = Random::seeded();
    let workbooks = times(300, 10_000) / LINES;
    for number in 0..workbooks {
        let at = address::own();
        let lesson = 2 + number % 5;
        let lines: Vec<String> = (0..LINES).map(|_| line_during(&mut random)).collect();
        let lines = lines.join("\n");
        let typed = format!("step {lesson} --address {at}\n{lines}\nstop\nlist\n");
        let output = fresh("step").output(&typed);
        is_sound(&output, &typed);
        assert!(output.stdout.contains("Half-close"), "{typed:?}{output:?}");
        system::nothing_is_left(&at);
    }
    figure(&format!(
        "prompt: {} lines during a step, no panic",
        workbooks * LINES
    ));
}
