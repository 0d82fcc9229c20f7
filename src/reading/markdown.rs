//! Markdown as plain text: enough for the chapters of the book. Headings are underlined,
//! code is indented, paragraphs are wrapped, links keep their text.

use crate::narrate::quote::{line, width};
use textwrap::Options;

pub fn to_text(markdown: &str, columns: usize) -> Vec<String> {
    let mut page = Page {
        columns,
        lines: Vec::new(),
        paragraph: String::new(),
        code: None,
    };
    let without = without_comments(markdown);
    without.lines().for_each(|text| page.line(text));
    page.end_paragraph();
    // A chapter may be a learner's own: nothing in it may drive the terminal.
    page.lines
        .iter()
        .map(|text| line(text.as_bytes()))
        .collect()
}

struct Page {
    columns: usize,
    lines: Vec<String>,
    paragraph: String,
    /// Inside a block of code: whether it is Rust, whose lines after `# ` are hidden.
    code: Option<bool>,
}

impl Page {
    fn line(&mut self, text: &str) {
        let trimmed = text.trim_start();
        if let Some(info) = trimmed.strip_prefix("```") {
            self.end_paragraph();
            self.code = match self.code {
                Some(_) => None,
                None => Some(info.starts_with("rust")),
            };
        } else if let Some(is_rust) = self.code {
            if !(is_rust && (trimmed == "#" || trimmed.starts_with("# "))) {
                self.lines.push(format!("    {text}").trim_end().to_owned());
            }
        } else if trimmed.is_empty() {
            self.end_paragraph();
            self.empty_line();
        } else if let Some(title) = heading(trimmed) {
            self.end_paragraph();
            self.empty_line();
            let title = inline(title.1);
            let under = if trimmed.starts_with("# ") { "=" } else { "-" };
            self.lines.push(title.clone());
            self.lines.push(under.repeat(width(&title)));
        } else if trimmed.starts_with('|') {
            // A table is readable as it is.
            self.end_paragraph();
            self.lines.push(inline(trimmed));
        } else {
            if starts_item(trimmed) || trimmed.starts_with('>') {
                self.end_paragraph();
            }
            if !self.paragraph.is_empty() {
                self.paragraph.push(' ');
            }
            let text = if self.paragraph.is_empty() {
                text.trim_end()
            } else {
                trimmed.trim_end()
            };
            self.paragraph.push_str(text);
        }
    }

    fn empty_line(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn end_paragraph(&mut self) {
        let text = inline(&std::mem::take(&mut self.paragraph));
        if text.is_empty() {
            return;
        }
        let indent = text.len() - text.trim_start().len();
        let hanging = match starts_item(text.trim_start()) || text.trim_start().starts_with("> ") {
            true => indent + text.trim_start().find(' ').unwrap_or(0) + 1,
            false => indent,
        };
        let (first, rest) = (" ".repeat(indent), " ".repeat(hanging));
        let options = Options::new(self.columns)
            .initial_indent(&first)
            .subsequent_indent(&rest);
        for wrapped in textwrap::wrap(text.trim_start(), options) {
            self.lines.push(wrapped.into_owned());
        }
    }
}

fn heading(text: &str) -> Option<(&str, &str)> {
    let (marks, title) = text.split_once(' ')?;
    let is_heading = (1..=6).contains(&marks.len()) && marks.bytes().all(|byte| byte == b'#');
    is_heading.then_some((marks, title))
}

/// `- `, `* `, `1. `
fn starts_item(text: &str) -> bool {
    let Some((mark, _)) = text.split_once(' ') else {
        return false;
    };
    let number = mark.strip_suffix('.').unwrap_or_default();
    matches!(mark, "-" | "*" | "+") || number.parse::<u32>().is_ok()
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept += before;
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Links as their text, with the address where it leads out of the book; no `**`.
fn inline(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let (before, link) = rest.split_at(start);
        plain += before;
        let parts = link[1..].split_once("](").and_then(|(words, after)| {
            let (address, after) = after.split_once(')')?;
            (!words.contains('[')).then_some((words, address, after))
        });
        let Some((words, address, after)) = parts else {
            plain.push('[');
            rest = &link[1..];
            continue;
        };
        plain += words;
        if address.starts_with("http") {
            plain += &format!(" ({address})");
        }
        rest = after;
    }
    (plain + rest).replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_is_readable_without_a_browser() {
        let chapter = "# TCP\n<!-- hidden\nthing -->\nA **listening** socket, see [the\nbook](a.md) and \
                       [RFC](https://x.y).\n\n- one thing that is long enough\n- two\n\n```rust,ignore\n# \
                       hidden\nlet a = [1](2);\n```\n\n| a | b |\n";
        let text = to_text(chapter, 24).join("\n");
        let expected = "TCP\n===\n\nA listening socket, see\nthe book and RFC\n(https://x.y).\n\n- one \
                        thing that is long\n  enough\n- two\n\n    let a = [1](2);\n\n| a | b |";
        assert_eq!(text, expected);
    }
}
