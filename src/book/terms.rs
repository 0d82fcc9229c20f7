//! What a word means, looked up in the pages that explain words: the glossary, the calls, the
//! states, the errors. The pages are the one source; here they are only cut into entries.

use super::block::Block;
use super::layout;
use super::page;
use super::room::Room;
use crate::lesson::catalogue::Page;
use crate::lesson::near::nearest;
use crate::narrate::message::Book;
use crate::narrate::{Result, message};

/// The pages that explain words, each with the way to its entries.
const PAGES: [(&str, Cut); 4] = [
    ("glossary", of_tables),
    ("tcp-states", of_lists),
    ("errors", of_sections),
    ("calls", of_tables),
];

type Cut = fn(&[Block]) -> Vec<(Vec<String>, Vec<Block>)>;

/// All that can be looked up.
pub struct Terms(Vec<Entry>);

struct Entry {
    /// Each of them leads here.
    names: Vec<String>,
    blocks: Vec<Block>,
    page: &'static str,
}

impl Terms {
    /// # Errors
    /// If a page cannot be read.
    pub fn load() -> Result<Terms> {
        let mut entries = Vec::new();
        for (name, cut) in PAGES {
            let blocks = page::blocks(Page::Other(name))?;
            let cut = cut(&blocks).into_iter();
            entries.extend(cut.map(|(names, blocks)| Entry {
                names,
                blocks,
                page: name,
            }));
        }
        Ok(Terms(entries))
    }

    /// What is said of the word, as lines; empty if nothing is.
    pub fn explain(&self, word: &str) -> Vec<String> {
        let room = Room::of_output();
        let asked = plain(word);
        let is_asked = |entry: &&Entry| entry.names.iter().any(|name| plain(name) == asked);
        let mut lines = Vec::new();
        for entry in self.0.iter().filter(is_asked) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(entry.names.join(", "));
            let inside = layout::lines(&entry.blocks, room.beside(INDENT.len()));
            let more = message(Book::From(entry.page));
            let inside = inside.iter().chain([&more]);
            let inside = inside.map(|line| format!("{INDENT}{line}"));
            lines.extend(inside.map(|line| line.trim_end().to_owned()));
        }
        lines
    }

    pub fn is_known(&self, word: &str) -> bool {
        let asked = plain(word);
        let mut names = self.0.iter().flat_map(|entry| &entry.names);
        names.any(|name| plain(name) == asked)
    }

    /// The name that may have been meant.
    pub fn near(&self, word: &str) -> Option<&str> {
        let names = self.0.iter().flat_map(|entry| &entry.names);
        nearest(word, names.map(String::as_str))
    }

    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .flat_map(|entry| &entry.names)
            .map(|name| &**name)
    }
}

const INDENT: &str = "  ";

/// `TIME_WAIT`, `time wait` and `TimeWait` are the same word.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The names in a cell: `listening socket, listener`, or `reset (RST)`.
fn names(cell: &str) -> Vec<String> {
    let names = cell.split(", ").flat_map(|part| part.split(" ("));
    let names = names.map(|name| name.trim_matches(['`', ')', '(', ' ']).to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// A row is an entry: its names, what it means, and maybe more under the heading of a column.
fn of_tables(page: &[Block]) -> Vec<(Vec<String>, Vec<Block>)> {
    let tables = page.iter().filter_map(|block| match block {
        Block::Table(rows) => rows.split_first(),
        _ => None,
    });
    let entries = tables.flat_map(|(heading, rows)| {
        rows.iter().filter_map(move |row| {
            let [cell, meaning, more @ ..] = &row[..] else {
                return None;
            };
            let more = more.iter().zip(&heading[2..]);
            let more = more.map(|(cell, heading)| format!("{heading}: {cell}"));
            let texts: Vec<String> = [meaning.clone()].into_iter().chain(more).collect();
            Some((names(cell), vec![Block::Paragraph(texts.join(" "))]))
        })
    });
    entries.collect()
}

/// An item that begins with a name and a colon is an entry.
fn of_lists(page: &[Block]) -> Vec<(Vec<String>, Vec<Block>)> {
    let lists = page.iter().filter_map(|block| match block {
        Block::List { items, .. } => Some(items),
        _ => None,
    });
    let entries = lists.flatten().filter_map(|item| {
        let [Block::Paragraph(text)] = &item[..] else {
            return None;
        };
        let (name, meaning) = text.split_once(": ")?;
        let name = name.strip_prefix('`')?.strip_suffix('`')?;
        let meaning = Block::Paragraph(meaning.to_owned());
        Some((vec![name.to_owned()], vec![meaning]))
    });
    entries.collect()
}

/// The rows of the table are in the order of the sections, and name them in other words too.
fn of_sections(page: &[Block]) -> Vec<(Vec<String>, Vec<Block>)> {
    let table = page.iter().find_map(|block| match block {
        Block::Table(rows) => rows.split_first(),
        _ => None,
    });
    let rows = table.map_or(&[][..], |(_, rows)| rows);
    let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
    let parts: Vec<&[Block]> = page.split(is_heading).collect();
    let headings = page.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(text),
        _ => None,
    });
    // Before the first heading stands nothing, and under it the table.
    let sections = headings.zip(parts.into_iter().skip(1)).skip(1);
    let entries = sections.zip(rows).map(|((heading, blocks), row)| {
        let cells = row.iter().filter(|cell| !cell.starts_with("none"));
        let mut all: Vec<String> = cells.flat_map(|cell| names(cell)).collect();
        if !all.contains(heading) {
            all.insert(0, heading.clone());
        }
        (all, blocks.to_vec())
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::catalogue::LESSONS;
    use insta::assert_snapshot;

    fn explained(word: &str) -> String {
        Terms::load().expect("the pages").explain(word).join("\n")
    }

    #[test]
    fn a_word_is_known_by_each_of_its_names() {
        for [one, other] in [
            ["listener", "listening socket"],
            ["RST", "reset"],
            ["TIME_WAIT", "time wait"],
            ["ECONNREFUSED", "Connection refused"],
            ["ECONNREFUSED", "ConnectionRefused"],
            ["EADDRNOTAVAIL", "Address not available"],
            ["EAGAIN", "WouldBlock"],
            ["accept", "accept4"],
        ] {
            let [one, other] = [explained(one), explained(other)];
            assert!(!one.is_empty(), "{other}");
            assert!(
                one.contains(&other) || other.contains(&one),
                "{one}\n{other}"
            );
        }
        assert_eq!(explained("nonsense"), "");
    }

    #[test]
    fn an_entry_says_what_it_is_and_where_there_is_more() {
        assert_snapshot!(explained("shutdown"), @r"
        shutdown
          To end one direction of a connection, or both. The descriptor stays. Manual
          page: shutdown(2)
          (read calls shows more)
        ");
        assert_snapshot!(explained("FIN"), @r#"
        FIN
          The packet that ends one direction of a connection.
          (read glossary shows more)

        FIN
          "I send no more." It ends one direction.
          (read calls shows more)
        "#);
    }

    /// What stands on the screen has an answer: each call of the lessons, and each of their errors.
    #[test]
    fn every_name_in_a_run_of_a_lesson_is_an_entry() {
        let terms = Terms::load().expect("the pages");
        let mut seen = 0;
        for lesson in &LESSONS {
            let names = lesson.record.split("\"name\":\"").skip(1);
            let names = names.filter_map(|after| after.split('"').next());
            for name in names.filter(|name| !name.starts_with("lesson")) {
                assert!(terms.is_known(name), "{name} of lesson {}", lesson.number);
                seen += 1;
            }
        }
        assert!(seen > 100, "{seen}");
    }

    #[test]
    fn every_state_and_every_error_of_the_pages_is_an_entry() {
        let terms = Terms::load().expect("the pages");
        let names: Vec<&str> = terms.names().collect();
        for name in [
            "LISTEN",
            "SYN_RECV",
            "CLOSING",
            "EMSGSIZE",
            "BrokenPipe",
            "SO_REUSEADDR",
        ] {
            assert!(names.contains(&name), "{name} in {names:?}");
        }
        assert!(names.len() > 150, "{}", names.len());
        assert_eq!(terms.near("TIMEWAT"), Some("TIME_WAIT"));
        assert_eq!(terms.near("sockets"), Some("socket"));
    }
}
