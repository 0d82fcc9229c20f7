//! A block of code, indented, and wrapped where the terminal is narrower than its lines.

use super::block::Kind;
use super::wrap::wrap_code;
use crate::terminal::columns;
use crate::terminal::escape::width;
use std::iter;

const INDENT: &str = "    ";
/// So many spaces inside a line are the border of a column.
const GAP: &str = "   ";

/// The lines without the indentation that all of them have, each in at most so many columns.
pub fn block(kind: Kind, lines: &[String], most: usize) -> Vec<String> {
    let common = lines.iter().filter(|line| !line.trim().is_empty());
    let common = common.map(|line| indentation(line)).min().unwrap_or(0);
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(common..).unwrap_or_default())
        .collect();
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    if widest <= most {
        // A transcript of 100 columns fills a terminal of 100.
        let indent = INDENT.len().min(most - widest);
        let indented = lines.iter().map(|line| format!("{:indent$}{line}", ""));
        return indented.map(|line| line.trim_end().to_owned()).collect();
    }
    match kind {
        Kind::Program => lines
            .iter()
            .flat_map(|line| program("", line, most))
            .collect(),
        Kind::Change => lines.iter().flat_map(|line| change(line, most)).collect(),
        Kind::Text => transcript(&lines, most),
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What goes on in another line belongs to the same change, and has its sign.
fn change(line: &str, most: usize) -> Vec<String> {
    let sign = line.get(..1).filter(|sign| ["+", "-"].contains(sign));
    let sign = sign.unwrap_or_default();
    program(sign, &line[sign.len()..], most)
}

/// What is left of a long line goes further in; a comment goes on as a comment.
fn program(sign: &str, line: &str, most: usize) -> Vec<String> {
    let first = format!("{INDENT}{sign}{}", " ".repeat(indentation(line)));
    let rest = match line.trim_start().split_once(' ') {
        Some((mark @ ("//" | "///"), _)) => format!("{first}{mark} "),
        _ => format!("{first}{INDENT}"),
    };
    broken(line.trim_start(), &first, &rest, most)
}

/// A line that begins so far to the right goes on with the words of the line above.
const AT_THE_RIGHT: usize = 24;

fn transcript(lines: &[&str], most: usize) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(above) if indentation(line) >= AT_THE_RIGHT && !above.is_empty() => {
                // The first one may begin there because the call needed all the room.
                let between = if above.trim_start().contains(GAP) {
                    " "
                } else {
                    GAP
                };
                *above += &format!("{between}{}", line.trim());
            }
            _ => joined.push((*line).to_owned()),
        }
    }
    let lines = joined.iter();
    lines
        .flat_map(|line| columns_under_each_other(line, most))
        .collect()
}

/// On a narrow terminal, what stood at the right stands below.
fn columns_under_each_other(line: &str, most: usize) -> Vec<String> {
    let indent = indentation(line).min(7);
    let first = format!("{INDENT}{}", " ".repeat(indent));
    let below = format!("{INDENT}{INDENT}{GAP}");
    let mut pieces = line.trim_start().splitn(2, GAP);
    let start = pieces.next().unwrap_or_default();
    let mut shown = broken(start.trim_end(), &first, &below, most);
    for piece in pieces {
        let words: Vec<&str> = piece.split_whitespace().collect();
        shown.extend(broken(&words.join(" "), &below, &below, most));
    }
    shown
}

/// Between words. One that has no room in a line is broken as source text is elsewhere:
/// rather before a method than inside a name.
fn broken(text: &str, first: &str, rest: &str, most: usize) -> Vec<String> {
    let lines = wrap_code(text, first, rest, most);
    if lines.iter().all(|line| width(line) <= most) {
        return lines;
    }
    let room = |start| most.saturating_sub(width(start));
    let pieces = columns::code(text, room(first), room(rest)).into_iter();
    let starts = iter::once(first).chain(iter::repeat(rest));
    let lines = starts
        .zip(pieces)
        .map(|(start, piece)| start.to_owned() + &piece);
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: Kind, lines: &[&str], most: usize) -> Vec<String> {
        let lines: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
        block(kind, &lines, most)
    }

    #[test]
    fn a_block_that_fits_only_moves() {
        let lines = ["      a   b", "", "        c"];
        assert_eq!(shown(Kind::Text, &lines, 20), ["    a   b", "", "      c"]);
        assert_eq!(shown(Kind::Text, &lines, 6), [" a   b", "", "   c"]);
    }

    #[test]
    fn in_a_narrow_terminal_the_words_of_a_step_stand_under_it() {
        let lines = [
            " server 21 │ bind(你好)",
            "   2  bind(3) = 0          LISTEN  this address and port",
            "                           are now the server's",
        ];
        let expected = [
            "    server 21 │ bind(你好)",
            "      2  bind(3) = 0",
            "           LISTEN this address",
            "           and port are now the",
            "           server's",
        ];
        assert_eq!(shown(Kind::Text, &lines, 31), expected);
    }

    #[test]
    fn a_long_comment_goes_on_as_a_comment() {
        let lines = [
            "    // One call gives one datagram.",
            "    let a = f(one, two, three);",
        ];
        let expected = [
            "    // One call gives",
            "    // one datagram.",
            "    let a = f(one,",
            "        two, three);",
        ];
        assert_eq!(shown(Kind::Program, &lines, 22), expected);
    }

    #[test]
    fn a_change_keeps_its_signs() {
        let lines = [
            "     let a = 1;",
            "-    f(one, two);",
            "+    f(one, two, three);",
        ];
        let expected = [
            "         let a = 1;",
            "    -    f(one, two);",
            "    +    f(one, two,",
            "    +        three);",
        ];
        assert_eq!(shown(Kind::Change, &lines, 21), expected);
    }

    #[test]
    fn a_word_without_room_is_broken_before_a_method() {
        let lines = ["for line in io::stdin().lock().split(b'a') {"];
        let expected = [
            "    for line in",
            "        io::stdin()",
            "        .lock()",
            "        .split(b'a') {",
        ];
        assert_eq!(shown(Kind::Program, &lines, 22), expected);
    }
}
