//! What is said of an exercise, as data: its words in a language, and the parts of a truth on the
//! screen.

/// The words of an exercise. A language has them for each.
#[derive(Debug)]
pub struct Words {
    /// Of the exercise.
    pub name: &'static str,
    pub title: &'static str,
    /// What shall hold at the end, in at most 60 words; no recipe.
    pub task: &'static str,
    /// For each truth what is said of it; empty where its general sentence is enough.
    pub truths: &'static [&'static str],
    /// From far to near: the last one is the solution.
    pub clues: [&'static str; 3],
    /// The one sentence to keep.
    pub keep: &'static str,
    /// What of the book to read: a page, and a heading of it.
    pub section: (&'static str, &'static str),
}

/// What stands on the screen of a truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What shall be so.
    pub label: String,
    /// To the right: the steps that show it, or how it was broken.
    pub note: String,
    /// Below: what was expected instead.
    pub expected: String,
}
