//! Source text with line numbers, and with a mark where a thread is.

use crate::terminal::columns::{code, room};
use crate::terminal::escape::line;
use std::collections::BTreeMap;

/// Lines shown before and after a marked one.
const AROUND: usize = 3;

/// The whole text, numbered.
pub fn numbered(text: &str) -> Vec<String> {
    let lines = text.lines().zip(1..);
    lines
        .flat_map(|(text, number): (_, usize)| one("", number, text))
        .collect()
}

/// The lines around the marked ones. `marks` holds for a line number who is there.
pub fn marked(text: &str, marks: &BTreeMap<usize, Vec<String>>) -> Vec<String> {
    let mut shown = Vec::new();
    let mut last = 0;
    for (text, number) in text.lines().zip(1..) {
        if !marks.keys().any(|mark| mark.abs_diff(number) <= AROUND) {
            continue;
        }
        if last != 0 && last + 1 != number {
            shown.push("      …".to_owned());
        }
        last = number;
        let here = marks.get(&number);
        let mark = if here.is_some() { "> " } else { "  " };
        shown.extend(one(mark, number, text));
        let here = here.into_iter().flatten();
        shown.extend(here.map(|who| format!("       └ {who}")));
    }
    shown
}

/// A line of the text with its number, in as many lines as it needs.
fn one(mark: &str, number: usize, text: &str) -> Vec<String> {
    let columns = room().saturating_sub(mark.len() + "   1 │ ".chars().count());
    let mut start = format!("{mark}{number:>4}");
    let mut lines = Vec::new();
    for piece in code(&line(text.as_bytes()), columns, columns) {
        lines.push(format!("{start} │ {piece}").trim_end().to_owned());
        start = format!("{:1$}", "", mark.len() + 4);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_shows_who_is_at_a_line_and_gaps_are_marked() {
        let text: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let marks = BTreeMap::from([
            (1, vec!["server".to_owned(), "client 2".to_owned()]),
            (20, vec!["client".to_owned()]),
        ]);
        let expected = "\
>    1 │ line 1
       └ server
       └ client 2
     2 │ line 2
     3 │ line 3
     4 │ line 4
      …
    17 │ line 17
    18 │ line 18
    19 │ line 19
>   20 │ line 20
       └ client";
        assert_eq!(marked(&text, &marks).join("\n"), expected);
    }
}
