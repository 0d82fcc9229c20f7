//! Text in columns, measured as a terminal does: 你 takes two.

use crate::terminal::breaks::BETWEEN_WORDS;
pub use crate::terminal::code::code;
pub use crate::terminal::escape::width;
use std::borrow::Cow;
use std::io;
use terminal_size::{Width, terminal_size_of};
use textwrap::{Options, WordSplitter};

/// Columns for text, even where the terminal has no room for them.
const NARROWEST: usize = 20;

/// The rows as lines; each column is as wide as its widest cell.
pub fn columns<R: AsRef<[String]>>(rows: &[R]) -> Vec<String> {
    let lines = padded(rows).into_iter();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// The same, with the last cell of each row wrapped under itself.
pub fn hanging<R: AsRef<[String]>>(rows: &[R], most: usize) -> Vec<String> {
    let split = rows.iter().filter_map(|row| row.as_ref().split_last());
    let (lasts, starts): (Vec<&String>, Vec<&[String]>) = split.unzip();
    let lines = padded(&starts).into_iter().zip(lasts);
    lines
        .flat_map(|(start, last)| hang(&start, last, most))
        .collect()
}

fn padded<R: AsRef<[String]>>(rows: &[R]) -> Vec<String> {
    let count = rows.iter().map(|row| row.as_ref().len()).max().unwrap_or(0);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.as_ref().get(column));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(widest).collect();
    let line = |row: &R| {
        let mut line = String::new();
        for (cell, column) in row.as_ref().iter().zip(&widths) {
            let filler = column - width(cell) + 2;
            line += &format!("{cell}{:filler$}", "");
        }
        line
    };
    rows.iter().map(line).collect()
}

/// The columns of the terminal that standard output goes to. A pipe has no end of them.
pub fn room() -> usize {
    let size = terminal_size_of(io::stdout());
    size.map_or(usize::MAX, |(Width(columns), _)| columns.into())
}

/// The same of standard error.
pub fn room_for_errors() -> usize {
    let size = terminal_size_of(io::stderr());
    size.map_or(usize::MAX, |(Width(columns), _)| columns.into())
}

/// The text in lines of this many columns. What is indented stays so.
pub fn fill(text: &str, most: usize) -> String {
    let wrapped = text.split('\n').flat_map(|line| {
        let words = line.trim_start();
        hang(&line[..line.len() - words.len()], words, most)
    });
    wrapped.collect::<Vec<_>>().join("\n")
}

/// What starts a line, and the rest wrapped under itself.
pub fn hang(start: &str, last: &str, most: usize) -> Vec<String> {
    let indent = " ".repeat(width(start));
    let options = Options::new(most.max(width(start) + NARROWEST))
        .initial_indent(start)
        .subsequent_indent(&indent)
        .word_separator(BETWEEN_WORDS)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(last, options).into_iter();
    lines.map(|line| line.into_owned()).collect()
}

/// The text in lines of this many columns; a word that has no room in one is broken.
pub fn wrap(text: &str, most: usize) -> Vec<Cow<'_, str>> {
    let options = Options::new(most)
        .word_separator(BETWEEN_WORDS)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
}

/// The text cut with `…` where it needs more columns than there are.
pub fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept) + 1 > most {
            kept.pop();
            break;
        }
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_takes_two_columns() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned);
        let lines = columns(&[row(["你好", "a"]), row(["abc", "b"])]);
        assert_eq!(lines, ["你好  a", "abc   b"]);
        assert_eq!(cut("你好吗", 5), "你好…");
        assert_eq!(cut("你好", 4), "你好");
    }

    #[test]
    fn a_name_with_hyphens_stays_whole() {
        let text = "the pages are python-to-rust, tcp-states";
        let lines = "the pages are\npython-to-rust,\ntcp-states";
        assert_eq!(fill(text, 22), lines);
        assert_eq!(wrap(text, 22).join("\n"), lines);
    }

    #[test]
    fn text_is_broken_between_words_and_keeps_its_indentation() {
        let text = "one line of words\n\n    and one that is indented\n";
        let lines = "one line of words\n\n    and one that is\n    indented\n";
        assert_eq!(fill(text, 20), lines);
        assert_eq!(fill(text, usize::MAX), text);
    }
}
