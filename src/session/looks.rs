//! What a person sees who looks around: who is where, and the pair's sockets.

use crate::call::{Place, Who};
use crate::columns::columns;
use crate::listing;
use crate::narrate::present;
use crate::present::Entry;
use crate::stage::Stage;
use std::collections::BTreeMap;

/// A line for each thread: what it is about to do, or why it cannot move.
pub fn who(stage: &Stage) -> Vec<String> {
    let ready = stage.ready().into_iter().map(|ready| {
        let words = present::stands_before(&ready);
        (ready.who, ready.place, words)
    });
    let waiting = stage.waiting().into_iter().map(|waiting| {
        let words = present::why(&waiting);
        (waiting.who, waiting.place, words)
    });
    let mut threads: Vec<(Who, Option<Place>, String)> = ready.chain(waiting).collect();
    threads.sort_by_key(|(who, ..)| *who);
    let rows: Vec<[String; 3]> = threads
        .into_iter()
        .map(|(who, place, words)| {
            let line = place.map_or(String::new(), |place| present::line(&place));
            [who.to_string(), line, words]
        })
        .collect();
    columns(&rows)
}

/// Each file that a thread is in, around the lines where they are.
pub fn source(stage: &Stage) -> Vec<String> {
    let ready = stage.ready().into_iter();
    let ready = ready.map(|ready| (ready.who, ready.place));
    let waiting = stage.waiting().into_iter();
    let waiting = waiting.map(|waiting| (waiting.who, waiting.place));
    let mut files: BTreeMap<String, (Place, BTreeMap<usize, Vec<Who>>)> = BTreeMap::new();
    for (who, place) in ready.chain(waiting) {
        let Some(place) = place else { continue };
        let line = place.line as usize;
        let file = files.entry(place.path.to_string());
        let (_, marks) = file.or_insert((place, BTreeMap::new()));
        marks.entry(line).or_default().push(who);
    }
    let mut lines = Vec::new();
    for (place, marks) in files.into_values() {
        let Some(text) = stage.text_of(&place) else {
            continue;
        };
        let name = |mut whos: Vec<Who>| {
            whos.sort();
            present::are_here(&whos)
        };
        let marks = marks.into_iter().map(|(line, whos)| (line, name(whos)));
        lines.push(place.file.to_string());
        lines.extend(listing::marked(&text, &marks.collect()));
    }
    match lines.is_empty() {
        true => vec![present::no_lines().to_owned()],
        false => lines,
    }
}

/// The kernel's table of the pair.
pub fn sockets(entries: &[Entry]) -> Vec<String> {
    if entries.is_empty() {
        return vec![present::no_sockets().to_owned()];
    }
    let head = present::SOCKETS.map(str::to_owned);
    let rows: Vec<[String; 6]> = [head]
        .into_iter()
        .chain(entries.iter().map(present::socket))
        .collect();
    columns(&rows)
}
