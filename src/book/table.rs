//! A table in the columns that there are: its cells side by side, wrapped where they have to
//! be; and where even their longest words have no room so, under each other.

use super::room::Room;
use super::wrap::{longest_word, wrap};
use crate::terminal::columns::width;

/// Columns between two cells.
const GAP: usize = 2;
/// Columns for the last cell, so that it may be the only one that is wrapped.
const LAST: usize = 20;

/// The first row is the heading.
pub fn lines(rows: &[Vec<String>], room: Room) -> Vec<String> {
    match widths(rows, room) {
        Some(widths) => side_by_side(rows, &widths),
        None => under_each_other(rows, room.text),
    }
}

fn widths(rows: &[Vec<String>], room: Room) -> Option<Vec<usize>> {
    let count = rows.iter().map(Vec::len).max().filter(|count| *count > 0)?;
    let most = |column: usize, measure: fn(&str) -> usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| measure(cell)).max().unwrap_or(0)
    };
    let widest: Vec<usize> = (0..count).map(|column| most(column, width)).collect();
    let least: Vec<usize> = (0..count)
        .map(|column| most(column, longest_word))
        .collect();
    let gaps = GAP * (count - 1);
    only_the_last_wrapped(&widest, least[count - 1], room.text.saturating_sub(gaps))
        .or_else(|| shared(&widest, least, room.wide.saturating_sub(gaps)))
}

/// All but the last column as wide as they are.
fn only_the_last_wrapped(widest: &[usize], least: usize, room: usize) -> Option<Vec<usize>> {
    let (last, before) = widest.split_last()?;
    let left = room.checked_sub(before.iter().sum())?;
    let is_enough = left >= least && left >= LAST;
    (*last <= left || is_enough).then(|| [before, &[left.min(*last)]].concat())
}

/// The room handed out, the narrowest column first, until each has what it wants.
fn shared(widest: &[usize], least: Vec<usize>, room: usize) -> Option<Vec<usize>> {
    let mut widths = least;
    let mut spare = room.checked_sub(widths.iter().sum())?;
    while spare > 0 {
        let wants_more = (0..widths.len()).filter(|at| widths[*at] < widest[*at]);
        let Some(narrowest) = wants_more.min_by_key(|at| widths[*at]) else {
            break;
        };
        widths[narrowest] += 1;
        spare -= 1;
    }
    Some(widths)
}

fn side_by_side(rows: &[Vec<String>], widths: &[usize]) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(widths);
        let cells: Vec<Vec<String>> = cells
            .map(|(cell, most)| wrap(cell, "", "", *most))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        lines.extend((0..height).map(|at| {
            let pieces = cells
                .iter()
                .map(|cell| cell.get(at).map_or("", |line| line));
            beside(pieces, widths)
        }));
        if number == 0 {
            let under = cells.iter().map(|cell| {
                let widest = cell.iter().map(|line| width(line)).max();
                "-".repeat(widest.unwrap_or(0))
            });
            let under: Vec<String> = under.collect();
            lines.push(beside(under.iter().map(String::as_str), widths));
        }
    }
    lines
}

fn beside<'a>(pieces: impl Iterator<Item = &'a str>, widths: &[usize]) -> String {
    let mut line = String::new();
    for (piece, most) in pieces.zip(widths) {
        let filler = most.saturating_sub(width(piece)) + GAP;
        line += &format!("{piece}{:filler$}", "");
    }
    line.trim_end().to_owned()
}

/// Each cell led in by its heading; the first one of a row stands out.
fn under_each_other(rows: &[Vec<String>], most: usize) -> Vec<String> {
    let Some((headings, rows)) = rows.split_first() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for row in rows {
        for (number, (heading, cell)) in headings.iter().zip(row).enumerate() {
            let (first, rest) = if number == 0 {
                ("", "    ")
            } else {
                ("  ", "    ")
            };
            if !cell.is_empty() {
                lines.extend(wrap(&format!("{heading}: {cell}"), first, rest, most));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: &[&[&str]], columns: usize) -> Vec<String> {
        let row = |row: &&[&str]| row.iter().map(|cell| cell.to_string()).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
        let room = Room {
            text: columns,
            wide: columns,
            is_styled: false,
        };
        lines(&rows, room)
    }

    #[test]
    fn the_last_column_is_wrapped_under_itself() {
        let rows: [&[&str]; 3] = [
            &["Type", "What to look at"],
            &["`你好`", "one two three four"],
            &["`a|b`", "five"],
        ];
        let expected = [
            "Type    What to look at",
            "----    ---------------",
            "`你好`  one two three four",
            "`a|b`   five",
        ];
        assert_eq!(shown(&rows, 40), expected);
        let narrow = shown(&rows, 24);
        assert_eq!(narrow[2..4], ["`你好`  one two three", "        four"]);
    }

    #[test]
    fn where_the_first_columns_take_too_much_all_are_wrapped() {
        let rows: [&[&str]; 2] = [&["a", "b", "c"], &["one two three", "four five six", "no"]];
        let expected = [
            "a         b         c",
            "-         -         -",
            "one two   four      no",
            "three     five six",
        ];
        assert_eq!(shown(&rows, 22), expected);
    }

    #[test]
    fn words_that_have_no_room_side_by_side_stand_under_each_other() {
        let rows: [&[&str]; 2] = [&["Python", "Rust"], &["s.close()", "drop(stream), or else"]];
        let expected = [
            "Python: s.close()",
            "  Rust:",
            "    drop(stream),",
            "    or else",
        ];
        assert_eq!(shown(&rows, 17), expected);
    }
}
