//! Text in lines, for everything in a page of the book. A word is never broken, so that what
//! is clicked, copied or typed stays whole: one that has no room in a line is longer than it.

use crate::terminal::breaks::BETWEEN_WORDS;
use crate::terminal::columns::width;
use textwrap::{Options, WordSeparator, WordSplitter};

/// Columns for text, even where the terminal has no room for them.
const NARROWEST: usize = 8;

/// Text. The first line starts with `first`, and all others with `rest`.
pub fn wrap(text: &str, first: &str, rest: &str, most: usize) -> Vec<String> {
    wrap_by(BETWEEN_WORDS, text, first, rest, most)
}

/// Code: what stands in it without a space stays together in any language.
pub fn wrap_code(text: &str, first: &str, rest: &str, most: usize) -> Vec<String> {
    wrap_by(WordSeparator::AsciiSpace, text, first, rest, most)
}

fn wrap_by(
    separator: WordSeparator,
    text: &str,
    first: &str,
    rest: &str,
    most: usize,
) -> Vec<String> {
    let options = Options::new(most.max(width(rest) + NARROWEST))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(separator)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    let lines = textwrap::wrap(text, options).into_iter();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// The columns of the longest word: no line can be narrower.
pub fn longest_word(text: &str) -> usize {
    let words = BETWEEN_WORDS.find_words(text);
    words.map(|word| width(&word)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_broken() {
        let lines = wrap("see half-close (https://x.y/a-b)", "- ", "  ", 12);
        assert_eq!(lines, ["- see", "  half-close", "  (https://x.y/a-b)"]);
        assert_eq!(longest_word("see half-close, 你好"), 11);
    }

    #[test]
    fn chinese_is_wrapped_between_its_characters() {
        let lines = wrap("服务器在`accept`中睡眠，等客户端。", "1. ", "   ", 16);
        let expected = ["1. 服务器在", "   `accept`中睡", "   眠，等客户", "   端。"];
        assert_eq!(lines, expected);
        assert_eq!(
            wrap_code("f(你好) g(你好)", "", "", 5),
            ["f(你好)", "g(你好)"]
        );
    }
}
