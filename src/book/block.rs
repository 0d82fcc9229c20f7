//! What a page of the book consists of, as data: made in `parse`, shown in `layout`. Knows
//! nothing of columns.

use pulldown_cmark::HeadingLevel;

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Heading {
        level: HeadingLevel,
        text: String,
    },
    Paragraph(String),
    List {
        /// The number of the first item, where they are numbered.
        first: Option<u64>,
        /// Written with empty lines between the items.
        is_loose: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    Code {
        kind: Kind,
        lines: Vec<String>,
    },
    /// The first row is the heading.
    Table(Vec<Vec<String>>),
    /// `<details>`: what a browser shows when it is asked for.
    Folded {
        summary: String,
        blocks: Vec<Block>,
    },
    Rule,
}

/// What a block of code holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Program,
    /// A `diff`: each line starts with what happens to it.
    Change,
    /// Transcripts, and pictures made of characters.
    Text,
}
