//! How the lines of a page stand out on a terminal: by weight, and not by colour, so that every
//! theme can show it. Nothing is said by it that is not said without.

use super::block::{Block, Kind};

const BOLD: &str = "1";
const DIM: &str = "2";

/// A line of the block. It is escaped already.
pub fn styled(block: &Block, line: String) -> String {
    match weight(block, line.trim_start()) {
        Some(weight) if !line.is_empty() => format!("\u{1b}[{weight}m{line}\u{1b}[m"),
        _ => line,
    }
}

fn weight(block: &Block, text: &str) -> Option<&'static str> {
    match block {
        Block::Heading { .. } => Some(BOLD),
        Block::Code {
            kind: Kind::Program,
            ..
        } => text.starts_with("//").then_some(DIM),
        Block::Code {
            kind: Kind::Change, ..
        } if text.starts_with('+') => Some(BOLD),
        Block::Code {
            kind: Kind::Change, ..
        } if text.starts_with('-') => Some(DIM),
        _ => None,
    }
}
