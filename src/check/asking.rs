//! Which of many questions are worth asking in one run: those of another kind than before.

use super::prediction::{Question, Variant};
use std::collections::BTreeMap;

/// Which questions were asked already, and so which are worth asking.
#[derive(Debug, Default)]
pub struct Asked {
    count: usize,
    times: BTreeMap<Variant, usize>,
}

/// So many are asked at most. Of fewer than these, a question may come a second time.
const MOST: usize = 9;
const FEW: usize = 4;

impl Asked {
    /// The first of these that is worth asking: each kind once, and a second time as long as there
    /// were few.
    pub fn choose(&self, questions: Vec<Question>) -> Option<Question> {
        let times = |question: &Question| self.times.get(&question.variant).copied().unwrap_or(0);
        if self.count >= MOST {
            return None;
        }
        let least = questions.iter().map(times).min()?;
        let is_worth = least == 0 || least == 1 && self.count < FEW;
        is_worth.then(|| questions.into_iter().find(|one| times(one) == least))?
    }

    pub fn note(&mut self, question: &Question) {
        self.count += 1;
        *self.times.entry(question.variant).or_default() += 1;
    }
}
