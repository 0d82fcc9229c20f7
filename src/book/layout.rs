//! The blocks of a page as lines of plain text: headings are underlined, code is indented,
//! paragraphs and tables are wrapped, folded parts are open.

use super::block::Block;
use super::room::Room;
use super::wrap::wrap;
use super::{code, style, table};
use crate::terminal::escape::{line, width};
use pulldown_cmark::HeadingLevel;

pub fn lines(page: &[Block], room: Room) -> Vec<String> {
    let mut shown = Vec::new();
    for block in page {
        if !shown.is_empty() {
            shown.push(String::new());
        }
        // A page may be a learner's own: nothing in it may drive the terminal.
        let lines = block_lines(block, room).into_iter();
        let lines = lines.map(|text| line(text.as_bytes()));
        shown.extend(lines.map(|text| {
            if room.is_styled {
                style::styled(block, text)
            } else {
                text
            }
        }));
    }
    shown
}

fn stacked(blocks: &[Block], with_gaps: bool, room: Room) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        if with_gaps && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(block_lines(block, room));
    }
    lines
}

fn block_lines(block: &Block, room: Room) -> Vec<String> {
    match block {
        Block::Heading { level, text } => heading(*level, text, room),
        Block::Paragraph(text) => wrap(text, "", "", room.text),
        Block::List {
            first,
            is_loose,
            items,
        } => list(*first, *is_loose, items, room),
        Block::Quote(blocks) => {
            let inside = stacked(blocks, true, room.beside(2));
            marked(inside, "> ", "> ")
        }
        Block::Code { kind, lines } => code::block(*kind, lines, room.wide),
        Block::Table(rows) => table::lines(rows, room),
        Block::Folded { summary, blocks } => folded(summary, blocks, room),
        Block::Rule => vec!["---".to_owned()],
    }
}

fn heading(level: HeadingLevel, text: &str, room: Room) -> Vec<String> {
    let mut lines = wrap(text, "", "", room.text);
    let under = match level {
        HeadingLevel::H1 => "=",
        HeadingLevel::H2 => "-",
        _ => ".",
    };
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    lines.push(under.repeat(widest));
    lines
}

fn list(first: Option<u64>, is_loose: bool, items: &[Vec<Block>], room: Room) -> Vec<String> {
    let mut lines = Vec::new();
    for (item, number) in items.iter().zip(first.unwrap_or(0)..) {
        let mark = first.map_or("- ".to_owned(), |_| format!("{number}. "));
        if is_loose && !lines.is_empty() {
            lines.push(String::new());
        }
        let inside = stacked(item, is_loose, room.beside(mark.len()));
        lines.extend(marked(inside, &mark, &" ".repeat(mark.len())));
    }
    lines
}

/// The lines behind a mark.
fn marked(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let marks = std::iter::once(first).chain(std::iter::repeat(rest));
    let lines = marks.zip(lines).map(|(mark, line)| mark.to_owned() + &line);
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// The summary leads in the first paragraph: `Answer: `.
fn folded(summary: &str, blocks: &[Block], room: Room) -> Vec<String> {
    let mut blocks = blocks.to_vec();
    match blocks.first_mut() {
        _ if summary.is_empty() => {}
        Some(Block::Paragraph(text)) => *text = format!("{summary}: {text}"),
        _ => blocks.insert(0, Block::Paragraph(format!("{summary}:"))),
    }
    stacked(&blocks, true, room)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn shown(markdown: &str, columns: usize) -> String {
        let room = Room {
            text: columns,
            wide: columns,
            is_styled: false,
        };
        lines(&parse::blocks(markdown), room).join("\n")
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
        let code = "<details><summary>Answer</summary>\n\n```text\na\n```\n</details>";
        assert_eq!(shown(code, 40), "Answer:\n\n    a");
    }

    #[test]
    fn what_stands_in_an_item_stands_under_its_text() {
        let list = "9. one two three\n   - four five six\n10. seven\n\n> a\n>\n> b\n";
        let expected = "9. one two\n   three\n   - four five\n     six\n10. seven\n\n> a\n>\n> b";
        assert_eq!(shown(list, 14), expected);
        let loose = "- a\n\n  ```text\n  b\n  ```\n\n- c\n";
        assert_eq!(shown(loose, 14), "- a\n\n      b\n\n- c");
    }

    #[test]
    fn a_heading_has_no_line_beyond_the_terminal() {
        let expected = "one two\nthree\n-------";
        assert_eq!(shown("## one two three", 9), expected);
    }

    #[test]
    fn where_it_may_a_heading_stands_out_and_a_comment_steps_back() {
        let room = Room {
            text: 40,
            wide: 40,
            is_styled: true,
        };
        let page =
            parse::blocks("# A\n\nb\n\n```rust\n// c\nlet d;\n```\n\n```diff\n-e\n+f\n```\n");
        let expected = [
            "\u{1b}[1mA\u{1b}[m",
            "\u{1b}[1m=\u{1b}[m",
            "",
            "b",
            "",
            "\u{1b}[2m    // c\u{1b}[m",
            "    let d;",
            "",
            "\u{1b}[2m    -e\u{1b}[m",
            "\u{1b}[1m    +f\u{1b}[m",
        ];
        assert_eq!(lines(&page, room), expected);
    }

    #[test]
    fn nothing_in_a_page_drives_the_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb", 40), "a\\u{1b}[2Jb");
    }
}
