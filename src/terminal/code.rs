//! Breaks source lines and calls by terminal columns, which textwrap does badly: 你 takes
//! two, and in a quoted text each space counts. Knows no colour: it works on the text
//! before it is inked.

use crate::terminal::escape::width;
use unicode_width::UnicodeWidthChar;

/// Breaks source text or a call. Unlike textwrap it drops no space, since in a quoted
/// text each one counts; words that are too long are broken.
pub fn code(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut left = text;
    while width(left) > room(&lines, first, rest) {
        let at = break_at(left, room(&lines, first, rest));
        lines.push(left[..at].to_owned());
        left = &left[at..];
    }
    lines.push(left.to_owned());
    lines
}

fn room(lines: &[String], first: usize, rest: usize) -> usize {
    // A wide character needs two columns, and each line has to take one.
    let room = if lines.is_empty() { first } else { rest };
    room.max(2)
}

/// The byte to break at: as far to the right as fits, but rather between the arguments
/// of a call than inside one of them, and rather before a method than inside a word.
fn break_at(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut end = 0;
    let mut depth = 0;
    let mut best = None;
    for (index, c) in text.char_indices() {
        let before = &text[..index];
        let after_space = before.ends_with(' ') && c != ' ';
        // A call keeps its result together: `) = 6`.
        let is_result = before.ends_with(") ") && text[index..].starts_with("= ");
        let is_good = before.ends_with(", ") || is_method(text, index) || is_result;
        // The lower, the better: how deep in parentheses, then what stands there.
        let rank = (depth, !is_good);
        // A line that is nearly empty reads worse than a break inside parentheses.
        let is_far_enough = used * 3 >= columns;
        if (after_space || is_good) && is_far_enough && best.is_none_or(|(least, _)| rank <= least)
        {
            best = Some((rank, index));
        }
        used += c.width().unwrap_or(0);
        // Spaces at the end of a line are not seen and may stand beyond it.
        if used > columns && c != ' ' {
            break;
        }
        end = index + c.len_utf8();
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    best.map_or(end, |(_, index)| index)
}

/// Whether a `.name` begins here.
fn is_method(text: &str, index: usize) -> bool {
    let name = text[index..].strip_prefix('.');
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_breaks_after_a_space_and_keeps_every_character() {
        let text = "let listener = TcpListener::bind(address)?;";
        let lines = code(text, 30, 30);
        assert_eq!(lines, ["let listener = ", "TcpListener::bind(address)?;"]);
        let text = "let length = stream.read(&mut buffer)?;";
        assert_eq!(
            code(text, 35, 35),
            ["let length = stream", ".read(&mut buffer)?;"]
        );
        let text = "call(3, 127.0.0.1:50001) = 6";
        assert_eq!(code(text, 26, 26), ["call(3, 127.0.0.1:50001) ", "= 6"]);
        let spaces = r#"prints "two  spaces   and more""#;
        assert_eq!(code(spaces, 13, 9).concat(), spaces);
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_by_columns() {
        assert_eq!(code("你好你好你好", 5, 4), ["你好", "你好", "你好"]);
        assert_eq!(code("aaaaaaaaaa", 4, 3), ["aaaa", "aaa", "aaa"]);
        assert_eq!(code("a 你好你好你好", 6, 6), ["a ", "你好你", "好你好"]);
    }
}
