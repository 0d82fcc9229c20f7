//! A function for each kind of truth.

use super::done::{Doing, Done, Run};
use super::finding::{Breach, Finding, Why};
use super::lookup::{Moved, is_act};
use crate::lesson::exercises::{Act, Amount, Deed, Truth};
use event::{Data, End, Ending, Output, Step, StepNumber, Verdict, What};

/// A run-time may ask once more at the end of a stream: so does CPython when it reads a file of
/// lines whose last one has no newline.
const PROBES: usize = 1;

/// So many lines of a program are shown, if they may say what is wrong. A panic has three: its
/// place, why, and how to learn more.
const LAST_LINES: usize = 3;

pub fn find(truth: &Truth, run: &Run) -> Finding {
    match *truth {
        Truth::Happens(deed) => happens(run, deed),
        Truth::Never(deed) => never(run, deed),
        Truth::AtLeast(times, deed) => at_least(run, times, deed),
        Truth::AtMost(times, deed) => at_most(run, times, deed),
        Truth::Before(first, then) => before(run, first, then),
        Truth::Reads { end, from, bytes } => reads(run, end, from, bytes),
        Truth::ReadsBefore {
            end,
            from,
            bytes,
            then,
        } => reads_before(run, (end, from), bytes, then),
        Truth::AnswersAfter { end, to, bytes } => answers_after(run, end, to, bytes),
        Truth::TakesWhole { end, from } => takes_whole(run, end, from),
        Truth::Gets { end, from, what } => gets(run, end, from, what),
        Truth::PrintsOnce { end, lines } => prints_once(run, end, lines),
        Truth::StopsAtEndOfStream(end) => stops_at_end_of_stream(run, end),
        Truth::Ends(end, code) => ends(run, end, code),
        Truth::NobodyIsStuck => nobody_is_stuck(run),
    }
}

fn holds(steps: impl IntoIterator<Item = StepNumber>) -> Finding {
    Finding::Holds {
        steps: steps.into_iter().collect(),
    }
}

fn missing() -> Finding {
    Breach::nowhere(Why::Missing {
        printed: Vec::new(),
    })
}

fn happens(run: &Run, deed: Deed) -> Finding {
    match (run.first(deed), deed.act) {
        (Some(step), _) => holds([step.number]),
        (None, Act::Prints(_)) => Breach::nowhere(Why::Missing {
            printed: last_lines(run, deed.end, Output::Out),
        }),
        (None, _) => missing(),
    }
}

fn never(run: &Run, deed: Deed) -> Finding {
    run.first(deed)
        .map_or_else(|| holds([]), |step| Breach::at(step, Why::Happened))
}

fn at_least(run: &Run, times: usize, deed: Deed) -> Finding {
    let steps: Vec<&Step> = run.all(deed).collect();
    match steps.last() {
        Some(_) if steps.len() >= times => holds(steps.iter().map(|step| step.number)),
        Some(last) => Breach::at(last, Why::Happens { times: steps.len() }),
        None => missing(),
    }
}

fn at_most(run: &Run, times: usize, deed: Deed) -> Finding {
    match run.all(deed).nth(times) {
        Some(step) => {
            let times = run.all(deed).count();
            Breach::at(step, Why::Happens { times })
        }
        None => holds(run.all(deed).map(|step| step.number)),
    }
}

fn before(run: &Run, first: Deed, then: Deed) -> Finding {
    match (run.first(first), run.first(then)) {
        (Some(first), Some(then)) if first.number < then.number => {
            holds([first.number, then.number])
        }
        (Some(first), Some(then)) => Breach::at(first, Why::CameAfter(then.number)),
        (None, Some(then)) => Breach::at(then, Why::Without),
        (_, None) => missing(),
    }
}

fn reads(run: &Run, end: End, from: End, bytes: u64) -> Finding {
    let mut read = 0;
    let mut steps = Vec::new();
    for (step, length, _) in run.read(end, from) {
        read += length;
        steps.push(step.number);
        if read >= bytes {
            return holds(steps);
        }
    }
    match run.read(end, from).last() {
        Some((step, ..)) => Breach::at(step, Why::TooFewRead { read, of: bytes }),
        None => missing(),
    }
}

fn reads_before(run: &Run, (end, from): (End, End), bytes: u64, then: Deed) -> Finding {
    let Some(then) = run.first(then) else {
        return reads(run, end, from, bytes);
    };
    let before = run.read(end, from);
    let before = before.take_while(|(step, ..)| step.number < then.number);
    let read: u64 = before.map(|(_, length, _)| length).sum();
    if read >= bytes {
        return holds([then.number]);
    }
    Breach::at(then, Why::TooFewReadBefore { read, of: bytes })
}

fn answers_after(run: &Run, end: End, to: End, bytes: u64) -> Finding {
    let Some((answer, ..)) = run.sent(end, to).next() else {
        return missing();
    };
    let is_before = |step: &Step| step.number < answer.number;
    let read = run.read(end, to).filter(|(step, ..)| is_before(step));
    let read: u64 = read.map(|(_, length, _)| length).sum();
    if read >= bytes {
        return holds([answer.number]);
    }
    let mut at = 0;
    let mut sent = Vec::new();
    for (step, length, _) in run.sent(to, end).filter(|(step, ..)| is_before(step)) {
        at += length;
        if at > read {
            sent.push(step.number);
        }
    }
    let why = Why::TooEarly {
        read,
        of: bytes,
        unread: at.saturating_sub(read),
        sent,
    };
    Breach::at(answer, why)
}

fn takes_whole(run: &Run, end: End, from: End) -> Finding {
    let mut steps = Vec::new();
    for (step, read, _) in run.read(end, from) {
        let sent = run.sent(from, end).find(|(sent, ..)| causes(sent, step));
        if let Some((sent, of, _)) = sent.filter(|(_, of, _)| *of > read) {
            let sent = sent.number;
            return Breach::at(step, Why::CutOff { read, of, sent });
        }
        steps.push(step.number);
    }
    if steps.is_empty() {
        return missing();
    }
    holds(steps)
}

/// Whether the one step brought about the other one.
fn causes(cause: &Step, step: &Step) -> bool {
    match &step.what {
        What::Returned(returned) => returned.causes.contains(&cause.number),
        _ => false,
    }
}

fn gets(run: &Run, end: End, from: End, what: Amount) -> Finding {
    let steps = run.read(end, from).map(|(step, ..)| step.number);
    let got = run
        .read(end, from)
        .map(|(_, length, _)| length)
        .sum::<u64>();
    let (expected, length) = match what {
        Amount::Exactly(bytes) => (Some(bytes.to_vec()), bytes.len() as u64),
        Amount::Bytes(length) => (None, length),
        Amount::All => {
            let sent = run.sent(from, end).map(|(_, length, _)| length).sum();
            (together(run.sent(from, end)), sent)
        }
    };
    let Some(last) = run.read(end, from).last() else {
        return if length == 0 { holds([]) } else { missing() };
    };
    let texts = together(run.read(end, from)).zip(expected);
    let (place, why) = match texts {
        Some((got, expected)) if got == expected => return holds(steps),
        None if got == length => return holds(steps),
        Some((got, expected)) => {
            let same = got.iter().zip(&expected).take_while(|(a, b)| a == b);
            let (got, expected) = (Data::from(got.clone()), Data::from(expected.clone()));
            (same.count() as u64, Why::Differs { got, expected })
        }
        None => (
            got.min(length),
            Why::DiffersInLength {
                got,
                expected: length,
            },
        ),
    };
    // The learner's line is where the wrong byte was sent, or the last of too few.
    let sender = byte_at(run.sent(from, end), place);
    Breach::at(sender.unwrap_or(last.0), why)
}

/// All bytes of these; None where not all are kept.
fn together<'a>(moved: impl Iterator<Item = Moved<'a>>) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    for (_, length, data) in moved {
        let bytes = data?.first();
        all.extend(bytes.get(..length as usize)?);
    }
    Some(all)
}

/// The step that moved the byte at this place of the stream, or else the last one.
fn byte_at<'a>(moved: impl Iterator<Item = Moved<'a>>, place: u64) -> Option<&'a Step> {
    let mut at = 0;
    let mut last = None;
    for (step, length, _) in moved {
        at += length;
        last = Some(step);
        if at > place {
            break;
        }
    }
    last
}

fn prints_once(run: &Run, end: End, lines: &[&'static str]) -> Finding {
    let mut next = lines.iter().copied();
    let mut steps = Vec::new();
    for done in run.done.iter().filter(|done| done.end() == end) {
        let reads = |text: &'static str| is_act(&done.what, Act::Prints(text));
        let Doing::Prints(line) = done.what else {
            continue;
        };
        if !lines.iter().any(|text| reads(text)) {
            continue;
        }
        let of = next.next();
        if of.is_none_or(|of| !reads(of)) {
            let line = line.clone();
            return Breach::at(done.step, Why::PrintedInstead { line, of });
        }
        steps.push(done.step.number);
    }
    match next.next() {
        None => holds(steps),
        Some(_) if steps.is_empty() => missing(),
        Some(line) => Breach::nowhere(Why::NotPrinted(line)),
    }
}

fn stops_at_end_of_stream(run: &Run, end: End) -> Finding {
    let at_end = |done: &&Done| done.end() == end && matches!(done.what, Doing::ReadsEndOfStream);
    for first in run.done.iter().filter(at_end) {
        let again = run.done.iter().filter(at_end);
        let again = again
            .filter(|done| done.socket == first.socket && done.step.number > first.step.number);
        let again: Vec<&Done> = again.collect();
        if again.len() > PROBES {
            let why = Why::ReadOn {
                since: first.step.number,
                times: again.len(),
            };
            return Breach::at(again[0].step, why);
        }
    }
    holds(
        run.done
            .iter()
            .filter(at_end)
            .take(1)
            .map(|done| done.step.number),
    )
}

fn ends(run: &Run, end: End, code: i32) -> Finding {
    let of_end = || run.done.iter().filter(|done| done.end() == end);
    let ended = of_end().find_map(|done| match done.what {
        Doing::Ends(how) => Some((done.step, how)),
        _ => None,
    });
    match (ended, run.verdict) {
        (Some((step, Ending::Code(ended))), _) if ended == code => holds([step.number]),
        (Some((_, Ending::Stopped)), _) => had_to_be_stopped(run, end),
        (Some((step, how)), _) => {
            let said = last_lines(run, end, Output::Error);
            Breach::at(step, Why::EndedWith { how, said })
        }
        (None, Some(Verdict::Endless { who, place, .. })) if who.end == end => {
            Breach::nowhere(Why::Loops(place.clone()))
        }
        (None, Some(Verdict::Stuck(_))) => Breach::nowhere(Why::Stuck),
        (None, _) => had_to_be_stopped(run, end),
    }
}

/// Where it waited, if it is known: at its keyboard, or for one more client.
fn had_to_be_stopped(run: &Run, end: End) -> Finding {
    let mut asleep = run.asleep.iter().rev();
    match asleep.find(|step| step.who.end == end) {
        Some(step) => Breach::at(step, Why::HadToBeStopped),
        None => Breach::nowhere(Why::HadToBeStopped),
    }
}

/// The last lines that it wrote there.
fn last_lines(run: &Run, end: End, output: Output) -> Vec<Data> {
    let of_end = run.done.iter().filter(|done| done.end() == end);
    let mut said: Vec<Data> = of_end
        .filter_map(|done| match (&done.what, output) {
            (Doing::Prints(line), Output::Out) | (Doing::Complains(line), Output::Error) => {
                Some((*line).clone())
            }
            _ => None,
        })
        .filter(|line| !line.first().trim_ascii().is_empty())
        .collect();
    said.drain(..said.len().saturating_sub(LAST_LINES));
    said
}

fn nobody_is_stuck(run: &Run) -> Finding {
    match run.verdict {
        Some(Verdict::Over) => holds([]),
        Some(Verdict::Endless { place, .. }) => Breach::nowhere(Why::Loops(place.clone())),
        _ => Breach::nowhere(Why::Stuck),
    }
}
