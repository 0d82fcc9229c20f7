//! The prompt in windows of different sizes, and in one that changes.

use crate::screen::Screen;
use crate::support::filters::Filters;
use crate::support::{address, folder};
use crate::{can_trace, fresh, roles};
use unicode_width::UnicodeWidthStr;

/// The first screen, the help, and a lesson that is stepped, in this many columns.
fn tour(columns: u16, shown: &str) -> String {
    let at = &address::shown_as(shown);
    let screen = Screen::at_prompt(fresh(&format!("tour{columns}")), columns, 120);
    screen.types("help\n");
    screen
        .shows("more of it.")
        .waits_at(">")
        .types("run nine\n");
    screen.shows("half-close").waits_at(">");
    screen.types(&format!("step 2 --address {at}\n"));
    screen.waits_at("step 1 ·").types("source\n");
    screen.shows("begin here").waits_at("step 1 ·");
    for step in 2..=7 {
        screen.types("\n").waits_at(&format!("step {step} ·"));
    }
    screen.types("go 11\n").waits_at("step 12 ·");
    for (count, look) in ["who\n", "sockets\n"].into_iter().enumerate() {
        screen.types(look).becomes("another prompt", |text| {
            text.matches("\nstep 12 ·").count() == count + 2 && text.ends_with('>')
        });
    }
    let text = screen.text();
    screen.types("stop\n").shows("Nothing of the pair is left.");
    screen.waits_at(">").types("quit\n");
    assert_eq!(screen.ends(), 0);
    roles(&without_cut_ports(&text), at)
}

/// Where what is printed is cut inside of a port, that port is left out.
fn without_cut_ports(text: &str) -> String {
    let pieces = text.split_inclusive("127.0.0.1:").map(|piece| {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.starts_with("\"…") {
            rest
        } else {
            piece
        }
    });
    pieces.collect()
}

#[test]
fn sixty_columns_are_enough() {
    if can_trace() {
        insta::assert_snapshot!("columns60", tour(60, "127.4.3.1:9999"));
    }
}

#[test]
fn eighty_columns_are_usual() {
    if can_trace() {
        insta::assert_snapshot!("columns80", tour(80, "127.4.3.2:9999"));
    }
}

#[test]
fn from_110_columns_on_there_are_two_lanes() {
    if can_trace() {
        insta::assert_snapshot!("columns110", tour(110, "127.4.3.3:9999"));
    }
}

#[test]
fn wide_windows_give_the_lanes_more_room() {
    if can_trace() {
        insta::assert_snapshot!("columns160", tour(160, "127.4.3.4:9999"));
    }
}

/// The columns of a line at which a bar stands.
fn bars(line: &str) -> Vec<usize> {
    let bars = line.match_indices('│');
    bars.map(|(at, _)| line[..at].width()).collect()
}

#[test]
fn lanes_stay_aligned_beside_chinese_text() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("chinese"), 120, 200);
    let at = address::own();
    screen.types(&format!("run 6 --address {at}\n"));
    screen.shows("was played to its end").waits_at(">");
    let text = screen.text();
    for words in ["sendto(4, \"你好\\n\")", "sendto(3, \"欢迎\\n\")"] {
        let line = text.lines().find(|line| line.contains(words));
        let line = line.unwrap_or_else(|| panic!("no {words} in {text}"));
        let bars = bars(&line.replace(['◀', '▶', '├', '┤'], "│"));
        assert!(
            bars.contains(&54) && bars.contains(&65),
            "{bars:?} in {line}"
        );
    }
    screen.types("quit\n");
    assert_eq!(screen.ends(), 0);
}

#[test]
fn a_stepped_lesson_follows_the_window() {
    if !can_trace() {
        return;
    }
    let screen = Screen::at_prompt(fresh("resized step"), 120, 100);
    let at = &address::shown_as("127.4.3.6:9999");
    screen.types(&format!("step 2 --address {at}\n"));
    for step in 1..=3 {
        screen.waits_at(&format!("step {step} ·")).types("\n");
    }
    // Two lanes, then one in a narrow window, then two again.
    screen.waits_at("step 4 ·").resizes(70, 100);
    for step in 4..=5 {
        screen.types("\n").waits_at(&format!("step {} ·", step + 1));
    }
    screen.resizes(110, 100).types("\n").waits_at("step 7 ·");
    let text = Filters::at(at).apply(&screen.text());
    insta::assert_snapshot!("resized_step", text);
    screen.types("stop\n").shows("Nothing of the pair is left.");
    screen.waits_at(">").types("quit\n");
    assert_eq!(screen.ends(), 0);
}

#[test]
fn a_run_follows_the_window() {
    if !can_trace() {
        return;
    }
    let sign = folder::empty("prompt/go on").join("sign");
    let screen = Screen::at_prompt(fresh("resized run"), 120, 40);
    screen.types(&format!(
        "pair 'sh -c \"echo before; while [ ! -e \\\"{}\\\" ]; do :; done; echo after\"' true\n",
        sign.display()
    ));
    // It computes until the sign is there.
    screen.shows("waiting for a program");
    screen.resizes(70, 40);
    std::fs::write(&sign, "").unwrap_or_else(|error| panic!("{error}"));
    screen.shows("followed to its end").waits_at(">");
    let text = screen.text();
    let line = |words: &str| {
        let found = text.lines().find(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("no {words} in {text}"))
    };
    assert_eq!(bars(line("   starts   ")), [54], "{text}");
    assert_eq!(line("prints \"after\""), "   3  server: prints \"after\"");
    screen.types("quit\n");
    assert_eq!(screen.ends(), 0);
}
