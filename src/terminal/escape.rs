//! Text that a stranger had a hand in, made safe to print: what is text stays text, in every
//! script; everything else is escaped, so that nobody can drive the reader's terminal, turn the
//! direction of what is read, or hide something in it. All that is shown passes through here.

use crate::terminal::legible::{Legible, columns};
use event::Data;

/// Columns for data inside a call.
pub const DATA: usize = 22;
/// Columns for a line that is printed or typed.
pub const LINE: usize = 76;

/// The bytes in quotation marks, cut with `…` when they need more than `most` columns.
pub fn text(bytes: &[u8], most: usize) -> String {
    let mut quoted = String::from("\"");
    let mut rule = Legible::default();
    let mut used = 0;
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().chars().map(Ok);
        for piece in valid.chain(chunk.invalid().iter().map(Err)) {
            let before = quoted.len();
            match piece {
                Ok(c) if !rule.allows(c) || matches!(c, '"' | '\\') => {
                    quoted.extend(c.escape_default());
                }
                Ok(c) => quoted.push(c),
                Err(byte) => {
                    rule = Legible::default();
                    quoted.push_str(&format!("\\x{byte:02x}"));
                }
            }
            // A sign that is drawn although it counts as no column must not come without end,
            // and a mark can make a narrow sign wide.
            let added = quoted[before..].chars();
            used += added.map(columns).sum::<usize>();
            if used.max(width(&quoted[1..])) > most {
                quoted.truncate(before);
                quoted.push_str("\"…");
                return quoted;
            }
        }
    }
    quoted.push('"');
    quoted
}

/// The same of what a call moved, which may be longer than what is kept of it.
pub fn data(data: &Data, most: usize) -> String {
    let quoted = text(data.first(), most);
    if data.is_whole() || quoted.ends_with('…') {
        quoted
    } else {
        quoted + "…"
    }
}

/// One line of text, for showing it as it is. What is escaped already stays as it is.
pub fn line(bytes: &[u8]) -> String {
    // Most of what is shown, and all of it is allowed.
    if let Ok(text) = std::str::from_utf8(bytes)
        && is_plain(bytes)
    {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut rule = Legible::default();
    for c in String::from_utf8_lossy(bytes).chars() {
        if rule.allows(c) {
            shown.push(c);
        } else {
            shown.extend(c.escape_default());
        }
    }
    shown
}

/// The same of text that has lines of its own.
pub fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|text| line(text.as_bytes())).collect();
    lines.join("\n")
}

/// Whether it is printable ASCII, where a character is a byte and a column.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

pub fn width(text: &str) -> usize {
    if is_plain(text.as_bytes()) {
        return text.len();
    }
    unicode_width::UnicodeWidthStr::width(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_and_control_characters_are_escaped() {
        assert_eq!(text("你好\n".as_bytes(), DATA), r#""你好\n""#);
        assert_eq!(text(b"\x1b[31m\0", DATA), r#""\u{1b}[31m\u{0}""#);
        assert_eq!(text(b"h\xe4\xbd", DATA), r#""h\xe4\xbd""#);
        assert_eq!(text("\u{202e}abc".as_bytes(), DATA), r#""\u{202e}abc""#);
        assert_eq!(text("a\u{2028}b".as_bytes(), DATA), r#""a\u{2028}b""#);
    }

    #[test]
    fn text_of_every_script_stays_as_it_is() {
        for script in SCRIPTS {
            assert_eq!(line(script.as_bytes()), *script);
            assert_eq!(text(script.as_bytes(), LINE), format!("\"{script}\""));
        }
    }

    const SCRIPTS: &[&str] = &[
        "你好，世界。　全角",
        "cafe\u{301}, tiê\u{301}ng Việt, 5\u{a0}%",
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
    ];

    /// One rule here and in the lessons, whatever stands before a character; and what is escaped
    /// already stays as it is. Between these planes nothing is assigned.
    #[test]
    fn what_is_shown_of_a_character_is_what_the_lessons_show() {
        for c in ('\0'..='\u{3ffff}').chain('\u{e0000}'..='\u{f00ff}') {
            let bytes = format!("{c}a{c}{c}你{c}{c}a {c}").into_bytes();
            let shown = line(&bytes);
            assert_eq!(shown, lessons::printable(&bytes), "{c:?}");
            assert_eq!(line(shown.as_bytes()), shown, "{c:?}");
        }
    }

    /// What hides, turns or drives: it comes out in ASCII.
    #[test]
    fn every_format_character_is_escaped_also_in_quotation_marks() {
        let formats = ["\u{ad}\u{61c}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{feff}"];
        let ranges = ['\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
        let more = ['\u{fff9}'..='\u{fffb}', '\u{13430}'..='\u{1343f}'];
        let rest = ['\u{1bca0}'..='\u{1bca3}', '\u{1d173}'..='\u{1d17a}'];
        let tags = ['\u{e0001}'..='\u{e0001}', '\u{e0020}'..='\u{e007f}'];
        let breaks = ['\u{2028}'..='\u{2029}', '\0'..='\u{1f}'];
        let controls = ['\u{7f}'..='\u{9f}', '\u{e000}'..='\u{f8ff}'];
        let all = [ranges, more, rest, tags, breaks, controls].concat();
        let all = all.into_iter().flatten();
        for c in all.chain(formats.concat().chars()) {
            let escaped = c.escape_default();
            let bytes = format!("a{c}").into_bytes();
            assert_eq!(line(&bytes), format!("a{escaped}"));
            assert_eq!(text(&bytes, DATA), format!("\"a{escaped}\""));
        }
        for byte in 0..=u8::MAX {
            let shown = text(&[byte], DATA);
            assert!(
                shown.bytes().all(|byte| (b' '..=b'~').contains(&byte)),
                "{shown}"
            );
        }
    }

    #[test]
    fn a_flood_is_cut_by_columns_and_marks_from_the_ninth_on_are_escaped() {
        // Egyptian, Kaithi and Arabic signs that count as no column.
        for c in ['\u{605}', '\u{110bd}', '\u{111c2}', '\u{8e2}'] {
            let flood = c.to_string().repeat(1000);
            let shown = text(flood.as_bytes(), DATA);
            assert!(shown.chars().count() <= DATA + 3, "{shown}");
        }
        let flood = format!("a{}", "\u{301}".repeat(10));
        let expected = format!("a{}\\u{{301}}\\u{{301}}", "\u{301}".repeat(8));
        assert_eq!(line(flood.as_bytes()), expected);
    }

    #[test]
    fn long_data_is_cut_with_a_mark_and_by_columns() {
        assert_eq!(text("你好你好".as_bytes(), 5), "\"你好\"…");
        assert_eq!(text(b"abcdef", 6), "\"abcdef\"");
        assert_eq!(text(b"abcdefg", 6), "\"abcdef\"…");
    }
}
