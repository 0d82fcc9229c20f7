//! mdBook is silent about an include that names no file or no anchor: it shows an empty
//! listing, or the include itself. So every include is checked here.

use crate::pages::{Block, Page, pages, read, root};
use std::collections::BTreeSet;
use std::fs;

/// `{{#include FILE:PART}}`, the file as seen from the folder of the workbook.
struct Include {
    kind: String,
    file: String,
    part: String,
}

fn includes(text: &str) -> Vec<Include> {
    let mut found = Vec::new();
    for piece in text.split("{{#").skip(1) {
        let (include, _) = piece.split_once("}}").expect("an include is not closed");
        let (kind, target) = include.split_once(' ').unwrap();
        let (file, part) = target.split_once(':').unwrap_or((target, ""));
        let file = file
            .strip_prefix("../../")
            .unwrap_or_else(|| panic!("{target} is not in the workbook"));
        found.push(Include {
            kind: kind.to_owned(),
            file: file.to_owned(),
            part: part.to_owned(),
        });
    }
    found
}

fn anchors(source: &str) -> Vec<&str> {
    let marks = source.lines().map(str::trim);
    marks
        .filter_map(|line| line.strip_prefix("// ANCHOR: "))
        .collect()
}

#[test]
fn every_listing_is_taken_from_a_lesson_and_every_anchor_is_shown() {
    let mut shown = BTreeSet::new();
    for page in pages() {
        for block in page.blocks() {
            let in_rust = block.info.starts_with("rust");
            for include in includes(&block.text) {
                if include.kind != "rustdoc_include" {
                    continue;
                }
                assert!(in_rust, "{}: {}", page.name, include.file);
                let source = read(&include.file);
                assert!(
                    anchors(&source).contains(&include.part.as_str()),
                    "{}: {} has no anchor {:?}",
                    page.name,
                    include.file,
                    include.part
                );
                shown.insert((include.file, include.part));
            }
            assert!(
                !in_rust || block.text.contains("{{#rustdoc_include"),
                "{}: a listing under {:?} is not taken from a lesson",
                page.name,
                block.heading
            );
        }
    }
    let mut marked = BTreeSet::new();
    for entry in fs::read_dir(root().join("lessons")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().to_string();
        let file = format!("lessons/{name}");
        let source = read(&file);
        for anchor in anchors(&source) {
            let ends = source
                .matches(&format!("// ANCHOR_END: {anchor}\n"))
                .count();
            assert_eq!(ends, 1, "{file}: the end of {anchor}");
            assert!(
                marked.insert((file.clone(), anchor.to_owned())),
                "{file}: {anchor} twice"
            );
        }
    }
    assert_eq!(
        shown, marked,
        "anchors shown in the book, and anchors in the lessons"
    );
}

#[test]
fn every_transcript_is_the_present_snapshot() {
    for page in pages() {
        for block in page.blocks() {
            for include in includes(&block.text) {
                if include.kind == "rustdoc_include" {
                    continue;
                }
                assert_eq!(include.kind, "include", "{}", page.name);
                let snapshot = read(&include.file);
                assert!(
                    include.file.starts_with("tests/snapshots/"),
                    "{}",
                    page.name
                );
                let lines: Vec<&str> = snapshot.lines().collect();
                let (first, last) = include.part.split_once(':').unwrap();
                let first: usize = first.parse().unwrap();
                check_lines(&page, &block, &include, &lines, first, last.parse().ok());
            }
        }
    }
}

/// A whole transcript begins after the three lines that head a snapshot. A part of one is
/// made of whole entries: an empty line stands before it and after it.
fn check_lines(
    page: &Page,
    block: &Block,
    include: &Include,
    lines: &[&str],
    first: usize,
    last: Option<usize>,
) {
    let place = format!("{}: {}:{}", page.name, include.file, include.part);
    match last {
        None => {
            assert_eq!((lines[0], lines[2]), ("---", "---"), "{place}: the head");
            assert_eq!(first, 4, "{place}: the whole transcript");
            assert_eq!(block.info, "text,transcript", "{place}");
        }
        Some(last) => {
            assert_eq!(block.info, "text", "{place}");
            let (before, after) = (lines[first - 2], lines[last]);
            assert_eq!((before, after), ("", ""), "{place}: not whole entries");
            assert!(lines[first - 1].contains(" │ "), "{place}: no heading");
        }
    }
}

#[test]
fn nothing_but_an_include_is_shown_as_a_whole_transcript() {
    for page in pages() {
        for block in page.blocks() {
            if block.info == "text,transcript" {
                assert!(block.text.starts_with("{{#include "), "{}", page.name);
                assert_eq!(block.text.lines().count(), 1, "{}", page.name);
            }
        }
    }
}
