//! What two runs of a lesson have in common and what not: the steps of each end, in their order.
//! The order between the ends is no difference by itself, nor is a number of any kind
//! ([`essence`](super::essence)). And which lines of two texts are changed.

use super::align::align;
use super::essence::{Essence, Own};
use event::{End, Event, Step, StepNumber, What};
use std::collections::{BTreeMap, BTreeSet};

/// What a second run of a lesson has other than the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// In the order of the second run.
    pub changes: Vec<Change>,
    /// How many steps both have.
    pub same: usize,
}

/// The numbers of steps: `old` ones in the first run, `new` ones in the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Came {
        new: StepNumber,
    },
    Went {
        old: StepNumber,
    },
    /// Both have it, and something of it is different.
    Changed {
        old: StepNumber,
        new: StepNumber,
    },
    /// The same steps at another place in what their end does.
    Moved {
        old: Vec<StepNumber>,
        new: Vec<StepNumber>,
    },
}

/// The steps of a run.
pub fn steps(events: &[Event]) -> Vec<Step> {
    let steps = events.iter().filter_map(|event| match event {
        Event::Step(step) => Some(Step::clone(step)),
        _ => None,
    });
    steps.collect()
}

/// Holds the second run against the first.
pub fn between(old: &[Step], new: &[Step]) -> Difference {
    let (old, new) = (Side::new(old), Side::new(new));
    let ends: BTreeSet<End> = old.ends().chain(new.ends()).collect();
    let mut pairs = Pairs::default();
    for end in ends {
        pairs.of_end(&old.of(end), &new.of(end));
    }
    pairs.hold_causes_against_each_other(&old, &new);
    pairs.difference(&old, &new)
}

/// The steps of one run, and what of each counts.
struct Side<'a> {
    steps: &'a [Step],
    essences: Vec<Essence>,
}

/// A step of one end.
type Item<'a> = (&'a Step, &'a Essence);

impl Side<'_> {
    fn new(steps: &[Step]) -> Side<'_> {
        let own = Own::of(steps);
        let essences = steps.iter().map(|step| Essence::of(step, &own)).collect();
        Side { steps, essences }
    }

    fn ends(&self) -> impl Iterator<Item = End> {
        self.steps.iter().map(|step| step.who.end)
    }

    fn of(&self, end: End) -> Vec<Item<'_>> {
        let all = self.steps.iter().zip(&self.essences);
        all.filter(|(step, _)| step.who.end == end).collect()
    }
}

/// Which steps belong together, by their numbers, old and new.
#[derive(Default)]
struct Pairs {
    same: BTreeMap<StepNumber, StepNumber>,
    changed: BTreeMap<StepNumber, StepNumber>,
    /// Blocks that follow each other in both runs.
    moved: Vec<Vec<(StepNumber, StepNumber)>>,
}

impl Pairs {
    fn of_end(&mut self, old: &[Item], new: &[Item]) {
        let pairs = align(old.len(), new.len(), |a, b| old[a].1 == new[b].1);
        let numbers = |&(a, b): &(usize, usize)| (old[a].0.number, new[b].0.number);
        self.same.extend(pairs.iter().map(numbers));

        let mut left_old: BTreeSet<usize> = (0..old.len()).collect();
        let mut left_new: BTreeSet<usize> = (0..new.len()).collect();
        for (a, b) in &pairs {
            left_old.remove(a);
            left_new.remove(b);
        }

        // Between two pairs: what is of one kind and as often there as before has changed.
        let mut bounds = vec![(0, 0)];
        bounds.extend(pairs.iter().map(|(a, b)| (a + 1, b + 1)));
        bounds.push((old.len() + 1, new.len() + 1));
        let mut akin = Vec::new();
        for bounds in bounds.windows(2) {
            let gap_old: Vec<usize> = left_old.range(bounds[0].0..bounds[1].0).copied().collect();
            let gap_new: Vec<usize> = left_new.range(bounds[0].1..bounds[1].1).copied().collect();
            akin.extend(kin(old, &gap_old, new, &gap_new));
        }

        // What stands elsewhere unchanged has moved.
        let mut last: Option<(usize, usize)> = None;
        for a in left_old.clone() {
            let follows = last.map(|(_, b)| b + 1).filter(|b| left_new.contains(b));
            let others = left_new.iter().copied();
            let found = follows
                .into_iter()
                .chain(others)
                .find(|b| old[a].1 == new[*b].1);
            let Some(b) = found else {
                continue;
            };
            left_old.remove(&a);
            left_new.remove(&b);
            let pair = (old[a].0.number, new[b].0.number);
            match self.moved.last_mut() {
                Some(block) if last.is_some_and(|(i, j)| (i + 1, j + 1) == (a, b)) => {
                    block.push(pair);
                }
                _ => self.moved.push(vec![pair]),
            }
            last = Some((a, b));
        }
        let is_left = |(a, b): &(usize, usize)| left_old.contains(a) && left_new.contains(b);
        let changed = akin.iter().filter(|pair| is_left(pair));
        self.changed.extend(changed.map(numbers));
    }

    /// A step of which everything is the same but what made it happen has changed too.
    fn hold_causes_against_each_other(&mut self, old: &Side, new: &Side) {
        let all: BTreeMap<StepNumber, StepNumber> = self.all().collect();
        let causes = |side: &Side| -> BTreeMap<StepNumber, Vec<StepNumber>> {
            let causes = side.steps.iter().map(|step| match &step.what {
                What::Returned(returned) => (step.number, returned.causes.clone()),
                _ => (step.number, Vec::new()),
            });
            causes.collect()
        };
        let (causes_old, causes_new) = (causes(old), causes(new));
        let differ = |old: &StepNumber, new: &StepNumber| {
            let before = causes_old[old].iter().map(|cause| all.get(cause).copied());
            let mut before: Vec<_> = before.collect();
            let mut now: Vec<_> = causes_new[new].iter().copied().map(Some).collect();
            before.sort_unstable();
            now.sort_unstable();
            before != now
        };
        let same = std::mem::take(&mut self.same).into_iter();
        let (changed, same) = same.partition(|(old, new)| differ(old, new));
        self.same = same;
        let changed: BTreeMap<_, _> = changed;
        self.changed.extend(changed);
    }

    fn all(&self) -> impl Iterator<Item = (StepNumber, StepNumber)> {
        let pairs = self.same.iter().chain(&self.changed);
        let pairs = pairs.map(|(old, new)| (*old, *new));
        pairs.chain(self.moved.iter().flatten().copied())
    }

    fn difference(&self, old: &Side, new: &Side) -> Difference {
        let (paired_old, paired_new): (BTreeSet<_>, BTreeSet<_>) = self.all().unzip();
        // Each with the place where it is told: a number of the second run.
        let mut changes: Vec<((StepNumber, StepNumber), Change)> = Vec::new();
        let mut after = 0;
        for step in old.steps {
            let number = step.number;
            let kept = self.same.get(&number).or(self.changed.get(&number));
            if let Some(new) = kept {
                after = after.max(*new);
            } else if !paired_old.contains(&number) {
                changes.push(((after, number), Change::Went { old: number }));
            }
        }
        let came = new.steps.iter().map(|step| step.number);
        let came = came.filter(|number| !paired_new.contains(number));
        changes.extend(came.map(|new| ((new, 0), Change::Came { new })));
        let changed = self.changed.iter();
        changes.extend(changed.map(|(&old, &new)| ((new, 0), Change::Changed { old, new })));
        changes.extend(self.moved.iter().map(|block| {
            let (old, new): (Vec<_>, Vec<_>) = block.iter().copied().unzip();
            ((new[0], 0), Change::Moved { old, new })
        }));
        changes.sort_by_key(|(place, _)| *place);
        Difference {
            changes: changes.into_iter().map(|(_, change)| change).collect(),
            same: self.same.len(),
        }
    }
}

/// Those of one kind in both gaps, pair by pair, where there are as many of them in both.
fn kin(old: &[Item], gap_old: &[usize], new: &[Item], gap_new: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut left: Vec<usize> = gap_old.to_vec();
    while let Some(&first) = left.first() {
        let is_akin = |essence: &Essence| essence.is_akin(old[first].1);
        let (of_old, rest) = left.iter().partition(|&&a| is_akin(old[a].1));
        left = rest;
        let of_old: Vec<usize> = of_old;
        let of_new = gap_new.iter().copied().filter(|&b| is_akin(new[b].1));
        let of_new: Vec<usize> = of_new.collect();
        if of_old.len() == of_new.len() {
            pairs.extend(of_old.into_iter().zip(of_new));
        }
    }
    pairs
}

/// A line of source that one of two texts has, and the other has not. Counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    Came { line: usize, text: &'a str },
    Went { line: usize, text: &'a str },
}

/// The lines that are changed: between two that stayed, first those that went.
pub fn lines<'a>(old: &'a str, new: &'a str) -> Vec<Line<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut pairs = align(old.len(), new.len(), |a, b| old[a] == new[b]);
    pairs.push((old.len(), new.len()));
    let mut changed = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (a, b) in pairs {
        let went = (from_old..a).map(|at| Line::Went {
            line: at + 1,
            text: old[at],
        });
        let came = (from_new..b).map(|at| Line::Came {
            line: at + 1,
            text: new[at],
        });
        changed.extend(went.chain(came));
        (from_old, from_new) = (a + 1, b + 1);
    }
    changed
}

/// How many lines of a text were touched: one that was replaced counts once.
pub fn touched(lines: &[Line]) -> usize {
    let came = lines
        .iter()
        .filter(|line| matches!(line, Line::Came { .. }));
    let came = came.count();
    came.max(lines.len() - came)
}
