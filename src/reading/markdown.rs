//! Markdown as plain text: enough for the chapters of the book. Headings are underlined,
//! code is indented, paragraphs and tables are wrapped, folded answers are open.

use super::{code, inline};
use crate::columns::hanging;
use crate::narrate::quote::{line, width};
use textwrap::{Options, WordSeparator, WordSplitter};

/// How many columns there are.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub text: usize,
    /// Code may be wider than what is read line by line.
    pub code: usize,
}

pub fn to_text(markdown: &str, room: Room) -> Vec<String> {
    let mut page = Page {
        room,
        lines: Vec::new(),
        paragraph: String::new(),
        lead: String::new(),
        table: Vec::new(),
        code: None,
    };
    let without = without_comments(markdown);
    without.lines().for_each(|text| page.line(text));
    page.end_block();
    // A chapter may be a learner's own: nothing in it may drive the terminal.
    page.lines
        .iter()
        .map(|text| line(text.as_bytes()))
        .collect()
}

struct Page<'a> {
    room: Room,
    lines: Vec<String>,
    paragraph: String,
    /// Stands before the next paragraph: `Answer: `.
    lead: String,
    table: Vec<Vec<String>>,
    code: Option<Code<'a>>,
}

/// A block of code that is not yet at its end.
struct Code<'a> {
    /// Lines after `# ` are hidden in it.
    is_rust: bool,
    lines: Vec<&'a str>,
}

impl<'a> Page<'a> {
    fn line(&mut self, text: &'a str) {
        let trimmed = text.trim();
        if let Some(info) = trimmed.strip_prefix("```") {
            self.fence(info);
        } else if let Some(code) = &mut self.code {
            if !(code.is_rust && (trimmed == "#" || trimmed.starts_with("# "))) {
                code.lines.push(text);
            }
        } else if trimmed.is_empty() {
            self.end_block();
            self.empty_line();
        } else if let Some((marks, title)) = heading(trimmed) {
            self.heading(marks.len(), title);
        } else if let Some(cells) = trimmed.strip_prefix('|') {
            self.row(cells);
        } else if let Some(tag) = tag(trimmed) {
            self.tag(tag);
        } else {
            self.text(text);
        }
    }

    fn fence(&mut self, info: &str) {
        self.end_block();
        self.code = match self.code.take() {
            None => Some(Code {
                is_rust: info.starts_with("rust"),
                lines: Vec::new(),
            }),
            Some(code) => {
                let shown = code::block(&code.lines, code.is_rust, self.room.code);
                self.lines.extend(shown);
                None
            }
        };
    }

    fn heading(&mut self, level: usize, title: &str) {
        self.end_block();
        self.empty_line();
        let title = inline::plain(title);
        let under = match level {
            1 => "=",
            2 => "-",
            _ => ".",
        };
        let under = under.repeat(width(&title));
        self.lines.extend([title, under]);
    }

    fn row(&mut self, cells: &str) {
        self.end_paragraph();
        // In a cell, a bar is written with a backslash.
        let cells = cells.strip_suffix('|').unwrap_or(cells);
        let cells = cells.replace(r"\|", "\0");
        let cells = cells.split('|').map(|cell| cell.replace('\0', "|"));
        let cells = cells.map(|cell| inline::plain(cell.trim()));
        self.table.push(cells.collect());
    }

    /// A folded part is shown open: its summary leads in the first paragraph.
    fn tag(&mut self, tag: &str) {
        self.end_block();
        let summary = tag.strip_prefix("<summary>");
        let summary = summary.and_then(|rest| rest.strip_suffix("</summary>"));
        if let Some(summary) = summary {
            self.lead = format!("{summary}: ");
        }
    }

    fn text(&mut self, text: &str) {
        let trimmed = text.trim();
        self.end_table();
        if starts_item(trimmed) || trimmed.starts_with('>') {
            self.end_paragraph();
        }
        if self.paragraph.is_empty() {
            self.paragraph = std::mem::take(&mut self.lead) + text.trim_end();
        } else {
            self.paragraph += &format!(" {trimmed}");
        }
    }

    fn empty_line(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn end_block(&mut self) {
        self.end_paragraph();
        self.end_table();
    }

    /// The last column is wrapped under itself; the first row is the heading.
    fn end_table(&mut self) {
        let mut rows = std::mem::take(&mut self.table);
        rows.retain(|row| {
            !row.iter()
                .all(|cell| cell.bytes().all(|byte| b"-: ".contains(&byte)))
        });
        if let Some(heading) = rows.first() {
            let under = heading.iter().map(|cell| "-".repeat(width(cell)));
            rows.insert(1, under.collect());
        }
        self.lines.extend(hanging(&rows, self.room.text));
    }

    fn end_paragraph(&mut self) {
        let text = inline::plain(&std::mem::take(&mut self.paragraph));
        if text.is_empty() {
            return;
        }
        let indent = text.len() - text.trim_start().len();
        let hanging = match starts_item(text.trim_start()) || text.trim_start().starts_with("> ") {
            true => indent + text.trim_start().find(' ').unwrap_or(0) + 1,
            false => indent,
        };
        let (first, rest) = (" ".repeat(indent), " ".repeat(hanging));
        // An address stays in one piece, so that it can be clicked or copied.
        let options = Options::new(self.room.text)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
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

/// A line that is HTML and nothing else.
fn tag(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    let name = inside.trim_start_matches('/');
    name.starts_with(|c: char| c.is_ascii_lowercase())
        .then_some(text)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str, columns: usize) -> String {
        let room = Room {
            text: columns,
            code: columns,
        };
        to_text(markdown, room).join("\n")
    }

    #[test]
    fn a_chapter_is_readable_without_a_browser() {
        let chapter = "# TCP\n<!-- hidden\nthing -->\nA **listening** socket, see [the\nbook](lesson1.md) and \
                       [RFC](https://x.y).\n\n- one thing that is long enough\n- two\n\n```rust,ignore\n# \
                       hidden\nlet a = [1](2);\n```\n\n### 你好\n";
        let expected = "TCP\n===\n\nA listening socket, see\nthe book and RFC\n(https://x.y).\n\n- one \
                        thing that is long\n  enough\n- two\n\n    let a = [1](2);\n\n你好\n....";
        assert_eq!(shown(chapter, 24), expected);
    }

    #[test]
    fn a_folded_answer_is_open_and_led_in() {
        let folded = "**1. Why?**\n\n<details>\n<summary>Answer</summary>\n\nb. *Three* of\nfour.\n\nNot \
                      a.\n\n</details>\n\nNext.\n";
        assert_eq!(
            shown(folded, 40),
            "1. Why?\n\nAnswer: b. Three of four.\n\nNot a.\n\nNext."
        );
    }

    #[test]
    fn the_last_column_of_a_table_is_wrapped_under_itself() {
        let table = "| Type | What to look at |\n|---|---|\n| `你好` | one two three |\n| `a\\|b` | \
                     **four** |\nAfter.\n";
        let expected = "\
Type    What to look at
----    ---------------
`你好`  one two three
`a|b`   four
After.";
        assert_eq!(shown(table, 40), expected);
        let narrow = shown(table, 29);
        assert!(narrow.contains("`你好`  one two three\n"), "{narrow}");
    }
}
