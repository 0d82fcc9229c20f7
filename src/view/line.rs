//! One line of the screen, made of inked pieces. It is measured and padded without its
//! colours, so that a coloured line and a plain one are the same but for the codes. It
//! does not know what it says, nor in which lane it stands.

use super::ink::{Ink, paint};
use crate::terminal::escape::{line, width};
use event::TcpState;

#[derive(Clone, Debug, Default)]
pub struct Line(Vec<(Ink, String)>);

impl Line {
    pub fn new() -> Line {
        Line::default()
    }

    /// A record may be a stranger's: whatever could drive the terminal is escaped, also
    /// where nobody thought of it before. What is escaped already stays as it is.
    pub fn put(mut self, ink: Ink, text: impl AsRef<str>) -> Line {
        self.0.push((ink, line(text.as_ref().as_bytes())));
        self
    }

    pub fn plain(self, text: impl AsRef<str>) -> Line {
        self.put(Ink::Plain, text)
    }

    pub fn join(mut self, other: Line) -> Line {
        self.0.extend(other.0);
        self
    }

    /// Spaces up to this column.
    pub fn pad(self, columns: usize) -> Line {
        let missing = columns.saturating_sub(self.width());
        self.plain(" ".repeat(missing))
    }

    /// Terminal columns.
    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| width(text)).sum()
    }

    /// The line as it is printed, without spaces at its end.
    pub fn show(mut self, colour: bool) -> String {
        while let Some((_, text)) = self.0.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() {
                break;
            }
            self.0.pop();
        }
        let pieces = self.0.into_iter();
        pieces
            .map(|(ink, text)| {
                if colour && !text.trim().is_empty() {
                    paint(ink, &text)
                } else {
                    text
                }
            })
            .collect()
    }
}

/// Puts the state after the last line: at its column, behind what reaches beyond that, or
/// on a line of its own where there is no room.
pub fn put_state(lines: &mut Vec<Line>, state: TcpState, column: usize, columns: usize) {
    let state = state.to_string();
    let column = column.min(columns.saturating_sub(width(&state)));
    let used = lines.last().map_or(0, Line::width);
    let is_room = used.max(column.saturating_sub(1)) + 1 + width(&state) <= columns;
    let start = if is_room {
        lines.pop().unwrap_or_default().pad(used + 1)
    } else {
        Line::new()
    };
    lines.push(start.pad(column).put(Ink::Strong, state));
}
