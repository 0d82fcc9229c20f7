//! A page of the book as blocks. A library reads the Markdown, and here its stream of events
//! becomes blocks. The lines of Rust that are hidden are mdBook's own.

use super::block::{Block, Kind};
use super::folded::Level;
use super::inline::{self, Events};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

pub fn blocks(markdown: &str) -> Vec<Block> {
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    inside(&mut parser.peekable())
}

/// All blocks up to the end of what they stand in.
fn inside(events: &mut Events) -> Vec<Block> {
    let mut page = Level::default();
    while let Some(event) = events.peek() {
        // In a list without empty lines, an item has its text without a paragraph.
        if inline::is_inline(event) {
            page.blocks.push(Block::Paragraph(inline::text(events)));
            continue;
        }
        match events.next() {
            Some(Event::Start(Tag::HtmlBlock)) => page.html(&text(events)),
            Some(Event::Start(tag)) => page.blocks.extend(block(tag, events)),
            Some(Event::Rule) => page.blocks.push(Block::Rule),
            Some(Event::End(_)) => break,
            _ => {}
        }
    }
    page.end()
}

fn block(tag: Tag, events: &mut Events) -> Vec<Block> {
    let block = match tag {
        Tag::Heading { level, .. } => Block::Heading {
            level,
            text: line(events),
        },
        Tag::Paragraph => Block::Paragraph(line(events)),
        Tag::CodeBlock(kind) => code(&kind, &text(events)),
        Tag::List(first) => list(first, events),
        Tag::BlockQuote(_) => Block::Quote(inside(events)),
        Tag::Table(_) => Block::Table(table(events)),
        _ => return inside(events),
    };
    vec![block]
}

/// The text of a block that has nothing else, and its end.
fn line(events: &mut Events) -> String {
    let text = inline::text(events);
    events.next();
    text
}

/// The lines of a block in which nothing has a meaning, and its end.
fn text(events: &mut Events) -> String {
    let mut text = String::new();
    while let Some(Event::Text(more) | Event::Html(more)) = events.next() {
        text += &more;
    }
    text
}

fn code(kind: &CodeBlockKind, text: &str) -> Block {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split([',', ' ']).next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    let kind = match language {
        "" | "text" => Kind::Text,
        "diff" => Kind::Change,
        _ => Kind::Program,
    };
    let is_hidden = |line: &&str| {
        let line = line.trim();
        language == "rust" && (line == "#" || line.starts_with("# "))
    };
    let shown = text.lines().filter(|line| !is_hidden(line));
    let lines = shown.map(str::to_owned).collect();
    Block::Code { kind, lines }
}

fn list(first: Option<u64>, events: &mut Events) -> Block {
    let mut items = Vec::new();
    let mut is_loose = false;
    while let Some(Event::Start(Tag::Item)) = events.next() {
        is_loose |= matches!(events.peek(), Some(Event::Start(Tag::Paragraph)));
        items.push(inside(events));
    }
    Block::List {
        first,
        is_loose,
        items,
    }
}

fn table(events: &mut Events) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    while let Some(Event::Start(Tag::TableHead | Tag::TableRow)) = events.next() {
        rows.push(row(events));
    }
    rows
}

fn row(events: &mut Events) -> Vec<String> {
    let mut cells = Vec::new();
    while let Some(Event::Start(Tag::TableCell)) = events.next() {
        cells.push(line(events));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(text.to_owned())
    }

    #[test]
    fn a_list_holds_lists_and_tells_whether_it_is_loose() {
        let items = |items: [&str; 2]| items.map(|item| vec![paragraph(item)]).to_vec();
        let inner = Block::List {
            first: None,
            is_loose: false,
            items: items(["b", "c"]),
        };
        let expected = Block::List {
            first: Some(3),
            is_loose: false,
            items: vec![vec![paragraph("a"), inner], vec![paragraph("d")]],
        };
        assert_eq!(blocks("3. a\n   - b\n   - c\n4. d\n"), [expected]);
        let loose = Block::List {
            first: None,
            is_loose: true,
            items: items(["a b", "c"]),
        };
        assert_eq!(blocks("- a\n  b\n\n- c\n"), [loose]);
    }

    #[test]
    fn code_is_as_it_stands_without_the_hidden_lines_of_rust() {
        let code = |kind, line: &str| Block::Code {
            kind,
            lines: vec![line.to_owned()],
        };
        let shown = code(Kind::Program, "let a = [1](2); // <!-- b -->");
        let rust = "```rust,no_run\n# hidden\n#\nlet a = [1](2); // <!-- b -->\n```\n";
        assert_eq!(blocks(rust), [shown]);
        assert_eq!(blocks("```text,shown\n# a\n```"), [code(Kind::Text, "# a")]);
        assert_eq!(blocks("```diff\n- a\n```"), [code(Kind::Change, "- a")]);
    }

    #[test]
    fn a_folded_part_holds_its_blocks() {
        let text = "<details>\n<summary>Answer</summary>\n\nb.\n\n- c\n\n</details>\n\nNext.\n";
        let item = Block::List {
            first: None,
            is_loose: false,
            items: vec![vec![paragraph("c")]],
        };
        let folded = Block::Folded {
            summary: "Answer".to_owned(),
            blocks: vec![paragraph("b."), item],
        };
        assert_eq!(blocks(text), [folded, paragraph("Next.")]);
        // One without an end ends with the page.
        assert!(matches!(
            blocks("<details>\n\na")[..],
            [Block::Folded { .. }]
        ));
    }

    #[test]
    fn a_bar_in_a_cell_is_written_with_a_backslash() {
        let table = "| Type | Look |\n|---|---|\n| `a\\|b` | **c** |\n";
        let rows = [["Type", "Look"], ["`a|b`", "c"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        assert_eq!(blocks(table), [Block::Table(rows)]);
    }

    #[test]
    fn comments_are_hidden() {
        assert_eq!(
            blocks("<!-- a\n\nb -->\n\nc <!-- d -->e"),
            [paragraph("c e")]
        );
        assert_eq!(blocks("- <!-- a -->\n\n<p>b</p>")[1..], [paragraph("b")]);
    }
}
