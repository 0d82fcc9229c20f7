//! The words of the exercises: title, task, clues, and the one sentence to keep. A file for each
//! lesson, as in `src/lesson/exercises/`; an exercise is found by its name.

mod chat;
mod concepts;
mod half_close;
mod tcp;
mod threads;
mod udp;

use crate::lesson::exercises::Exercise;
use crate::narrate::exercise::Words;

/// In the place of words that are missing. A test sees that none are.
const MISSING: Words = Words {
    name: "",
    title: "",
    task: "",
    truths: &[],
    clues: [""; 3],
    keep: "",
    section: ("", ""),
};

pub fn words(exercise: &Exercise) -> &'static Words {
    let all = [
        concepts::WORDS,
        tcp::WORDS,
        udp::WORDS,
        threads::WORDS,
        chat::WORDS,
        half_close::WORDS,
    ];
    let mut all = all.into_iter().flatten();
    let words = all.find(|words| words.name == exercise.name);
    words.unwrap_or(&MISSING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::exercises::all;

    #[test]
    fn every_exercise_has_its_words_a_short_task_and_a_section_of_the_book() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for exercise in all() {
            let words = words(exercise);
            assert_eq!(words.name, exercise.name, "no words");
            let name = words.name;
            assert_eq!(words.truths.len(), exercise.truths.len(), "{name}");
            let length = words.task.split_whitespace().count();
            assert!((5..=60).contains(&length), "{name}: {length} words");
            let (page, heading) = words.section;
            let page = std::fs::read_to_string(root.join(format!("book/src/{page}.md")));
            let page = page.expect("a page of the book");
            let is_it = |line: &str| line.trim_start_matches('#').trim() == heading;
            assert!(page.lines().any(is_it), "{name}: {heading}");
            let others = [words.title, words.keep].into_iter().chain(words.clues);
            assert!(others.into_iter().all(|text| !text.is_empty()), "{name}");
        }
    }
}
