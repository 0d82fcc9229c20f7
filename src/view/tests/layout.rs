//! What stands where, and to which column: headings, calls, states and words in both
//! forms, at every width. That a form changes nothing in what is said is held here too;
//! what the arrows mean is not looked at.

use super::story::{CLIENT, sends, story};
use crate::terminal::escape::width;
use crate::view::look::{Lanes, Look, Width};
use event::{Data, End, Ending, Exited, Output, What};
use insta::assert_snapshot;

#[test]
fn the_server_stands_left_and_the_client_right_of_the_step() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.line("stream.write_all(\"你好\".as_bytes())?;");
    let story = sends(story, CLIENT, CLIENT, "你好");
    let story = sends(story, End::Server, CLIENT, "欢迎");
    let exited = Exited {
        how: Ending::Code(0),
        other_threads: 0,
        is_child: false,
        closed: Vec::new(),
        reached: Vec::new(),
    };
    let story = story.then(End::Server, What::Exited(exited));
    let story = story.prints(CLIENT, "欢迎");
    assert_snapshot!(story.in_two(92), @r#"

    server │ lesson                        │
      starts                               │     1
        a program of its own; it knows     │
        nothing of the workbook that       │
        watches it                         │
                                           │
                                           │          │ client │ lesson
                                           │     2    │   starts
                                           │          │
                                           │          │ client 7 │ stream.write_all("你好"
                                           │          │          │ .as_bytes())?;
                                           │◀─── 3 ───┤   call(3, "你好") = 6
                                           │          │     the kernel took 6 bytes and brings
                                           │          │     them to the peer. The call does
                                           │          │     not wait until they are read
                                           │          │
    server 7 │ stream.write_all("你好"     │          │
             │ .as_bytes())?;              │          │
      call(3, "欢迎") = 6                  ├──── 4 ──▶│
        the kernel took 6 bytes            │          │
      server: exits with code 0            │     5    │
                                                      │
                                                      │ client 7 │ stream.write_all("你好"
                                                      │          │ .as_bytes())?;
                                                 6    │   prints "欢迎"
    "#);
}

#[test]
fn the_middle_stays_in_its_column_beside_wide_characters() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.line("println!(\"你好，世界\"); // 一行很长很长很长很长很长很长很长的注释");
    let story = story.prints(
        End::Server,
        "你好你好你好你好你好你好你好你好你好你好你好你好",
    );
    let story = story.prints(CLIENT, "a你好b你好你好你好你好你好你好你好你好你好你好c");
    for columns in [60, 77, 110, 111, 140, 160, 300] {
        let lane = (columns.min(160) - 13) / 2;
        for line in story.in_two(columns).lines().skip(5) {
            let from = line
                .char_indices()
                .find_map(|(at, c)| (c == '│' && width(&line[..at]) == lane + 1).then_some(at));
            assert!(from.is_some(), "no upright line at {}: {line}", lane + 1);
        }
    }
}

#[test]
fn long_lines_wrap_inside_their_lane_and_a_very_long_one_is_marked() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = story.line(
        "let everything = iterator.map(|item| item.first_of_all()).filter(|item| \
         item.is_what_we_want()).flat_map(|item| item.all_of_its_parts()).collect::<Vec<_>>();",
    );
    let story = story.prints(CLIENT, "forty columns are not enough for what is said here");
    assert_snapshot!(story.in_two(80), @r#"

    server │ lesson                  │
      starts                         │     1
        a program of its own; it     │
        knows nothing of the         │
        workbook that watches it     │
                                     │
                                     │          │ client │ lesson
                                     │     2    │   starts
                                     │          │
                                     │          │ client 7 │ let everything =
                                     │          │          │ iterator
                                     │          │          │ .map(|item| item
                                     │          │          │ .first_of_all()).fil…
                                     │     3    │   prints "forty columns are not
                                     │          │     enough for what is said
                                     │          │     here"
    "#);
}

#[test]
fn colour_changes_nothing_but_the_codes() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = sends(story.line("stream.write_all(…)?;"), CLIENT, CLIENT, "你好");
    let story = story.then(
        End::Server,
        What::Printed {
            output: Output::Error,
            text: Data::from(&b"a complaint"[..]),
        },
    );
    for lanes in [Lanes::One, Lanes::Two] {
        let plain = story.shown(110, lanes, false);
        let coloured = story.shown(110, lanes, true);
        assert!(!plain.contains('\x1b'));
        assert!(coloured.contains("\x1b["));
        assert_eq!(without_codes(&coloured), plain);
    }
}

fn without_codes(text: &str) -> String {
    let mut pieces = text.split("\x1b[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain += piece.split_once('m').map_or("", |(_, text)| text);
    }
    plain
}

#[test]
fn both_forms_say_the_same_in_the_same_order() {
    let story = story().starts(End::Server).starts(CLIENT);
    let story = sends(story.line("stream.write_all(…)?;"), CLIENT, CLIENT, "你好");
    let story = sends(story, End::Server, CLIENT, "欢迎");
    let story = story.prints(CLIENT, "a line that two lanes have to wrap and one has not");
    // Numbers, bars and spaces stand elsewhere; the letters do not.
    let letters = |lanes, columns| -> String {
        let shown = story.shown(columns, lanes, false);
        shown.chars().filter(|c| c.is_alphabetic()).collect()
    };
    let reference = letters(Lanes::One, 100);
    assert_eq!(letters(Lanes::One, 50), reference);
    for columns in [80, 110, 160] {
        assert_eq!(letters(Lanes::Two, columns), reference, "{columns}");
    }
}

#[test]
fn without_words_the_bare_calls_are_left() {
    let story = sends(story().starts(End::Server), End::Server, CLIENT, "你好");
    let look = Look {
        width: Width::Any,
        lanes: Lanes::Auto,
        words: false,
        all_steps: false,
        colour: false,
    };
    assert_snapshot!(story.shown_as(look), @r#"

    server │ lesson
      1  starts
      2  call(3, "你好") = 6
    "#);
}

#[test]
fn one_lane_wraps_a_long_call_too() {
    let story = story().starts(End::Server);
    let story = story.prints(
        End::Server,
        "a long line that does not fit into forty columns",
    );
    assert_snapshot!(story.shown(40, Lanes::One, false), @r#"

    server │ lesson
      1  starts
             a program of its own; it knows
             nothing of the workbook that
             watches it
      2  prints "a long line that does not
           fit into forty columns"
    "#);
}
