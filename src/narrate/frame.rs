//! What stands around the steps of a run: its title, remarks, and how it came out.

use crate::narrate::language;
use crate::narrate::message::{Outcome, Run};
use crate::narrate::roots::roots;
use crate::narrate::words::message;
use event::{Began, End, History, Remark, StepNumber, Subject, Verdict};

/// The first line, its left and its right half.
pub fn title(began: &Began) -> (String, String) {
    match &began.subject {
        Subject::Lesson {
            number,
            title,
            file,
        } => {
            let number = *number;
            (message(Run::LessonTitle { number, title }), file.clone())
        }
        Subject::Pair => {
            let name = |index: usize| {
                let program = began.programs.get(index);
                program.map_or("", |program| &*program.name)
            };
            let (server, client) = (name(0), name(1));
            let names = Run::PairNames { server, client };
            (message(Run::PairTitle), message(names))
        }
    }
}

pub fn remark(remark: &Remark) -> String {
    match remark {
        Remark::AddressTaken {
            address,
            holder,
            instead,
        } => message(Run::AddressTaken {
            address: *address,
            holder: holder.as_ref().map(|(name, pid)| (&**name, *pid)),
            instead: *instead,
        }),
    }
}

/// How a run of so many steps came out, where it came to no end.
pub fn unended(verdict: &Verdict, steps: StepNumber) -> Option<String> {
    let outcome = match verdict {
        Verdict::Over => None,
        Verdict::Stuck(waiting) => Some(Outcome::Stuck(waiting)),
        Verdict::Endless {
            who,
            place,
            at_end_of_stream,
            waiting,
        } => Some(Outcome::Endless {
            who: *who,
            place: place.as_ref(),
            at_end_of_stream: *at_end_of_stream,
            others: waiting,
        }),
        Verdict::BrokenOff => Some(Outcome::BrokenOff { steps }),
        Verdict::TooLong => Some(Outcome::TooLong { steps }),
        Verdict::Failed(why) => Some(Outcome::NotFollowed { steps, why }),
    };
    outcome.map(message)
}

/// What is said at the end, a paragraph each. `history` holds the whole run.
pub fn verdict(verdict: &Verdict, history: &History) -> Vec<String> {
    let steps = history.last_step();
    let first = unended(verdict, steps);
    if matches!(
        verdict,
        Verdict::BrokenOff | Verdict::TooLong | Verdict::Failed(_)
    ) {
        return first.into_iter().collect();
    }
    let lesson = history.lesson();
    let (failed, unseen) = (history.failed(), history.unseen());
    let ends = unseen.as_slice();
    let unseen = (!ends.is_empty()).then_some(Outcome::Unseen { ends, steps });
    let last = match (verdict, failed.as_slice()) {
        (Verdict::Over, []) if unseen.is_some() => None,
        (Verdict::Over, []) => Some(Outcome::Played { lesson, steps }),
        (_, []) => None,
        (_, failed) => Some(Outcome::Failed(failed)),
    };
    let odd = oddities(history);
    let waiting = match verdict {
        Verdict::Stuck(waiting) | Verdict::Endless { waiting, .. } => waiting.as_slice(),
        _ => &[],
    };
    let roots = language::roots(&roots(waiting, history));
    let rest = odd.into_iter().chain(unseen).chain(last).map(message);
    first.into_iter().chain(roots).chain(rest).collect()
}

/// What is odd about a pair of programs that are no lesson, as far as it could be seen.
fn oddities(history: &History) -> Vec<Outcome<'static>> {
    if history.lesson().is_some() || !history.unseen().is_empty() {
        return Vec::new();
    }
    let ends = || [End::Server, End::Client(1)].into_iter();
    let silent = ends().filter(|end| !history.has_network(*end));
    let silent: Vec<Outcome> = silent.map(Outcome::NoSocket).collect();
    let alone = ends().filter(|end| history.met(*end, *end));
    let alone: Vec<Outcome> = alone.map(Outcome::NeedsNoPartner).collect();
    match (silent.is_empty(), history.any_met(), alone.is_empty()) {
        (false, false, _) => [silent, alone].concat(),
        (true, false, false) => alone,
        (true, false, true) => vec![Outcome::NeverMet],
        _ => Vec::new(),
    }
}
