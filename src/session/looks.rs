//! What a person sees who looks around: who is where, and the pair's sockets.

use crate::call::{End, Place, Who};
use crate::catalogue::Lesson;
use crate::columns::{columns, hang, hanging, room, width};
use crate::listing;
use crate::narrate::present;
use crate::present::Entry;
use crate::program;
use crate::stage::Stage;
use std::collections::BTreeMap;
use std::fs;

/// A thread at this moment.
struct Stand {
    who: Who,
    place: Option<Place>,
    has_started: bool,
    /// What it is about to do, or why it cannot move.
    words: String,
}

fn stands(stage: &Stage) -> Vec<Stand> {
    let ready = stage.ready().into_iter().map(|ready| Stand {
        words: present::stands_before(&ready),
        who: ready.who,
        has_started: ready.call.is_some(),
        place: ready.place,
    });
    let waiting = stage.waiting().into_iter().map(|waiting| Stand {
        words: present::why(&waiting),
        who: waiting.who,
        has_started: true,
        place: waiting.place,
    });
    let mut stands: Vec<Stand> = ready.chain(waiting).collect();
    stands.sort_by_key(|stand| stand.who);
    stands
}

/// A line for each thread: what it is about to do, or why it cannot move.
pub fn who(stage: &Stage) -> Vec<String> {
    let rows = stands(stage).into_iter().map(|stand| {
        let line = stand.place.as_ref().map_or(String::new(), present::line);
        [stand.who.to_string(), line, stand.words]
    });
    hanging(&rows.collect::<Vec<_>>(), room())
}

/// A file, and who is where in it.
struct Page {
    name: String,
    text: String,
    marks: BTreeMap<usize, Vec<Who>>,
    /// Ends that have not started, at the line where they begin.
    begin: Option<(usize, Vec<End>)>,
}

/// Each file that a thread is in, around the lines where they are. Of a lesson the file is
/// known before its ends start.
pub fn source(stage: &Stage, lesson: Option<&Lesson>) -> Vec<String> {
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    let mut waiting: Vec<End> = Vec::new();
    let mut nowhere = Vec::new();
    for stand in stands(stage) {
        let found = stand.place.and_then(|at| Some((stage.text_of(&at)?, at)));
        match found {
            Some((text, place)) => {
                let page = pages.entry(place.path.to_string());
                let page = page.or_insert_with(|| Page::new(&place.file, &text));
                let line = page.marks.entry(place.line as usize);
                line.or_default().push(stand.who);
            }
            None if !stand.has_started && lesson.is_some() => waiting.push(stand.who.end),
            None => nowhere.push(present::no_line(stand.who, &stand.words)),
        }
    }
    if let Some(lesson) = lesson.filter(|_| !waiting.is_empty()) {
        let known = pages.values_mut().find(|page| page.name == lesson.file);
        match (known, Page::of_lesson(lesson)) {
            (Some(page), _) => page.begin(waiting),
            (None, Some(mut page)) => {
                page.begin(waiting);
                pages.insert(String::new(), page);
            }
            (None, None) => {}
        }
    }
    let lines = pages.into_values().flat_map(Page::lines);
    lines.chain(nowhere).collect()
}

impl Page {
    fn new(name: &str, text: &str) -> Page {
        Page {
            name: name.to_owned(),
            text: text.to_owned(),
            marks: BTreeMap::new(),
            begin: None,
        }
    }

    fn of_lesson(lesson: &Lesson) -> Option<Page> {
        let text = fs::read_to_string(program::source(lesson).ok()?).ok()?;
        Some(Page::new(lesson.file, &text))
    }

    fn begin(&mut self, ends: Vec<End>) {
        let is_main = |line: &str| line.starts_with("fn main(");
        let line = self.text.lines().position(is_main).unwrap_or(0) + 1;
        self.begin = Some((line, ends));
    }

    fn lines(self) -> Vec<String> {
        let here = |(line, whos): (usize, Vec<Who>)| (line, vec![present::are_here(&whos)]);
        let mut marks: BTreeMap<usize, Vec<String>> = self.marks.into_iter().map(here).collect();
        if let Some((line, ends)) = self.begin {
            let words = present::begin_here(&ends);
            marks.entry(line).or_default().push(words);
        }
        let mut lines = vec![self.name];
        lines.extend(listing::marked(&self.text, &marks));
        lines
    }
}

/// The kernel's table of the pair. Where the terminal has no room for it, each row is told
/// with the heads of its columns.
pub fn sockets(entries: &[Entry]) -> Vec<String> {
    if entries.is_empty() {
        return vec![present::no_sockets().to_owned()];
    }
    let head = present::SOCKETS.map(str::to_owned);
    let rows: Vec<[String; 6]> = [head]
        .into_iter()
        .chain(entries.iter().map(present::socket))
        .collect();
    let table = columns(&rows);
    if table.iter().all(|line| width(line) <= room()) {
        return table;
    }
    let told = rows[1..].iter().flat_map(|row| {
        let cells = row.iter().zip(present::SOCKETS).skip(1);
        let cells = cells.filter(|(cell, _)| !cell.is_empty());
        let cells: Vec<String> = cells.map(|(cell, head)| format!("{head} {cell}")).collect();
        hang(&format!("{}: ", row[0]), &cells.join(", "), room())
    });
    told.collect()
}
