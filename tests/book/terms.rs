//! No word of the glossary is used before it is explained: where the chapters, read from the first
//! one on, have it for the first time, it stands in bold in the same paragraph. The other pages are
//! there to be looked up.

use crate::links::links;
use crate::pages::{Page, pages, read};

#[test]
fn every_word_of_the_glossary_is_explained_where_it_is_first_used() {
    let summary = read("book/src/SUMMARY.md");
    let pages = pages();
    let find = |name: &str| pages.iter().find(|page| page.name == name).unwrap();
    let is_read = |name: &&str| *name == "start.md" || name.starts_with("lesson");
    let chapters = links(&summary).into_iter().filter(is_read).map(find);
    let paragraphs: Vec<String> = chapters.flat_map(told).collect();
    let mut explained = 0;
    for word in words(&find("glossary.md").text) {
        if let Some(first) = paragraphs.iter().find(|told| uses(told, &word)) {
            assert!(explains(first, &word), "{word} is not explained: {first}");
            explained += 1;
        }
    }
    assert!(explained > 25, "only {explained} words were found");
}

fn words(glossary: &str) -> Vec<String> {
    let rows = glossary
        .lines()
        .filter_map(|line| line.strip_prefix("| **"));
    let names = rows.map(|row| row.split_once("**").unwrap().0);
    names
        .flat_map(|names| names.split(", "))
        .map(str::to_lowercase)
        .collect()
}

/// What a page tells, paragraph by paragraph, in small letters. A heading, what a chapter promises and a
/// table only name things; what is in backquotes is typed or shown.
fn told(page: &Page) -> Vec<String> {
    let prose = page.prose();
    let parts = prose.split("\n\n").map(str::trim);
    let told = parts.filter(|part| {
        !(part.starts_with(['#', '|', '<']) || part.starts_with("**You will be able to**"))
    });
    let plain = |part: &str| {
        let words: Vec<&str> = part.split('`').step_by(2).collect();
        words.join("`").replace('\n', " ").to_lowercase()
    };
    told.map(plain).collect()
}

/// Whether the word stands there, alone or as more than one.
fn uses(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(place, _)| {
        let after = &text[place + word.len()..];
        let after = ["es", "s"]
            .iter()
            .find_map(|more| after.strip_prefix(more))
            .unwrap_or(after);
        !text[..place].ends_with(char::is_alphanumeric)
            && !after.starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}

fn explains(text: &str, word: &str) -> bool {
    text.split("**")
        .skip(1)
        .step_by(2)
        .any(|bold| uses(bold, word))
}
