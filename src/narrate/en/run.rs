//! Words around a run: its title, what is slow, what is not narrated, how it came out.

use super::phrases::{list, names, sentence, the, the_thread};
use super::prompt::before_a_command;
use super::sights::why;
use super::steps::exits;
use crate::narrate::message::{Outcome, Run};
use crate::narrate::problem::Unnarrated;
use crate::terminal::escape as quote;
use event::{End, Place, StepNumber, Unseen, Wait, Waiting, Who};
use std::net::SocketAddr;

pub fn run(run: &Run) -> String {
    match *run {
        Run::LessonTitle { number, title } => format!("Lesson {number}: {title}"),
        Run::PairTitle => "A pair of programs".to_owned(),
        Run::PairNames { server, client } => {
            let name = |program: &str| quote::line(program.as_bytes());
            format!("{} and {}", name(server), name(client))
        }
        Run::AddressTaken {
            address,
            holder,
            instead,
        } => address_taken(address, holder, instead),
        Run::Building(lesson) => format!("building lesson {} with cargo …", lesson.number),
        Run::SlowProgram => "waiting for a program of the pair (Ctrl-C stops this) …".to_owned(),
        Run::SlowTimer => "all wait, one of them not for ever (Ctrl-C stops this) …".to_owned(),
        Run::Plain { why } => format!("Plain run: {}.", unnarrated(why)),
        Run::Recorded { why, lesson, at } => format!(
            "A recorded run of lesson {0} as it came: {1}. {2}run {0} --plain-run runs your own.",
            lesson.number,
            unnarrated(why),
            before_a_command(at)
        ),
        Run::PlainExit { code } => exits(code),
        Run::PlainStopped => "is stopped: it would wait for ever".to_owned(),
        Run::Interrupted => "stopped; nothing of the pair is left".to_owned(),
        Run::Mishap { step, place, what } => {
            let when = match step {
                0 => "at no step of a run".to_owned(),
                step => format!("at step {step}"),
            };
            let (place, what) = (quote::line(place.as_bytes()), quote::line(what.as_bytes()));
            format!(
                "the workbook itself has failed, {when}. Please report this line, and what you \
                 typed: {place}: {what}"
            )
        }
    }
}

/// Why there is no narration, to follow a colon.
pub fn unnarrated(why: &Unnarrated) -> String {
    match why {
        Unnarrated::Asked => "no narration, as asked".to_owned(),
        Unnarrated::Refused(answer) => format!(
            "no narration, because this system does not let one program trace another \
             (ptrace: {answer})"
        ),
        Unnarrated::Unseen(end, Unseen::Hidden) => format!(
            "no narration, because the system hides {}: its program may be run, but not read",
            the(*end)
        ),
        Unnarrated::Unseen(end, Unseen::Bits32) => format!(
            "no narration, because {} is a 32-bit program, and the workbook cannot follow those",
            the(*end)
        ),
        Unnarrated::OtherSystem => {
            "no narration, because that needs Linux (glibc, x86_64 or aarch64)".to_owned()
        }
    }
}

fn address_taken(address: SocketAddr, holder: Option<(&str, i32)>, instead: SocketAddr) -> String {
    let holder = match holder {
        Some((name, pid)) => {
            format!("by {} (process {pid})", quote::line(name.as_bytes()))
        }
        None => "by another program or an old connection (TIME_WAIT)".to_owned(),
    };
    format!("{address} is taken {holder}: this run uses {instead} instead.")
}

pub fn outcome(outcome: &Outcome) -> String {
    match *outcome {
        Outcome::Stuck(threads) => stuck(threads),
        Outcome::Endless {
            who,
            place,
            at_end_of_stream,
            others,
        } => endless(who, place, at_end_of_stream, others),
        Outcome::BrokenOff { steps } => {
            format!("{}. Nothing of the pair is left.", stopped(steps))
        }
        Outcome::TooLong { steps } => format!("{}: nothing happened any more.", stopped(steps)),
        Outcome::NotFollowed { steps, why } => format!(
            "{}: the run could not be followed any further ({}).",
            stopped(steps),
            quote::line(why.as_bytes())
        ),
        Outcome::Played { lesson, steps } => played(lesson, steps),
        Outcome::Unseen { ends, steps } => format!(
            "The pair was not followed to its end: not all that {} did could be seen. {steps} \
             steps were told.",
            several(ends)
        ),
        Outcome::Failed(ends) => failed(ends),
        Outcome::NoSocket(end) => format!(
            "{} made no socket: there was nothing between the two to tell of it.",
            sentence(&the(end))
        ),
        Outcome::NeedsNoPartner(end) => format!(
            "{} has both sides of its connections itself: it needs no partner, and the other \
             program was not part of that.",
            sentence(&the(end))
        ),
        Outcome::NeverMet => "The two never met: no socket of the server was connected to one \
                              of the client. Look at the addresses in their calls."
            .to_owned(),
    }
}

fn stopped(steps: StepNumber) -> String {
    match steps {
        0 => "Stopped before the first step".to_owned(),
        steps => format!("Stopped after step {steps}"),
    }
}

fn played(lesson: Option<u8>, steps: StepNumber) -> String {
    let what = match lesson {
        Some(number) => format!("Lesson {number} was played"),
        None => "The pair was followed".to_owned(),
    };
    format!("{what} to its end in {steps} steps.")
}

fn several(ends: &[End]) -> String {
    let names: Vec<String> = ends.iter().map(|end| the(*end)).collect();
    list(&names)
}

fn failed(ends: &[End]) -> String {
    match ends {
        [one] => format!(
            "{} failed: its last lines above say why.",
            sentence(&the(*one))
        ),
        several => format!(
            "These failed: {}. Their last lines above say why.",
            names(several)
        ),
    }
}

fn endless(who: Who, place: Option<&Place>, at_end_of_stream: bool, others: &[Waiting]) -> String {
    let who = sentence(&the_thread(who));
    let at = place.map_or(String::new(), |place| {
        format!(
            " (line {} of {})",
            place.line,
            quote::line(place.file().as_bytes())
        )
    });
    let others = match others {
        [] => String::new(),
        others => format!(" Meanwhile {}.", waits(others)),
    };
    if at_end_of_stream {
        format!(
            "{who} reads at the end of a stream again and again{at}, and gets 0 bytes each time: \
             this loop never ends. The workbook has stopped the run.{others}"
        )
    } else {
        format!(
            "{who} asks again and again{at}, and nobody can give it anything: this loop never \
             ends. The workbook has stopped the run.{others}"
        )
    }
}

fn stuck(threads: &[Waiting]) -> String {
    format!(
        "Nobody can go on: {}. The workbook has stopped the run.",
        waits(threads)
    )
}

/// Who waits in what.
pub fn waits(threads: &[Waiting]) -> String {
    let waits: Vec<String> = threads.iter().map(stuck_thread).collect();
    waits.join(", and ")
}

fn stuck_thread(waiting: &Waiting) -> String {
    let who = the_thread(waiting.who);
    match &waiting.wait {
        Wait::In { call, socket } => match socket.as_ref().and_then(|socket| socket.peer_end) {
            Some(end) => format!("{who} waits in {} for {}", call.name, the(end)),
            None => format!("{who} waits in {}", call.name),
        },
        Wait::Untold(name) if name == "futex" => {
            format!("{who} waits for another thread of its own program")
        }
        Wait::Untold(name) => format!("{who} waits in {name}"),
        Wait::NotFollowed => format!("{who} waits in a call that is not followed"),
        Wait::Alone | Wait::Stopped | Wait::Keyboard | Wait::Held => {
            format!("{who} {}", why(waiting))
        }
    }
}
