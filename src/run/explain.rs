//! `explain`: what a word means, or what happened in a step. A word is looked up in the pages of
//! the book and among the commands that can be typed now; a step among those that were told.

use super::steps::Steps;
use crate::book::Terms;
use crate::cli::help::help;
use crate::cli::near::near;
use crate::narrate::message::{Prompt, Sight};
use crate::narrate::problem::{Problem, Word, Wrong};
use crate::narrate::{Failure, Result, arguments, message};
use crate::terminal::columns::{hang, hanging, room};
use crate::terminal::say::say;
use event::{Request, Returned, SocketId, Step, StepNumber, What};

/// # Errors
/// If nothing is known of it, or the book cannot be read.
pub fn explain(words: &[String], table: &clap::Command, steps: &Steps) -> Result<()> {
    let asked = words.join(" ");
    // As it stands on the screen: `accept4(3)`.
    let asked = asked.split('(').next().unwrap_or_default().trim();
    let lines = match asked.parse() {
        _ if asked.is_empty() => vec![message(Prompt::WhatToExplain)],
        Ok(number) => step(number, steps)?,
        Err(_) => word(asked, table)?,
    };
    Ok(say(&lines.join("\n"))?)
}

fn word(asked: &str, table: &clap::Command) -> Result<Vec<String>> {
    let terms = Terms::load()?;
    let mut lines = terms.explain(asked);
    if table.find_subcommand(asked).is_some() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(message(Prompt::IsCommand(asked)));
        let help = help(table, Some(asked), room())?;
        lines.extend(help.lines().map(|line| format!("  {line}")));
    }
    if lines.is_empty() {
        let near = terms.near(asked).map(str::to_owned);
        return Err(Problem::from(Word::Unexplained {
            word: asked.to_owned(),
            near: near.or_else(|| self::near(table, asked)),
        })
        .into());
    }
    Ok(lines)
}

/// A word that is no command, but can be explained, gets a hint of its own.
pub fn explainable(failure: Failure) -> Failure {
    match failure {
        Failure::Misuse(Problem::Line(Wrong::NoSuchCommand { word, near: None }))
            if Terms::load().is_ok_and(|terms| terms.is_known(&word)) =>
        {
            Failure::misuse(Wrong::Explainable(word))
        }
        failure => failure,
    }
}

/// The step in full.
fn step(number: StepNumber, steps: &Steps) -> Result<Vec<String>> {
    let kept = steps.range();
    let Some((step, told)) = steps.get(number) else {
        return Err(Problem::from(Word::StepNotKept { number, kept }).into());
    };
    let mut lines = vec![message(Sight::StepHead {
        step: number,
        who: step.who,
        place: step.place.as_ref(),
    })];
    let state = told
        .state
        .map_or(String::new(), |state| format!("   {state}"));
    lines.extend(hang("  ", &format!("{}{state}", told.notation), room()));
    if !told.words.is_empty() {
        lines.extend(hang("  ", &told.words, room()));
    }
    if let Some(call) = step.call() {
        let answer = match &step.what {
            What::Returned(returned) => returned.result.as_ref().ok(),
            _ => None,
        };
        let rows = arguments(call, answer).into_iter();
        let rows: Vec<[String; 2]> = rows
            .map(|(name, value)| [format!("    {name}"), value])
            .collect();
        lines.extend(hanging(&rows, room()));
        let origin = call.fd.and_then(|fd| origin(fd, step, steps));
        lines.extend(origin.map(|(made, notation)| {
            let fd = call.fd.unwrap_or_default();
            format!(
                "  {}",
                message(Sight::MadeIn {
                    fd,
                    step: made,
                    notation
                })
            )
        }));
    }
    if let What::Returned(returned) = &step.what
        && !returned.causes.is_empty()
    {
        lines.push(format!("  {}", message(Sight::BecauseOf(&returned.causes))));
    }
    let error = match &step.what {
        What::Returned(returned) => returned.result.as_ref().err(),
        _ => None,
    };
    if let Some(call) = step.call() {
        let more = message(Sight::MoreOfStep {
            name: &call.name,
            error: error.map(|errno| &*errno.name),
            lesson: steps.lesson,
        });
        lines.extend(more.lines().map(|line| format!("  {line}")));
    }
    Ok(lines)
}

/// The step that gave the end this descriptor of this socket: the last one before that did. An
/// end can have several processes, each with numbers of its own; the socket tells them apart.
fn origin<'a>(fd: i32, step: &Step, steps: &'a Steps) -> Option<(StepNumber, &'a str)> {
    let socket = step.socket()?.id;
    let earlier = steps.before(step.number);
    let mut of_end = earlier.filter(|(earlier, _)| earlier.who.end == step.who.end);
    let (made, told) = of_end.find(|(earlier, _)| match &earlier.what {
        What::Returned(returned) => gives(returned, fd, socket),
        _ => false,
    })?;
    Some((made.number, &told.notation))
}

/// Whether the call has given this descriptor of this socket.
fn gives(returned: &Returned, fd: i32, id: SocketId) -> bool {
    let Ok(answer) = &returned.result else {
        return false;
    };
    let is_it = returned
        .socket
        .as_ref()
        .is_some_and(|socket| socket.id == id);
    let makes = matches!(
        returned.call.request,
        Request::Socket { .. } | Request::Accept | Request::Duplicate | Request::DuplicateOnto(_)
    );
    is_it && makes && answer.value == i64::from(fd)
}
