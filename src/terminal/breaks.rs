//! Where a line of text may end: after a space; and where a language writes without spaces,
//! as Chinese does, between two characters (Unicode Annex 14: not before 。 and not after （).
//! Nowhere else, so that an address, a path, a name with a hyphen and `code` stay in one
//! piece: the annex alone would break them after each / and -.
//! The annex is a small crate of its own here: with the one that textwrap can take for it,
//! two dozen more would have to be built.

use textwrap::WordSeparator;
use textwrap::core::Word;
use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthChar;

/// For `textwrap::Options::word_separator`.
pub const BETWEEN_WORDS: WordSeparator = WordSeparator::Custom(words);

fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    if !line.contains(is_wide) {
        return WordSeparator::AsciiSpace.find_words(line);
    }
    let allowed: Vec<usize> = linebreaks(line).map(|(at, _)| at).collect();
    let mut words = Vec::new();
    let mut start = 0;
    let mut is_code = false;
    for (at, c) in line.char_indices() {
        let before = &line[..at];
        let is_after_space = before.ends_with(' ') && c != ' ';
        let is_beside_wide = before.ends_with(is_wide) || is_wide(c);
        let is_between = is_beside_wide && !is_code && allowed.binary_search(&at).is_ok();
        if is_after_space || is_between {
            words.push(Word::from(&line[start..at]));
            start = at;
        }
        is_code ^= c == '`';
    }
    words.push(Word::from(&line[start..]));
    Box::new(words.into_iter())
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, most: usize) -> Vec<String> {
        let options = textwrap::Options::new(most)
            .word_separator(BETWEEN_WORDS)
            .break_words(false);
        let lines = textwrap::wrap(text, options).into_iter();
        lines.map(|line| line.into_owned()).collect()
    }

    #[test]
    fn chinese_is_broken_between_characters_and_not_before_punctuation() {
        let text = "服务器在（accept）中睡眠。客户端连接，把它唤醒。";
        let expected = [
            "服务器在",
            "（accept）",
            "中睡眠。客",
            "户端连接，",
            "把它唤醒。",
        ];
        assert_eq!(lines(text, 11), expected);
        assert_eq!(lines("你好吗。", 6), ["你好", "吗。"]);
    }

    #[test]
    fn words_of_another_script_stay_whole_in_chinese() {
        let text = "看 https://x.y/tcp_states 和`f(\"你好\")`吧";
        let expected = ["看", "https://x.y/tcp_states", "和`f(\"你好\")`", "吧"];
        assert_eq!(lines(text, 14), expected);
    }

    #[test]
    fn text_without_wide_characters_is_broken_at_spaces_alone() {
        let text = "  the \"ends\" (a/b-c)  and…two ";
        let plain: Vec<_> = WordSeparator::AsciiSpace.find_words(text).collect();
        assert_eq!(BETWEEN_WORDS.find_words(text).collect::<Vec<_>>(), plain);
    }
}
