//! A page cites a step of a run as `step 10 (connect)`, a page that is no chapter as
//! `lesson 2, step 10 (connect)`. The word must stand in that step of the lesson's snapshot.
//! What stands in backquotes is no citation: `step 2` is a command.

use crate::pages::{pages, read};
use crate::support::output::collapsed;

#[test]
fn every_step_that_is_cited_is_what_the_page_says() {
    let mut cited = 0;
    for page in pages() {
        let prose = page.prose();
        let prose: Vec<&str> = prose.split('`').step_by(2).collect();
        let prose = collapsed(&prose.join("`"));
        let chapter = lesson_of(&page.name);
        let small = prose.replace("Step", "step");
        for (place, _) in small.match_indices("step") {
            let after = &prose[place + "step".len()..];
            let after = after.strip_prefix('s').unwrap_or(after);
            let Some((number, rest)) = number(after) else {
                continue;
            };
            let before = prose[..place].trim_end().trim_end_matches(',');
            let lesson = before
                .rsplit_once("lesson ")
                .and_then(|(_, lesson)| lesson.parse().ok())
                .or(chapter);
            let lesson: u8 =
                lesson.unwrap_or_else(|| panic!("{}: step {number} of which lesson?", page.name));
            let word = rest
                .strip_prefix(" (")
                .and_then(|rest| rest.split_once(')'));
            let (word, _) =
                word.unwrap_or_else(|| panic!("{}: step {number} has no (word)", page.name));
            let step = step(lesson, number);
            assert!(
                step.contains(word),
                "{}: step {number} of lesson {lesson} has no {word:?}, it is: {step}",
                page.name
            );
            cited += 1;
        }
    }
    assert!(
        cited > 50,
        "only {cited} steps were found: has their form changed?"
    );
}

fn lesson_of(page: &str) -> Option<u8> {
    page.strip_prefix("lesson")?
        .strip_suffix(".md")?
        .parse()
        .ok()
}

/// A space and a number at the beginning of the text, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.strip_prefix(' ')?;
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// A step with all its lines.
fn step(lesson: u8, number: u32) -> String {
    let snapshot = read(format!("tests/snapshots/lesson{lesson}.snap"));
    let start = format!("{number:>4}  ");
    let mut lines = snapshot
        .lines()
        .skip_while(|line| !line.starts_with(&start));
    let first = lines
        .next()
        .unwrap_or_else(|| panic!("lesson {lesson} has no step {number}"));
    // The lines that belong to it are indented further than a step's number.
    let more = lines.take_while(|line| line.starts_with("      "));
    collapsed(
        &[first]
            .into_iter()
            .chain(more)
            .collect::<Vec<_>>()
            .join(" "),
    )
}
