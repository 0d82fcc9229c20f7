//! What a run must show, when that holds, and how it was broken.

use super::phrases::{bytes, list, steps, the};
use super::steps::exits;
use crate::check::{Breach, Finding, Why};
use crate::lesson::exercises::{Act, Amount, Deed, Truth};
use crate::narrate::exercise::Judged;
use crate::narrate::notation::option_name;
use crate::terminal::escape as quote;
use event::{Data, End, Ending, StepNumber};

/// A truth with what was found of it. `own` is what the exercise says of it, or empty.
pub fn judged(truth: &Truth, own: &str, finding: &Finding) -> Judged {
    let label = if own.is_empty() {
        label(truth)
    } else {
        own.to_owned()
    };
    let (note, expected) = match finding {
        Finding::Holds { steps: shown } if shown.is_empty() => (String::new(), String::new()),
        Finding::Holds { steps: shown } => (steps(shown), String::new()),
        Finding::NotReached => ("not reached".to_owned(), String::new()),
        Finding::Broken(breach) => broken(truth, breach),
    };
    Judged {
        label,
        note,
        expected,
    }
}

fn label(truth: &Truth) -> String {
    match *truth {
        Truth::Happens(deed) => does(deed),
        Truth::Never(deed) => format!("it never happens that {}", does(deed)),
        Truth::AtLeast(times, deed) => format!("{}, {} or more often", does(deed), often(times)),
        Truth::AtMost(0 | 1, deed) => format!("{} no more than once", does(deed)),
        Truth::AtMost(times, deed) => format!("{} no more than {times} times", does(deed)),
        Truth::Before(first, then) => format!("{} before {}", does(first), does(then)),
        Truth::Reads {
            end,
            from,
            bytes: count,
        } => format!("{} reads {} of {}", the(end), bytes(count), the(from)),
        Truth::ReadsBefore {
            end,
            from,
            bytes: count,
            then,
        } => format!(
            "{} reads {} of {} before {}",
            the(end),
            bytes(count),
            the(from),
            does(then)
        ),
        Truth::AnswersAfter {
            end,
            to,
            bytes: count,
        } => format!(
            "{} answers {} after {} of it",
            the(end),
            the(to),
            bytes(count)
        ),
        Truth::TakesWhole { end, from } => {
            format!("{} takes each datagram of {} whole", the(end), the(from))
        }
        Truth::PrintsOnce { end, lines } => {
            let lines: Vec<String> = lines
                .iter()
                .map(|text| quote::text(text.as_bytes(), quote::DATA))
                .collect();
            format!("{} prints {}, each once", the(end), list(&lines))
        }
        Truth::Gets { end, from, what } => match what {
            Amount::Exactly(text) => {
                let text = quote::text(text, quote::DATA);
                format!("{} gets {text} from {}", the(end), the(from))
            }
            Amount::Bytes(count) => format!("{} gets {}", the(end), bytes(count)),
            Amount::All => format!("{} gets all that {} sent", the(end), the(from)),
        },
        Truth::StopsAtEndOfStream(end) => {
            format!("{} reads no more after the end of the stream", the(end))
        }
        Truth::Ends(end, code) => format!("{} ends by itself, with {code}", the(end)),
        Truth::NobodyIsStuck => "nobody waits for ever".to_owned(),
    }
}

fn does(deed: Deed) -> String {
    let with = |before: &str| {
        let with = deed.with.map(|end| format!(" {before} {}", the(end)));
        with.unwrap_or_default()
    };
    let who = the(deed.end);
    match deed.act {
        Act::TriesToConnect => format!("{who} tries to connect{}", with("to")),
        Act::TriesToConnectAt(ip) => format!("{who} tries to connect to {ip}"),
        Act::Connects => format!("{who} connects{}", with("to")),
        Act::Accepts => format!("{who} accepts{}", with("the connection of")),
        Act::Reads => format!("{who} reads{}", with("what is sent by")),
        Act::Sends => format!("{who} sends{}", with("to")),
        Act::ReadsEndOfStream => format!("{who} reads the end of the stream{}", with("of")),
        Act::ShutsDown => format!("{who} shuts its direction down{}", with("to")),
        Act::Closes => format!("{who} closes the connection{}", with("to")),
        Act::Resets => format!("{who} resets the connection{}", with("to")),
        Act::Fails(error) => format!("a call of {who} fails with {error}"),
        Act::Binds(ip) => format!("{who} binds a socket to {ip}"),
        Act::IsTyped(line) => {
            let line = quote::text(line.as_bytes(), quote::LINE);
            format!("{line} is typed at {who}")
        }
        Act::PartsFirst => format!("{who} is the first to say goodbye{}", with("to")),
        Act::Ends => format!("{who} ends"),
        Act::Sets(option) => format!("{who} sets {}", option_name(option)),
        Act::Prints(text) => {
            format!("{who} prints {}", printed(text))
        }
    }
}

/// How it was broken, and what was expected instead.
fn broken(truth: &Truth, breach: &Breach) -> (String, String) {
    let at = breach.step.as_ref().map(|step| step.number);
    match &breach.why {
        Why::Missing { printed } if printed.is_empty() => {
            ("this did not happen".to_owned(), String::new())
        }
        Why::Missing { printed } => (
            "this did not happen".to_owned(),
            format!("it printed {}", lines(printed)),
        ),
        Why::Happened => (
            format!("it happened at {}", step(at)),
            "expected that this never happens".to_owned(),
        ),
        Why::Happens { times } => (format!("it happened {}", often(*times)), wanted(truth)),
        Why::CameAfter(other) => (
            format!("it came at {}, which is too late", step(at)),
            match truth {
                Truth::Before(_, then) => {
                    format!("expected before step {other}, at which {}", does(*then))
                }
                _ => String::new(),
            },
        ),
        Why::Without => (
            format!("{} came without it", step(at)),
            match truth {
                Truth::Before(first, _) => format!("expected before that: {}", does(*first)),
                _ => String::new(),
            },
        ),
        Why::TooEarly {
            read,
            of,
            unread,
            sent,
        } => (
            format!(
                "it answered at {}, with {read} of {} read",
                step(at),
                bytes(*of)
            ),
            too_early(*unread, sent),
        ),
        Why::TooFewRead { read, of } => (
            format!("{read} of {} were read", bytes(*of)),
            "expected more reads after this one".to_owned(),
        ),
        Why::TooFewReadBefore { read, of } => (
            format!("{read} of {} had been read before {}", bytes(*of), step(at)),
            match truth {
                Truth::ReadsBefore { then, .. } => {
                    format!("expected all of them before {}", does(*then))
                }
                _ => String::new(),
            },
        ),
        Why::CutOff { read, of, sent } => (
            format!("it took {read} of {}", bytes(*of)),
            format!(
                "the datagram of step {sent} did not fit into the buffer, and what did not fit is \
                 gone: expected a buffer with room for all of it"
            ),
        ),
        Why::PrintedInstead { line, of } => (
            format!("it printed {} at {}", quoted(line), step(at)),
            match of {
                Some(text) => format!("expected {} here", printed(text)),
                None => "expected that all of them are printed only once".to_owned(),
            },
        ),
        Why::NotPrinted(text) => (format!("it did not print {}", printed(text)), String::new()),
        Why::Differs { got, expected } => (
            format!("it got {}", quoted(got)),
            format!("expected {}", quoted(expected)),
        ),
        Why::DiffersInLength { got, expected } => (
            format!("it got {}", bytes(*got)),
            format!("expected {}", bytes(*expected)),
        ),
        Why::ReadOn { since, times } => (
            format!("it read again after step {since}, {}", often(*times)),
            format!("step {since} gave 0 bytes: no more will come, and no read gives more"),
        ),
        Why::EndedWith { how, said } => (ended(*how), last_words(said, truth)),
        Why::HadToBeStopped => (
            at.map_or("it did not end".to_owned(), |step| {
                format!("it did not end, and still waits since step {step}")
            }),
            expected_end(truth),
        ),
        Why::Loops(None) => ("it asks again and again".to_owned(), expected_end(truth)),
        Why::Loops(Some(place)) => (
            format!("its loop at line {} never ends", place.line),
            expected_end(truth),
        ),
        Why::Stuck => ("it waits for ever".to_owned(), expected_end(truth)),
    }
}

fn wanted(truth: &Truth) -> String {
    match truth {
        Truth::AtLeast(times, _) => format!("expected {} or more often", often(*times)),
        Truth::AtMost(times, _) => format!("expected no more than {}", often(*times)),
        _ => String::new(),
    }
}

fn step(at: Option<StepNumber>) -> String {
    at.map_or("no step".to_owned(), |step| format!("step {step}"))
}

fn too_early(unread: u64, sent: &[StepNumber]) -> String {
    let unread = match (unread, sent) {
        (0, _) | (_, []) => "the rest had not been sent yet".to_owned(),
        (1, _) => format!("1 byte of {} had not been read", steps(sent)),
        (n, _) => format!("{n} bytes of {} had not been read", steps(sent)),
    };
    format!("{unread}: expected more reads before this")
}

fn often(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

fn printed(text: &str) -> String {
    quote::text(text.as_bytes(), quote::LINE)
}

fn quoted(data: &Data) -> String {
    quote::data(data, quote::LINE)
}

/// What it said before it failed, which mostly says why.
fn last_words(said: &[Data], truth: &Truth) -> String {
    let expected = expected_end(truth);
    if said.is_empty() {
        return expected;
    }
    format!("its last words: {}\n{expected}", lines(said))
}

/// A line each.
fn lines(lines: &[Data]) -> String {
    let lines = lines.iter().map(|line| {
        let line = String::from_utf8_lossy(line.first());
        quote::line(line.trim_end().as_bytes())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn ended(how: Ending) -> String {
    match how {
        Ending::Code(code) => format!("it {}", exits(code)),
        Ending::Signal(signal) => format!("it was killed by signal {signal}"),
        Ending::Stopped | Ending::Killed => "it had to be stopped".to_owned(),
    }
}

fn expected_end(truth: &Truth) -> String {
    match truth {
        Truth::Ends(end @ (End::Program | End::Server | End::Client(_)), code) => {
            format!("expected that {} ends by itself, with {code}", the(*end))
        }
        _ => String::new(),
    }
}
