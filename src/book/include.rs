//! mdBook's includes, filled in: `{{#include FILE}}`, `{{#include FILE:ANCHOR}}`,
//! `{{#include FILE:2:10}}`, and `rustdoc_include` the same.

use crate::narrate::message;
use crate::narrate::message::Book;
use std::fs;
use std::path::Path;

/// The chapter with its includes in place. What cannot be included says so.
pub fn fill_in(text: &str, chapter: &Path) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{#") {
        let Some((inside, after)) = after.split_once("}}") else {
            break;
        };
        filled += before;
        match inside.split_once(char::is_whitespace) {
            Some(("include" | "rustdoc_include", what)) => {
                filled += &included(what.trim(), chapter)
            }
            _ => filled += &format!("{{{{#{inside}}}}}"),
        }
        rest = after;
    }
    filled + rest
}

fn included(what: &str, chapter: &Path) -> String {
    let (file, part) = what.split_once(':').unwrap_or((what, ""));
    let path = chapter.parent().unwrap_or(Path::new("")).join(file);
    let text = fs::read_to_string(&path).ok();
    let lines = text.as_deref().and_then(|text| select(text, part));
    lines.map_or_else(
        || message(Book::NotIncluded(what)),
        |lines| lines.join("\n"),
    )
}

/// In a comment of any language, with the name of the piece that begins or ends.
const MARKS: [&str; 2] = ["ANCHOR:", "ANCHOR_END:"];

/// The name after the mark.
fn named<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let (_, after) = line.split_once(mark)?;
    let after = after.trim_start();
    let end = after.find(|c: char| !c.is_alphanumeric() && !"_-".contains(c));
    let name = &after[..end.unwrap_or(after.len())];
    (!name.is_empty()).then_some(name)
}

/// The lines of an anchor or of a range, counted from 1; all without the anchors' marks.
fn select<'a>(text: &'a str, part: &str) -> Option<Vec<&'a str>> {
    let is_mark = |line: &str| MARKS.iter().any(|mark| named(line, mark).is_some());
    let [begins, ends] = MARKS.map(|mark| move |line: &&str| named(line, mark) == Some(part));
    let first = part.split(':').next().unwrap_or_default();
    let lines: Vec<&str> = match (part, first.parse::<usize>()) {
        ("", _) => text.lines().collect(),
        (_, Ok(from)) => range(text, from, part),
        _ if part.starts_with(':') => range(text, 1, part),
        _ => {
            let inside = text.lines().skip_while(|line| !begins(line)).skip(1);
            inside.take_while(|line| !ends(line)).collect()
        }
    };
    let lines: Vec<&str> = lines.into_iter().filter(|line| !is_mark(line)).collect();
    (!lines.is_empty()).then_some(lines)
}

/// `2` is one line, `2:` and `2:10` and `:10` are several.
fn range<'a>(text: &'a str, from: usize, part: &str) -> Vec<&'a str> {
    let to = match part.split_once(':') {
        None => from,
        Some((_, "")) => usize::MAX,
        Some((_, to)) => to.trim_end_matches(':').parse().unwrap_or(usize::MAX),
    };
    let numbered = text.lines().zip(1..);
    numbered
        .filter(|(_, number)| (from..=to).contains(number))
        .map(|(line, _)| line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "one\n// ANCHOR: a\ntwo\n// ANCHOR: b\nthree\n// ANCHOR_END: b\n// ANCHOR_END: a\nfour";

    #[test]
    fn an_anchor_gives_its_lines_without_the_marks() {
        assert_eq!(select(TEXT, "a"), Some(vec!["two", "three"]));
        assert_eq!(select(TEXT, "b"), Some(vec!["three"]));
        assert_eq!(select(TEXT, "c"), None);
        let html = "<!-- ANCHOR: a -->\none\n<!--ANCHOR:b-->\ntwo\n<!-- ANCHOR_END: a -->";
        assert_eq!(select(html, "a"), Some(vec!["one", "two"]));
        assert_eq!(select(TEXT, ""), Some(vec!["one", "two", "three", "four"]));
    }

    #[test]
    fn a_range_may_be_open_at_either_side() {
        assert_eq!(select("a\nb\nc\nd", "2"), Some(vec!["b"]));
        assert_eq!(select("a\nb\nc\nd", "2:3"), Some(vec!["b", "c"]));
        assert_eq!(select("a\nb\nc\nd", "3:"), Some(vec!["c", "d"]));
        assert_eq!(select("a\nb\nc\nd", ":2"), Some(vec!["a", "b"]));
    }

    #[test]
    fn what_is_no_include_stays() {
        let filled = fill_in("a {{#title x}} b {{#include no/such}} c", Path::new("x.md"));
        assert_eq!(
            filled,
            format!(
                "a {{{{#title x}}}} b {} c",
                message(Book::NotIncluded("no/such"))
            )
        );
    }
}
