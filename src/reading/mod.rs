//! Reading and changing a lesson without leaving the prompt: its program, its chapter,
//! and the learner's own editor.

mod block;
mod code;
mod folded;
mod html;
mod include;
mod inline;
mod layout;
mod pager;
mod parse;
mod room;
mod table;
mod wrap;

use crate::catalogue::{Lesson, Page};
use crate::listing;
use crate::narrate::reading as words;
use crate::program;
use anyhow::{Context, Result, anyhow, bail};
use room::Room;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

/// The program of the lesson with line numbers.
pub fn source(lesson: &Lesson, paged: bool) -> Result<()> {
    let path = program::source(lesson)?;
    let text = fs::read_to_string(&path).with_context(|| words::cannot_read(&path))?;
    pager::show(&listing::numbered(&text), paged)
}

/// A page of the book, as text.
pub fn read(page: Page, paged: bool) -> Result<()> {
    let path = program::workspace()?.join("book/src").join(page.file());
    if !path.is_file() {
        bail!(words::no_page(page));
    }
    pager::show(&lines(&path, Room::of_output())?, paged)
}

fn lines(path: &Path, room: Room) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).with_context(|| words::cannot_read(path))?;
    let text = include::fill_in(&text, path);
    Ok(layout::lines(&parse::blocks(&text), room))
}

/// The lesson's program in the learner's editor.
pub fn edit(lesson: &Lesson) -> Result<()> {
    let named = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(editor) = named("VISUAL").or_else(|| named("EDITOR")) else {
        bail!(words::no_editor());
    };
    let words = shlex::split(&editor).ok_or_else(|| anyhow!(words::odd_editor(&editor)))?;
    let Some((program, arguments)) = words.split_first() else {
        bail!(words::no_editor());
    };
    let path = program::source(lesson)?;
    let status = Command::new(program).args(arguments).arg(&path).status();
    let status = status.map_err(|error| anyhow!(words::editor_failed(program, &error)))?;
    if !status.success() {
        bail!(words::editor_ended(program, status.code()));
    }
    writeln!(io::stdout(), "{}", words::edited(lesson))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::width;

    /// An address, which stays in one piece, is all that may be longer than the terminal.
    #[test]
    fn every_page_of_the_book_fits_in_sixty_columns() -> Result<()> {
        let room = Room { text: 60, wide: 60 };
        let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src");
        for page in fs::read_dir(book)? {
            for line in lines(&page?.path(), room)? {
                let is_address = line.trim_start().starts_with("(https://") && !line.contains(") ");
                assert!(width(&line) <= 60 || is_address, "{line}");
                assert!(!line.contains("ANCHOR:"), "{line}");
            }
        }
        Ok(())
    }
}
