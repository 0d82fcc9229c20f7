//! The exercises as data: what they demand, who takes part, and what is typed. Words stand with
//! the language.
//!
//! **To add an exercise**, five places, in this order:
//! 1. `lessons/exercises/NAME.rs` as it is given: it compiles, runs, and fails its check. The same
//!    text is `given/NAME.rs`, which nobody edits: `reset` brings it back from there. Its solution is
//!    `solutions/NAME.rs` (and `NAME.py` where there is one). Program and solution stand in
//!    `lessons/exercises/Cargo.toml`. A peer that is new is a file in `peers/` and a row there.
//! 2. A row in the file of its lesson here: [`Exercise`].
//! 3. Its words in `src/narrate/en/exercises/`, in the file of the same lesson, by its name.
//! 4. A row in `tests/exercises/given.rs`: which truth breaks as it is given.
//! 5. A wrong way to pass, or a program that breaks a further truth: `tests/exercises/wrong/`.
//!
//! Its place in the list is its number (2.3 is the third of lesson 2), so nothing is renumbered.
//! What a run must show are its [`Truth`]s, in the order in which they are to be met: those after
//! the first broken one may not have been reached. How one is found true or broken is `check`.

mod chat;
mod concepts;
mod exercise;
pub mod files;
mod half_close;
mod tcp;
mod threads;
mod truth;
mod udp;

pub use exercise::{Exercise, Role};
pub use truth::{Act, Amount, Deed, Truth};

/// All of them, by lesson.
pub fn all() -> impl Iterator<Item = &'static Exercise> {
    [
        concepts::EXERCISES,
        tcp::EXERCISES,
        udp::EXERCISES,
        threads::EXERCISES,
        chat::EXERCISES,
        half_close::EXERCISES,
    ]
    .into_iter()
    .flatten()
}

/// Those of a lesson.
pub fn of_lesson(lesson: u8) -> impl Iterator<Item = &'static Exercise> {
    all().filter(move |exercise| exercise.lesson == lesson)
}

/// The exercise with this name or number.
pub fn find(text: &str) -> Option<&'static Exercise> {
    let name = text.to_lowercase();
    all().find(|exercise| exercise.name == name || number(exercise) == name)
}

/// `2.3`: the third exercise of lesson 2.
pub fn number(exercise: &Exercise) -> String {
    let of_lesson = of_lesson(exercise.lesson);
    let before = of_lesson
        .take_while(|one| one.name != exercise.name)
        .count();
    format!("{}.{}", exercise.lesson, before + 1)
}

/// The exercise whose name is most like this word, if it is a part of it or much like it.
pub fn nearest(word: &str) -> Option<&'static Exercise> {
    let word = word.to_lowercase();
    let part = all().find(|exercise| !word.is_empty() && exercise.name.contains(&word));
    let like = || all().min_by_key(|exercise| distance(&word, exercise.name));
    let is_near = |one: &&Exercise| distance(&word, one.name) * 3 <= one.name.len();
    part.or_else(|| like().filter(is_near))
}

/// How many letters must be put in, left out or changed to make one word of the other:
/// Levenshtein's distance.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = line + 1;
        for (column, with) in other.iter().enumerate() {
            let changed = before + usize::from(letter != *with);
            before = row[column + 1];
            row[column + 1] = changed.min(before + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nearly_right_is_found() {
        let near = |word| nearest(word).map(|exercise| exercise.name);
        assert_eq!(near("tcp_lenght"), Some("tcp_length"));
        assert_eq!(near("silent"), Some("threads_silent"));
        assert_eq!(near("zzz"), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn an_exercise_has_a_name_and_a_number_of_its_own() {
        let mut found = Vec::new();
        for exercise in all() {
            for key in [exercise.name.to_owned(), number(exercise)] {
                assert_eq!(find(&key), Some(exercise), "{key}");
                found.push(key);
            }
        }
        found.sort_unstable();
        let count = found.len();
        found.dedup();
        assert_eq!(found.len(), count);
    }
}
