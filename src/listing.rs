//! Source text with line numbers, and with a mark where a thread is.

use crate::narrate::quote::line;
use std::collections::BTreeMap;

/// Lines shown before and after a marked one.
const AROUND: usize = 3;

/// The whole text, numbered.
pub fn numbered(text: &str) -> Vec<String> {
    let lines = text.lines().zip(1..);
    lines
        .map(|(text, number): (_, usize)| one("", number, text))
        .collect()
}

/// The lines around the marked ones. `marks` holds for a line number who is there.
pub fn marked(text: &str, marks: &BTreeMap<usize, String>) -> Vec<String> {
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
        match marks.get(&number) {
            Some(who) => {
                shown.push(one("> ", number, text));
                shown.push(format!("       └ {who}"));
            }
            None => shown.push(one("  ", number, text)),
        }
    }
    shown
}

fn one(mark: &str, number: usize, text: &str) -> String {
    let text = line(text.as_bytes());
    format!("{mark}{number:>4} │ {text}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_shows_who_is_at_a_line_and_gaps_are_marked() {
        let text: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let marks = BTreeMap::from([(1, "server".to_owned()), (20, "client".to_owned())]);
        let expected = "\
>    1 │ line 1
       └ server
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
