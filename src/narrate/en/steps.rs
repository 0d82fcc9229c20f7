//! Words for what is no call: births, keyboards, outputs, endings.

use super::phrases::{bytes, list};
use crate::narrate::linux::{self, SIGKILL};
use crate::narrate::meaning::again::{Again, Why};
use crate::narrate::meaning::aside::{Aside, Asides};
use crate::narrate::meaning::{Life, Renamed};
use crate::terminal::escape as quote;
use event::{Ending, Typist, Unseen, What};

/// What happened, in place of a call's notation. Calls have theirs in C.
pub fn happening(what: &What) -> String {
    match what {
        What::Asleep { .. } | What::Returned(_) => String::new(),
        What::Started(_) => "starts".to_owned(),
        What::Printed { text, .. } => format!("prints {}", quote::data(text, quote::LINE)),
        What::Typed {
            line: Some(line), ..
        } => format!("keyboard: {}", quote::text(line.as_bytes(), quote::LINE)),
        What::Typed { line: None, .. } => "keyboard: Ctrl-D".to_owned(),
        What::ThreadBegan(new) => format!("starts thread {new}"),
        What::ProcessBegan(new) => format!("starts process {new}"),
        What::ThreadEnded => "the thread ends".to_owned(),
        What::Exited(exited) => ending(exited.how),
        What::Held => "is held".to_owned(),
        What::LetGo => "goes on".to_owned(),
        What::Unseen(_) => "is out of sight".to_owned(),
    }
}

fn ending(how: Ending) -> String {
    match how {
        Ending::Code(code) => exits(code),
        Ending::Killed => format!("is killed by {}", signal(SIGKILL)),
        Ending::Signal(number) => format!("is killed by {}", signal(number)),
        Ending::Stopped => "is stopped".to_owned(),
    }
}

/// `SIGKILL`, or `signal 40` where it has no name.
fn signal(number: i32) -> String {
    linux::signal(number).map_or(format!("signal {number}"), str::to_owned)
}

/// In place of the words for the call that failed.
pub fn interrupted(by: Option<i32>) -> String {
    match by {
        Some(by) => format!("{} came and broke it off", signal(by)),
        None => "a signal broke it off".to_owned(),
    }
}

pub fn exits(code: i32) -> String {
    format!("exits with code {code}")
}

pub fn life(life: Life) -> &'static str {
    match life {
        Life::Started { full: true } => {
            "a program of its own; it knows nothing of the workbook that watches it"
        }
        Life::ThreadBegan { full: true } => "it runs beside the others and shares their sockets",
        Life::ProcessBegan { full: true } => {
            "a process of its own, with copies of this one's descriptors"
        }
        Life::ErrorPrinted { full: true } => "to stderr, where error messages go",
        Life::Typed {
            by: Typist::Script,
            full: true,
        } => "typed by the workbook, as if by you",
        Life::Typed {
            by: Typist::Person,
            full: true,
        } => "typed by you",
        Life::Started { full: false }
        | Life::ThreadBegan { full: false }
        | Life::ProcessBegan { full: false }
        | Life::ErrorPrinted { full: false }
        | Life::Typed { full: false, .. } => "",
        Life::InputEnded => "the end of its input",
        Life::Held => {
            "it is connected, and the workbook keeps it from going on: a client that says nothing"
        }
        Life::LetGo => "the workbook lets it go on",
        Life::Unseen {
            why: Unseen::Hidden,
            full: true,
        } => {
            "the system hides it now: others may not look into it (prctl, PR_SET_DUMPABLE). From \
             here on its calls are not told, only what it prints"
        }
        Life::Unseen {
            why: Unseen::Bits32,
            full: true,
        } => {
            "it is a 32-bit program now, and the workbook cannot follow those. From here on its \
             calls are not told, only what it prints"
        }
        Life::Unseen {
            why: Unseen::Hidden,
            full: false,
        } => "the system hides it now",
        Life::Unseen {
            why: Unseen::Bits32,
            full: false,
        } => "it is a 32-bit program now",
    }
}

/// Stands after the words for the call.
pub fn renamed(renamed: Renamed) -> String {
    let (word, call) = match renamed {
        Renamed::Write => ("write", "sendto"),
        Renamed::Read => ("read", "recvfrom"),
    };
    format!(". Rust's {word} on a socket is the system call {call}")
}

/// In place of steps that are not told one by one.
pub fn again(again: &Again) -> String {
    let Again {
        rounds,
        first,
        last,
        ..
    } = again;
    let what = if again.differs {
        "much the same"
    } else {
        "the same"
    };
    let moved = again.moved.filter(|moved| *moved > 0);
    let moved = moved.map_or(String::new(), |moved| format!(", {} in all", bytes(moved)));
    let why = match again.why {
        Why::EndOfStream => {
            ". The end of a stream does not pass: a read that gave 0 bytes gives 0 again and again, so \
             a loop that reads must end there"
        }
        Why::Asking => {
            ". It asks again and again instead of waiting: that keeps a processor busy, and nothing \
             comes earlier by it"
        }
        Why::Unknown => "",
    };
    format!("⋮ {what} {rounds} times more, steps {first} to {last}{moved}{why}")
}

/// In place of steps that a library or a run-time makes by itself.
pub fn asides(asides: &Asides) -> String {
    let Asides { first, last, kinds } = asides;
    let count = asides.count();
    let which = match last - first + 1 {
        1 => format!("step {first} is not shown"),
        all if all == count => format!("steps {first} to {last} are not shown"),
        _ => format!("{count} of the steps {first} to {last} are not shown"),
    };
    let kinds: Vec<String> = kinds.iter().map(|(kind, n)| aside(*kind, *n)).collect();
    format!("⋮ {which}: {}", list(&kinds))
}

fn aside(kind: Aside, count: u32) -> String {
    let one_or_more = |one: &str, more: &str| match count {
        1 => one.to_owned(),
        n => format!("{n} {more}"),
    };
    match kind {
        Aside::NameService => one_or_more(
            "the C library asks the name service",
            "in which the C library asks the name service",
        ),
        Aside::Network => one_or_more(
            "a question to the kernel about the network",
            "that ask the kernel about the network",
        ),
        Aside::Look => one_or_more(
            "a wait of 0 s that found nothing",
            "waits of 0 s that found nothing",
        ),
        Aside::Known => one_or_more(
            "a question whose answer is above",
            "questions whose answers are above",
        ),
        Aside::Pair => one_or_more(
            "a call about a socket pair that nothing had gone through",
            "calls about a socket pair that nothing had gone through",
        ),
        Aside::MadeReady => one_or_more(
            "a call that makes a socket ready like one above",
            "calls that make sockets ready like those above",
        ),
        Aside::Piece => one_or_more(
            "a read that takes one more piece of the same",
            "reads that take more pieces of the same",
        ),
        Aside::Tried => one_or_more(
            "a socket that is tried and closed unused",
            "that make sockets, try them and close them unused",
        ),
        Aside::Thread => one_or_more("the start or end of a thread", "starts and ends of threads"),
    }
}
