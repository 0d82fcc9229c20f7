//! What went wrong, and on a line of its own what to type next.

use super::lines::{unusable, wrong};
use super::phrases::{chats, how_many_lessons, names, path, sentence, the, the_thread};
use super::practice::{no_exercise, practising};
use super::prompt::before_a_command;
use super::reading::{build, reading};
use super::run::unnarrated;
use super::sights::why;
use crate::lesson::catalogue::{LESSONS, Lesson, PAGES};
use crate::lesson::progress::Complaint;
use crate::narrate::problem::{InPair, Logs, Problem, Programs, TypedAt, Unnarrated, Word};
use crate::terminal::escape as quote;
use event::log::Unreadable;
use event::{End, Waiting};
use std::path::Path;

pub fn problem(problem: &Problem, at: TypedAt) -> String {
    let workbook = before_a_command(at);
    match problem {
        Problem::Line(what) => wrong(what, at),
        Problem::Unusable(what) => unusable(*what),
        Problem::Word(what) => word(what, at),
        Problem::InPair(what) => in_pair(what),
        Problem::Programs(what) => programs(what, at),
        Problem::Book(what) => reading(what, at),
        Problem::Build(what) => build(what),
        Problem::Progress(what) => progress(what),
        Problem::Logs(what) => logs(what, at),
        Problem::SettingNotKept(why) => {
            let why = match why {
                Some((file, error)) => format!(" in {}: {error}", path(file)),
                None => ": neither XDG_DATA_HOME nor HOME names a folder".to_owned(),
            };
            format!("could not keep this setting{why}\nhint: it holds until you leave the workbook")
        }
        Problem::NoChat(lesson) => format!(
            "lesson {0} reads no keyboard, so there is nobody to talk for\n\
             hint: {1}; {workbook}step {0} shows this one call by call",
            lesson.number,
            chats(&format!("{workbook}talk "))
        ),
        Problem::Practice(what) => practising(what, at),
        Problem::AllDone => format!(
            "all {} lessons are done, and all exercises are passed\n\
             hint: give a number to see one again: {workbook}run 2",
            how_many_lessons()
        ),
        Problem::NoRunYet => format!(
            "there is no pair whose sockets could be shown\n\
             hint: {workbook}step 2 starts one; then type sockets at any step"
        ),
        Problem::NeedsNarration(why @ Unnarrated::Unseen(..)) => format!(
            "could not follow the pair call by call: {}\n\
             hint: without --log the pair runs as it is, and what both print is shown",
            unnarrated(why)
        ),
        Problem::NeedsNarration(why) => format!(
            "could not follow the pair call by call: {}\n\
             hint: {workbook}run 2 and {workbook}step 2 tell a recorded run here",
            unnarrated(why)
        ),
        Problem::TooLong { seconds, threads } => {
            let threads: Vec<String> = threads.iter().map(at_the_limit).collect();
            let all = std::iter::once(format!(
                "the run was stopped: nothing has happened for {seconds} seconds"
            ));
            all.chain(threads).collect::<Vec<_>>().join("\n")
        }
        Problem::Computes {
            who,
            place,
            seconds,
        } => {
            let at = place.as_ref().map_or(String::new(), |place| {
                format!(
                    " at line {} of {}",
                    place.line,
                    quote::line(place.path.as_bytes())
                )
            });
            format!(
                "the run was stopped: nothing has happened for {seconds} seconds. {} computes{at}, \
                 and makes no call that is told",
                sentence(&the_thread(*who))
            )
        }
        Problem::Multitude {
            end,
            threads,
            processes,
        } => format!(
            "the run was stopped: {} starts {}, {} so far, and does nothing else at a socket, \
             the keyboard or the screen",
            the(*end),
            multitude(*threads, *processes),
            threads + processes
        ),
        Problem::CannotStart { program, error } => {
            format!("could not start {}: {error}", path(program))
        }
    }
}

fn multitude(threads: u64, processes: u64) -> &'static str {
    match (threads, processes) {
        (_, 0) => "thread after thread",
        (0, _) => "process after process",
        _ => "threads and processes one after the other",
    }
}

fn word(word: &Word, at: TypedAt) -> String {
    match word {
        Word::Lesson(asked) => format!(
            "there is no lesson {}\nhint: the lessons are {}",
            quote::line(asked.as_bytes()),
            lessons()
        ),
        Word::Page(asked) => format!(
            "there is no page {}\nhint: the pages are {}, {}",
            quote::line(asked.as_bytes()),
            lessons(),
            PAGES.join(", ")
        ),
        Word::Address => "an address is an IP and a port, for instance 127.0.0.1:9999".to_owned(),
        Word::Port => "port 0 is no port to meet at; take one from 1024 to 65535".to_owned(),
        Word::Step(text) => format!(
            "{} is not the number of a step\nhint: go 24 goes on up to step 24",
            quote::line(text.as_bytes())
        ),
        Word::Exercise(asked, near) => no_exercise(asked, *near, at),
        Word::End(name) => format!(
            "{} is no end\nhint: the ends are server, client, client 2 and so on",
            quote::line(name.as_bytes())
        ),
        Word::Unexplained {
            word,
            near: Some(near),
        } => format!(
            "nothing is known of {}: did you mean {near}?",
            quote::line(word.as_bytes())
        ),
        Word::Unexplained { word, near: None } => format!(
            "nothing is known of {}\n\
             hint: read glossary and read calls list the words that are known",
            quote::line(word.as_bytes())
        ),
        Word::StepNotKept { number, kept: None } => {
            format!("there is no step {number} yet\nhint: run 2 shows a run, step by step")
        }
        Word::StepNotKept {
            number,
            kept: Some((first, last)),
        } => format!(
            "there is no step {number} to be explained\n\
             hint: explain takes the steps {first} to {last}"
        ),
    }
}

fn lessons() -> String {
    let name = |lesson: &Lesson| format!("{} {}", lesson.number, lesson.name());
    let names: Vec<String> = LESSONS.iter().map(name).collect();
    names.join(", ")
}

fn in_pair(problem: &InPair) -> String {
    match problem {
        InPair::CannotMove {
            end,
            waiting,
            others,
        } => cannot_move(*end, waiting, others),
        InPair::NotThere(end) => format!("there is no {end} here\nhint: who shows the ends"),
        InPair::HasEnded(end) => {
            let hint = match end {
                End::Client(_) => "join starts another client",
                End::Server | End::Program => "who shows the ends that are left, stop ends all",
            };
            format!("{} has ended\nhint: {hint}", the(*end))
        }
        InPair::KeyboardClosed(end) => format!(
            "{} takes no more from its keyboard: its input has ended, or it is full\n\
             hint: Enter goes on",
            the(*end)
        ),
        InPair::LineTooLong { most } => format!("a keyboard takes lines of up to {most} bytes"),
        InPair::StepIsPast { asked, now } => format!(
            "step {asked} has happened already; the last one was step {now}\n\
             hint: go {0} goes on up to step {0}, go without a number to the end",
            now + 10
        ),
        InPair::CannotJoin => {
            "no client can join here: this lesson has none\nhint: step 2 has one".to_owned()
        }
        InPair::NoAnswer { most } => {
            format!("that is no answer\nhint: type a number from 1 to {most}; ? explains, q leaves")
        }
        InPair::IsRecorded => "this run was recorded: nobody can do anything else in it\n\
                               hint: Enter tells the next step, go 24 goes on up to step 24"
            .to_owned(),
    }
}

fn cannot_move(end: End, waiting: &[Waiting], others: &[End]) -> String {
    let why: Vec<String> = waiting.iter().map(why).collect();
    let hint = if others.is_empty() {
        "Enter does what the prompt shows".to_owned()
    } else {
        format!("who can move now: {}", names(others))
    };
    format!(
        "{} cannot move now: it {}\nhint: {hint}",
        the(end),
        why.join("; ")
    )
}

fn programs(problem: &Programs, at: TypedAt) -> String {
    let line = |text: &str| quote::line(text.as_bytes());
    match problem {
        Programs::NotFound(program) if program.contains('/') => format!(
            "could not find {}\n\
             hint: the path is taken from the folder in which you started the workbook",
            line(program)
        ),
        Programs::NotFound(program) => format!(
            "could not find {0} in any folder of PATH\n\
             hint: for a program of this folder, type ./{0}",
            line(program)
        ),
        Programs::NotAProgram(program) => format!(
            "{0} is there, but it is not a program that may be started\n\
             hint: a script is started by its language, for instance: python3 {0}",
            line(program)
        ),
        Programs::NoWords(end) => format!(
            "the command of the {end} is empty\n\
             hint: {}pair 'python3 server.py' 'nc 127.0.0.1 9999'",
            before_a_command(at)
        ),
        Programs::OpenQuotation(end) => {
            format!("a quotation mark in the command of the {end} is not closed")
        }
        Programs::NoTypedLine(text) => format!(
            "{} does not say who types: write it as 'client: hello'",
            quote::text(text.as_bytes(), quote::LINE)
        ),
    }
}

fn progress(problem: &Complaint) -> String {
    match problem {
        Complaint::Broken { file, line } => format!(
            "could not understand line {line} of {}: it is ignored\n\
             hint: delete that line, or the file; nothing else depends on it",
            path(file)
        ),
        Complaint::NoFile { file } => format!(
            "{} is no file, so what you have done is not noted\n\
             hint: everything works without it",
            path(file)
        ),
        Complaint::Unreadable { file, error } => format!(
            "could not read {}, where it is noted what you have done: {error}\n\
             hint: everything works without it",
            path(file)
        ),
        Complaint::Unwritable { file, error } => format!(
            "could not note in {} what you have done: {error}\n\
             hint: everything works without it",
            path(file)
        ),
        Complaint::NoFolder => "could not note what you have done: neither XDG_DATA_HOME nor HOME \
                                names a folder\n\
                                hint: everything works without it"
            .to_owned(),
    }
}

fn logs(problem: &Logs, at: TypedAt) -> String {
    let workbook = before_a_command(at);
    match problem {
        Logs::Unwritable { path: file, error } => format!(
            "could not write the log {}: {error}\n\
             hint: --log takes a file that you may write, or - for standard output",
            path(file)
        ),
        Logs::Unreadable { path, why } => {
            let hint = match why {
                Unreadable::File(_) => format!("{workbook}run 2 --log FILE writes a log"),
                Unreadable::NoLog => format!("{workbook}run 2 --log FILE writes one"),
                Unreadable::Newer(_) => "take the newest workbook to tell it".to_owned(),
                Unreadable::Line { .. } | Unreadable::CutShort { .. } => {
                    format!("write the log again: {workbook}run 2 --log FILE")
                }
            };
            format!("{}\nhint: {hint}", unreadable(path, why))
        }
        Logs::OwnUnreadable { path: file, why } => format!(
            "the recorded run that the workbook was built with is broken: {}\n\
             hint: git restore {} brings it back; then build the workbook again: cargo run",
            unreadable(file, why),
            path(file)
        ),
    }
}

fn unreadable(file: &Path, why: &Unreadable) -> String {
    let path = path(file);
    match why {
        Unreadable::File(error) => format!("could not read {path}: {error}"),
        Unreadable::NoLog => format!("{path} is no log of the workbook"),
        Unreadable::Newer(version) => {
            format!("{path} was written by a newer workbook (version {version} of a log)")
        }
        Unreadable::Line { number, .. } => {
            format!("line {number} of {path} is no event of a run")
        }
        Unreadable::CutShort { after } => {
            format!("{path} is cut short: the run goes on after line {after}")
        }
    }
}

/// Where a thread was when nothing had happened for too long: it need not wait.
fn at_the_limit(thread: &Waiting) -> String {
    format!("{} {}", the_thread(thread.who), why(thread))
}
