//! From what two runs have other than each other to rows: lines of source, steps that are told,
//! and words between them. Steps are told in short, so that the same is said the same in both.

use crate::check::difference::{Change, Difference, Line};
use crate::narrate::message::{Difference as Says, Sign};
use crate::narrate::narrator::{Narrator, Told};
use crate::narrate::words::message;
use event::{Event, History, Step, StepNumber, TcpState, What};
use std::collections::BTreeMap;

/// More changed lines of source than this are only counted.
const MOST_LINES: usize = 30;
/// And more changes than this of what is done.
const MOST_CHANGES: usize = 300;

/// One piece of what is shown, in order.
pub enum Row<'a> {
    Words(String),
    Source {
        sign: Sign,
        line: usize,
        text: &'a str,
    },
    Step {
        sign: Sign,
        step: &'a Step,
        told: Told,
        /// What is said below it.
        below: Option<String>,
    },
}

/// `old` is the run of the original, and `new` the other one.
pub fn difference<'a>(
    lines: &[Line<'a>],
    difference: &Difference,
    old: &'a [Event],
    new: &'a [Event],
) -> Vec<Row<'a>> {
    let words = |says: Says| Row::Words(message(says));
    let changes = &difference.changes;
    let count = difference.same;
    let mut rows: Vec<Row> = lines.iter().take(MOST_LINES).map(source).collect();
    let more = lines.len().saturating_sub(MOST_LINES);
    if more > 0 {
        rows.push(words(Says::MoreLines { count: more }));
    }
    match (lines, changes.as_slice()) {
        ([], []) => rows.push(words(Says::Nothing)),
        (_, []) => rows.push(words(Says::SameSteps { count })),
        ([], _) => rows.push(words(Says::SameText)),
        _ => {}
    }
    if changes.is_empty() {
        return rows;
    }
    let mut signs: Vec<Sign> = changes.iter().map(sign).collect();
    signs.sort();
    signs.dedup();
    rows.push(words(Says::Signs(&signs)));
    let (old, new) = (Run::tell(old), Run::tell(new));
    let shown = changes.iter().take(MOST_CHANGES);
    rows.extend(shown.flat_map(|change| steps(change, &old, &new)));
    let more = changes.len().saturating_sub(MOST_CHANGES);
    if more > 0 {
        rows.push(words(Says::MoreSteps { count: more }));
    }
    rows.push(words(Says::Others { count }));
    rows
}

fn source<'a>(line: &Line<'a>) -> Row<'a> {
    let (sign, line, text) = match *line {
        Line::Came { line, text } => (Sign::Came, line, text),
        Line::Went { line, text } => (Sign::Went, line, text),
    };
    Row::Source { sign, line, text }
}

fn sign(change: &Change) -> Sign {
    match change {
        Change::Came { .. } => Sign::Came,
        Change::Went { .. } => Sign::Went,
        Change::Changed { .. } => Sign::Changed,
        Change::Moved { .. } => Sign::Moved,
    }
}

fn steps<'a>(change: &Change, old: &Run<'a>, new: &Run<'a>) -> Vec<Row<'a>> {
    let row = |run: &Run<'a>, number: StepNumber, below: Option<String>| {
        let (step, told) = run.steps.get(&number)?;
        Some(Row::Step {
            sign: sign(change),
            step,
            told: told.clone(),
            below,
        })
    };
    match change {
        Change::Came { new: number } => row(new, *number, None).into_iter().collect(),
        Change::Went { old: number } => row(old, *number, None).into_iter().collect(),
        Change::Changed { old: was, new: is } => {
            let below = below(*was, old, *is, new);
            row(new, *is, below).into_iter().collect()
        }
        Change::Moved {
            old: were,
            new: are,
        } => {
            let below = |at: usize| (at + 1 == are.len()).then(|| message(Says::WereAt(were)));
            let rows = are.iter().enumerate();
            rows.filter_map(|(at, number)| row(new, *number, below(at)))
                .collect()
        }
    }
}

/// What was told otherwise of the step that was.
fn below(was: StepNumber, old: &Run, is: StepNumber, new: &Run) -> Option<String> {
    let (step_before, before) = old.steps.get(&was)?;
    let (step_now, now) = new.steps.get(&is)?;
    let differs = |before: &str, now: &str| before != now && !before.is_empty();
    let states = state(step_before).zip(state(step_now));
    Some(message(Says::Was {
        step: was,
        notation: Some(&*before.notation).filter(|it| differs(it, &now.notation)),
        state: states.filter(|(before, now)| before != now),
        words: Some(&*before.words).filter(|it| differs(it, &now.words)),
        // Told only where it shows in nothing else.
        causes: causes(step_before),
    }))
}

fn causes(step: &Step) -> &[StepNumber] {
    match &step.what {
        What::Returned(returned) => &returned.causes,
        _ => &[],
    }
}

/// How the step left its socket.
fn state(step: &Step) -> Option<TcpState> {
    match &step.what {
        What::Returned(returned) => returned.socket.as_ref()?.state,
        _ => None,
    }
}

/// A run with its steps told.
struct Run<'a> {
    steps: BTreeMap<StepNumber, (&'a Step, Told)>,
}

impl Run<'_> {
    fn tell(events: &[Event]) -> Run<'_> {
        let mut narrator = Narrator::in_short();
        let mut history = History::default();
        let mut steps = BTreeMap::new();
        for event in events {
            if let Event::Step(step) = event {
                let told = narrator.step(step, &history);
                steps.insert(step.number, (&**step, told));
            }
            history.note(event);
        }
        Run { steps }
    }
}
