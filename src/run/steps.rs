//! The last steps of a run as they were told, for who asks about one of them.

use crate::narrate::Told;
use event::{Step, StepNumber};
use std::collections::BTreeMap;

/// A run can be as long as it likes; nobody looks back so far.
const MOST: usize = 2000;

#[derive(Clone, Default)]
pub struct Steps {
    kept: BTreeMap<StepNumber, (Step, Told)>,
    /// The lesson that is run; None for any two other programs.
    pub lesson: Option<u8>,
}

impl Steps {
    pub fn keep(&mut self, step: &Step, told: &Told) {
        self.kept.insert(step.number, (step.clone(), told.clone()));
        if self.kept.len() > MOST {
            self.kept.pop_first();
        }
    }

    pub fn get(&self, number: StepNumber) -> Option<&(Step, Told)> {
        self.kept.get(&number)
    }

    /// Those that came before this one, the last one first.
    pub fn before(&self, number: StepNumber) -> impl Iterator<Item = &(Step, Told)> {
        self.kept.range(..number).rev().map(|(_, kept)| kept)
    }

    /// The numbers of the first and the last one that is kept.
    pub fn range(&self) -> Option<(StepNumber, StepNumber)> {
        let (first, _) = self.kept.first_key_value()?;
        let (last, _) = self.kept.last_key_value()?;
        Some((*first, *last))
    }
}
