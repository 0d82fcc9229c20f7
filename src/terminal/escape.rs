//! Text from a socket or another program, made safe to print: what is text stays text,
//! everything else is escaped, so that no peer can drive the reader's terminal.

use event::Data;
use unicode_width::UnicodeWidthChar;

/// Columns for data inside a call.
pub const DATA: usize = 22;
/// Columns for a line that is printed or typed.
pub const LINE: usize = 76;

/// The bytes in quotation marks, cut with `…` when they need more than `most` columns.
pub fn text(bytes: &[u8], most: usize) -> String {
    let mut quoted = String::from("\"");
    let mut used = 0;
    for chunk in bytes.utf8_chunks() {
        let pieces = (chunk.valid().chars().map(character))
            .chain(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
        for piece in pieces {
            used += width(&piece);
            if used > most {
                quoted.push_str("\"…");
                return quoted;
            }
            quoted.push_str(&piece);
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

/// Text of another program with its control characters escaped, for showing it as it is.
pub fn line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let show = |c: char| match c {
        '"' | '\\' => c.to_string(),
        _ => character(c),
    };
    text.chars().map(show).collect()
}

fn character(c: char) -> String {
    match c {
        '"' | '\\' | '\n' | '\r' | '\t' => c.escape_default().to_string(),
        // Also what has no width or changes the direction of writing.
        c if c.is_control() || c.width() == Some(0) || is_bidirectional(c) => {
            c.escape_unicode().to_string()
        }
        c => c.to_string(),
    }
}

/// Marks that turn the direction of the text after them, Unicode Annex 9.
fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub fn width(text: &str) -> usize {
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
    }

    #[test]
    fn long_data_is_cut_with_a_mark_and_by_columns() {
        assert_eq!(text("你好你好".as_bytes(), 5), "\"你好\"…");
        assert_eq!(text(b"abcdef", 6), "\"abcdef\"");
        assert_eq!(text(b"abcdefg", 6), "\"abcdef\"…");
    }
}
