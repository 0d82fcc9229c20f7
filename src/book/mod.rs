//! Reading and changing a lesson without leaving the prompt: its program, its chapter,
//! and the learner's own [`mod@editor`].
//!
//! A chapter, a [`page`], goes this way: [`mod@include`] fills in what it shows of other files;
//! [`parse`] makes
//! [`block`]s of the Markdown, with [`mod@inline`], [`html`] and [`folded`]; [`layout`] makes
//! lines of them, with [`code`], [`table`] and [`wrap`], in the [`room`] that there is, in a [`style`]
//! of its own on a terminal. [`answers`] stand at the end of a page. Single words are looked up in
//! [`terms`].

mod answers;
mod block;
mod code;
mod editor;
mod folded;
mod html;
mod include;
mod inline;
mod layout;
mod page;
mod parse;
mod room;
mod style;
mod table;
mod terms;
mod wrap;

pub use editor::edit;
pub use terms::Terms;

use crate::lesson::catalogue::{Lesson, Page};
use crate::lesson::program;
use crate::narrate::message::Book;
use crate::narrate::{Result, message};
use crate::terminal::{listing, pager};
use room::Room;

/// The program of the lesson with line numbers.
pub fn source(lesson: &Lesson, paged: bool) -> Result<()> {
    let path = program::source(lesson)?;
    let text = page::text_of(&path)?;
    show(&listing::numbered(&text), paged)
}

fn show(lines: &[String], paged: bool) -> Result<()> {
    Ok(pager::show(lines, paged, &message(Book::InPager))?)
}

/// A page of the book, as text.
pub fn read(page: Page, paged: bool) -> Result<()> {
    let page = answers::at_end(page::blocks(page)?);
    show(&layout::lines(&page, Room::of_output()), paged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::columns::width;
    use std::fs;
    use std::path::Path;

    /// An address, which stays in one piece, is all that may be longer than the terminal.
    #[test]
    fn every_page_of_the_book_fits_in_sixty_columns() {
        let room = Room {
            text: 60,
            wide: 60,
            is_styled: false,
        };
        let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src");
        for page in fs::read_dir(book).expect("a folder") {
            let page = page.expect("a page").path();
            for line in layout::lines(&page::of_file(&page).expect("blocks"), room) {
                let is_address = line.trim_start().starts_with("(https://") && !line.contains(") ");
                assert!(width(&line) <= 60 || is_address, "{line}");
                assert!(!line.contains("ANCHOR:"), "{line}");
            }
        }
    }
}
