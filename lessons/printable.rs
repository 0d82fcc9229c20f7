//! How to print what a stranger sent. Text of every script stays text. What could drive the
//! terminal, turn the direction of writing, or hide something, is shown as an escape.

/// So many marks may stand on one character. A syllable of Tibetan can have eight; a flood of
/// them would cover the lines above and below.
const MOST_MARKS: usize = 8;

/// What a peer sent, made safe for a terminal: text stays text, any other character is shown
/// as an escape such as `\n` or `\u{202e}`, and bytes that are not UTF-8 become `�`.
pub fn printable(bytes: &[u8]) -> String {
    let mut text = String::new();
    // How many more marks may follow here.
    let mut room = 0;
    for character in String::from_utf8_lossy(bytes).chars() {
        if is_blank(character) {
            text.push(character);
            room = 0;
        } else if is_visible(character) {
            text.push(character);
            room = MOST_MARKS;
        } else if room > 0 && (is_mark(character) || joins(&text, character)) {
            text.push(character);
            room -= 1;
        } else {
            text.extend(character.escape_default());
            room = 0;
        }
    }
    text
}

/// A space of whatever width, but no new line: U+2028 and U+2029 are a new line and paragraph.
fn is_blank(character: char) -> bool {
    let breaks = matches!(character, '\u{2028}' | '\u{2029}');
    character.is_whitespace() && !character.is_control() && !breaks
}

/// A character that shows something and stands for itself. `escape_debug` of the standard
/// library knows the tables of Unicode, and leaves such a character as it is.
fn is_visible(character: char) -> bool {
    match character {
        '\'' | '"' | '\\' => true,
        // Signs of Arabic, Syriac and Kaithi. They are seen, although Unicode counts them
        // among the invisible ones.
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' => true,
        '\u{110bd}' | '\u{110cd}' => true,
        _ if is_filler(character) || is_part_of_syllable(character) => false,
        _ => character.escape_debug().len() == 1,
    }
}

/// A mark that is drawn on the character before it, such as an accent.
fn is_mark(character: char) -> bool {
    // `escape_debug` escapes a mark at the beginning of a text, and leaves it after a letter.
    let after_a_letter = format!("a{character}");
    is_part_of_syllable(character)
        || (!is_filler(character) && after_a_letter.escape_debug().count() == 2)
}

/// Letters of Korean that show nothing.
fn is_filler(character: char) -> bool {
    matches!(character, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

/// Vowels and finals of old Korean: a terminal draws them into the syllable before them.
fn is_part_of_syllable(character: char) -> bool {
    matches!(character, '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}')
}

/// Three characters that cannot be seen and yet belong to a text: they join or part the letters
/// of Persian, Hindi or Mongolian, and the pieces of an emoji. Between ASCII they only hide.
fn joins(before: &str, character: char) -> bool {
    let is_joiner = matches!(character, '\u{200c}' | '\u{200d}' | '\u{180e}');
    is_joiner && !before.ends_with(|last: char| last.is_ascii())
}

#[cfg(test)]
mod tests {
    /// What is printed for a text.
    fn shown(text: &str) -> String {
        super::printable(text.as_bytes())
    }

    #[test]
    fn text_of_every_script_stays_as_it_is() {
        for text in [
            r#"plain 'text' with "quotes" and a \"#,
            "你好，世界。　全角",
            "caf\u{e9}, cafe\u{301}, tiê\u{301}ng Việt, 5\u{a0}%",
            "שָׁלוֹם",
            "بِسْمِ ٱللَّهِ ١\u{6dd}",
            "می\u{200c}خواهم",
            "हिन्दी क्\u{200d}ष",
            "ภาษาไทย ที่นี่",
            "བོད་སྐད ཧྐྵྨླྺྼྻྂ",
            "한국어 \u{1112}\u{1161}\u{11ab}",
            "ᠮᠣᠩᠭᠣᠯ ᠠ\u{180e}ᠠ",
            "か\u{3099} 葛\u{e0100}",
            "❤\u{fe0f} 1\u{fe0f}\u{20e3} 👨\u{200d}👩\u{200d}👧 👍\u{1f3fd} 🇨🇳",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn what_drives_a_terminal_is_escaped() {
        assert_eq!(shown("\x1b[2J\x07\0\r\n\t"), r"\u{1b}[2J\u{7}\u{0}\r\n\t");
        assert_eq!(shown("\u{9b}31m\u{85}"), r"\u{9b}31m\u{85}");
        assert_eq!(shown("a\u{2028}b\u{2029}c"), r"a\u{2028}b\u{2029}c");
        assert_eq!(super::printable(b"ok\xff\xe4\xbd"), "ok\u{fffd}\u{fffd}");
    }

    #[test]
    fn what_turns_the_direction_or_cannot_be_seen_is_escaped() {
        let hidden = [
            "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}",
            "\u{2066}\u{2067}\u{2068}\u{2069}",
            "\u{ad}\u{200b}\u{2060}\u{2061}\u{2064}\u{206f}\u{feff}\u{fff9}\u{1d173}",
            "\u{e0001}\u{e0041}\u{e007f}",
            "\u{115f}\u{1160}\u{3164}\u{ffa0}",
            "\u{e000}\u{10ffff}\u{378}",
        ];
        for character in hidden.concat().chars() {
            // Also after a letter, where a mark would be text.
            let escaped = character.escape_unicode();
            assert_eq!(shown(&format!("你{character}")), format!("你{escaped}"));
        }
    }

    #[test]
    fn a_joiner_is_text_only_where_a_script_needs_it() {
        assert_eq!(shown("ad\u{200d}min"), r"ad\u{200d}min");
        assert_eq!(shown("\u{200c}می"), r"\u{200c}می");
    }

    #[test]
    fn a_mark_needs_a_letter_before_it() {
        assert_eq!(shown("\u{301}a"), r"\u{301}a");
        assert_eq!(shown("a \u{301}"), r"a \u{301}");
        assert_eq!(shown("\n\u{301}\u{302}"), r"\n\u{301}\u{302}");
        assert_eq!(shown("\u{1161}"), r"\u{1161}");
    }

    #[test]
    fn a_flood_of_marks_is_escaped_from_the_ninth_on() {
        let marks = |count: usize| "\u{301}".repeat(count);
        let flood = format!("a{}b\u{301}", marks(10));
        let expected = format!("a{}\\u{{301}}\\u{{301}}b\u{301}", marks(8));
        assert_eq!(shown(&flood), expected);
        let joiners = "\u{200d}".repeat(9);
        let expected = format!("你{}\\u{{200d}}", "\u{200d}".repeat(8));
        assert_eq!(shown(&format!("你{joiners}")), expected);
    }
}
