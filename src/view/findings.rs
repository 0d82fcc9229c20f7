//! What was found of an exercise: its title and file, the task, and each truth with its mark;
//! below a broken one its step, with the line of the program.

use super::ink::Ink;
use super::line::Line;
use super::look::Look;
use crate::check::Finding;
use crate::lesson::exercises::Exercise;
use crate::narrate::exercise::Judged;
use crate::narrate::message::Practice;
use crate::narrate::{judged, message, words, written};
use crate::terminal::columns::{cut, wrap};
use crate::terminal::escape::width;
use crate::terminal::link::linked;
use event::Step;
use std::borrow::Cow;
use std::path::Path;

/// Where the labels begin, and what stands below them.
const LABEL: usize = 4;
const BELOW: usize = 9;
/// A line of the program needs so many columns to be beside its call.
const LEAST_SOURCE: usize = 24;
/// Columns for the labels where the notes stand beside them.
const WIDE: usize = 56;

/// Title, file and task. The file, in this folder, can be clicked.
pub fn heading(exercise: &Exercise, root: &Path, look: Look) -> Vec<String> {
    let columns = look.form(false).width();
    let title = message(Practice::Title(exercise));
    let file = exercise.file();
    let gap = columns.saturating_sub(width(&title) + width(&file));
    let title = Line::new().put(Ink::Strong, title);
    let named = Line::new().put(Ink::Faint, &file);
    let lines = if gap < 2 {
        vec![title, named]
    } else {
        vec![title.plain(" ".repeat(gap)).join(named)]
    };
    let link = linked(&file, &root.join(&file));
    let lines = shown(lines, look).into_iter();
    let lines = lines.map(|line| line.replace(&file, &link));
    let task = message(Practice::Task(exercise));
    let task = wrap(&task, columns).into_iter().map(Cow::into_owned);
    lines.chain(task).collect()
}

/// Each truth, with what was found of it.
pub fn findings(exercise: &Exercise, findings: &[Finding], look: Look) -> Vec<String> {
    let columns = look.form(false).width();
    let own = words(exercise).truths.iter().copied();
    let own = own.chain(std::iter::repeat(""));
    let mut lines = Vec::new();
    for ((truth, finding), own) in exercise.truths.iter().zip(findings).zip(own) {
        let judged = judged(truth, own, finding);
        lines.extend(labelled(&judged, finding, columns));
        if let Finding::Broken(breach) = finding {
            if let Some(step) = &breach.step {
                lines.extend(told(step, exercise, columns));
            }
            let expected = judged.expected.lines();
            let expected = expected.flat_map(|line| wrap(line, columns - BELOW));
            lines.extend(expected.map(|line| Line::new().pad(BELOW).plain(line)));
        }
    }
    shown(lines, look)
}

fn labelled(judged: &Judged, finding: &Finding, columns: usize) -> Vec<Line> {
    let (mark, ink) = match finding {
        Finding::Holds { .. } => ("✓", Ink::Strong),
        Finding::Broken(_) => ("✗", Ink::Failed),
        Finding::NotReached => ("-", Ink::Faint),
    };
    let start = Line::new().pad(2).put(ink, mark).pad(LABEL);
    let beside = WIDE.min(columns / 2 + 10);
    let fits = LABEL + width(&judged.label) < beside && beside + 1 + width(&judged.note) <= columns;
    if fits || judged.note.is_empty() && LABEL + width(&judged.label) <= columns {
        let line = start.plain(&judged.label);
        return if judged.note.is_empty() {
            vec![line]
        } else {
            vec![line.pad(beside + 1).plain(&judged.note)]
        };
    }
    let mut start = Some(start);
    let label = wrap(&judged.label, columns - LABEL);
    let mut lines: Vec<Line> = label
        .iter()
        .map(|line| {
            start
                .take()
                .unwrap_or_else(|| Line::new().pad(LABEL))
                .plain(line)
        })
        .collect();
    let note = wrap(&judged.note, columns - BELOW);
    lines.extend(note.iter().map(|line| Line::new().pad(BELOW).plain(line)));
    lines
}

/// `15  sendto(4, "ok") = 2      line 31 │ stream.write_all(b"ok")?;`
fn told(step: &Step, exercise: &Exercise, columns: usize) -> Vec<Line> {
    let number = format!("{:>7}  ", step.number);
    let call = cut(&written(&step.what), columns - BELOW);
    let call = Line::new().put(Ink::Faint, number).plain(call);
    let Some(place) = &step.place else {
        return vec![call];
    };
    let is_own = exercise.file().ends_with(&format!("/{}", place.file()));
    let place_name = if is_own {
        message(Practice::Line(place.line))
    } else {
        format!("{}:{}", place.file(), place.line)
    };
    let source = |start: Line| {
        let start = start.put(Ink::Faint, format!("{place_name} │ "));
        let room = columns.saturating_sub(start.width());
        start.plain(cut(&place.text, room))
    };
    let beside = call.width().max(BELOW + 28) + 2;
    if beside + width(&place_name) + LEAST_SOURCE > columns {
        return vec![call, source(Line::new().pad(BELOW))];
    }
    vec![source(call.pad(beside))]
}

fn shown(lines: Vec<Line>, look: Look) -> Vec<String> {
    lines
        .into_iter()
        .map(|line| line.show(look.colour))
        .collect()
}
