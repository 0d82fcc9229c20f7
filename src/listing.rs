//! Source text with line numbers, and with a mark where a thread is.

use crate::narrate::quote::{line, width};
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
    let widest = marks.values().map(|mark| width(mark)).max().unwrap_or(0) + 1;
    let mut shown = Vec::new();
    let mut last = 0;
    for (text, number) in text.lines().zip(1..) {
        if !marks.keys().any(|mark| mark.abs_diff(number) <= AROUND) {
            continue;
        }
        if last != 0 && last + 1 != number {
            shown.push(format!("{:widest$}     …", ""));
        }
        last = number;
        let mark = marks
            .get(&number)
            .map_or(String::new(), |who| format!("{who}>"));
        let filler = widest - width(&mark);
        shown.push(one(&format!("{:filler$}{mark}", ""), number, text));
    }
    shown
}

fn one(mark: &str, number: usize, text: &str) -> String {
    format!("{mark}{number:>4} │ {}", line(text.as_bytes()))
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_shows_who_is_at_a_line_and_gaps_are_marked() {
        let text: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let marks = BTreeMap::from([(2, "server".to_owned()), (15, "client".to_owned())]);
        let shown = marked(&text, &marks);
        assert_eq!(
            shown[0],
            "          1 │ line 1".strip_prefix("").unwrap_or_default()
        );
        assert_eq!(shown[1], "server>   2 │ line 2");
        assert_eq!(shown[5], "            …");
        assert_eq!(shown[9], "client>  15 │ line 15");
    }
}
