//! Text in columns, measured as a terminal does: 你 takes two.

use crate::narrate::quote::width;
use textwrap::Options;

/// Columns for text, even where the terminal has no room for them.
const NARROWEST: usize = 20;

/// The rows as lines; each column is as wide as its widest cell.
pub fn columns<R: AsRef<[String]>>(rows: &[R]) -> Vec<String> {
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
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The text in lines that the terminal has room for.
pub fn fill(text: &str) -> String {
    textwrap::fill(text, textwrap::termwidth().max(NARROWEST))
}

/// A row whose last cell is wrapped under itself.
pub fn hang(start: &str, last: &str, most: usize) -> Vec<String> {
    let indent = " ".repeat(width(start));
    let options = Options::new(most.max(width(start) + NARROWEST))
        .initial_indent(start)
        .subsequent_indent(&indent);
    let lines = textwrap::wrap(last, options).into_iter();
    lines.map(|line| line.into_owned()).collect()
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
}
