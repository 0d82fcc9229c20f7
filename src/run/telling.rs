//! Which of the threads that wait are told of at the end of a run.

use event::{End, Wait, Waiting};

/// Without threads that wait in calls that are not told (for another thread of their own program,
/// for work), where somebody of their end waits for something else: those of a run-time are many,
/// and what its end waits for matters. The main thread is told of in any case.
pub fn telling(mut waiting: Vec<Waiting>) -> Vec<Waiting> {
    let is_inner = |one: &Waiting| matches!(one.wait, Wait::Untold(_));
    let outer = waiting.iter().filter(|one| !is_inner(one));
    let outer: Vec<End> = outer.map(|one| one.who.end).collect();
    waiting.retain(|one| !is_inner(one) || one.who.thread == 1 || !outer.contains(&one.who.end));
    waiting
}
