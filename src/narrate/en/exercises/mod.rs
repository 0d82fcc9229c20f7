//! The words of the exercises: title, task, clues, and the one sentence to keep. A file for each
//! lesson, as in `src/lesson/exercises/`; an exercise is found by its name.

mod half_close;
mod tcp;
mod threads;

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
};

pub fn words(exercise: &Exercise) -> &'static Words {
    let mut all = [tcp::WORDS, threads::WORDS, half_close::WORDS]
        .into_iter()
        .flatten();
    let words = all.find(|words| words.name == exercise.name);
    words.unwrap_or(&MISSING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::exercises::all;

    #[test]
    fn every_exercise_has_its_words_and_no_task_is_long() {
        for exercise in all() {
            let words = words(exercise);
            assert_eq!(words.name, exercise.name, "no words");
            let name = words.name;
            assert_eq!(words.truths.len(), exercise.truths.len(), "{name}");
            let length = words.task.split_whitespace().count();
            assert!((5..=60).contains(&length), "{name}: {length} words");
            let others = [words.title, words.keep].into_iter().chain(words.clues);
            assert!(others.into_iter().all(|text| !text.is_empty()), "{name}");
        }
    }
}
