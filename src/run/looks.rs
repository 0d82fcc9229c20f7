//! What a person sees who looks around: who is where, and the pair's sockets.

use crate::lesson::catalogue::Lesson;
use crate::lesson::program;
use crate::narrate::message::{Sight, Stand};
use crate::narrate::{message, socket_heads, socket_row};
use crate::terminal::columns::{columns, cut, hang, hanging, room, width};
use crate::terminal::escape::line as escaped;
use crate::terminal::listing;
use event::{End, Entry, Place, Ready, Waiting, Who};
use std::collections::BTreeMap;
use std::fs;

/// A thread at this moment.
enum Thread {
    Ready(Ready),
    Waiting(Waiting),
}

impl Thread {
    fn who(&self) -> Who {
        match self {
            Thread::Ready(ready) => ready.who,
            Thread::Waiting(waiting) => waiting.who,
        }
    }

    fn place(&self) -> Option<&Place> {
        match self {
            Thread::Ready(ready) => ready.place.as_ref(),
            Thread::Waiting(waiting) => waiting.place.as_ref(),
        }
    }

    fn has_started(&self) -> bool {
        match self {
            Thread::Ready(ready) => ready.call.is_some(),
            Thread::Waiting(_) => true,
        }
    }

    fn stand(&self) -> Stand<'_> {
        match self {
            Thread::Ready(ready) => Stand::Ready(ready),
            Thread::Waiting(waiting) => Stand::Waiting(waiting),
        }
    }
}

fn threads(ready: Vec<Ready>, waiting: Vec<Waiting>) -> Vec<Thread> {
    let ready = ready.into_iter().map(Thread::Ready);
    let waiting = waiting.into_iter().map(Thread::Waiting);
    let mut threads: Vec<Thread> = ready.chain(waiting).collect();
    threads.sort_by_key(Thread::who);
    threads
}

/// A line for each thread: what it is about to do, or why it cannot move.
pub fn who(ready: Vec<Ready>, waiting: Vec<Waiting>) -> Vec<String> {
    let threads = threads(ready, waiting).into_iter();
    let rows = threads.map(|thread| {
        let line = thread.place().map(|place| message(Sight::Line(place)));
        let stands = message(Sight::Stands(thread.stand()));
        [thread.who().to_string(), line.unwrap_or_default(), stands]
    });
    hanging(&rows.collect::<Vec<_>>(), room())
}

/// The line of source before whose call a thread stands.
pub fn before(ready: &Ready, lesson: Option<&Lesson>) -> String {
    let line = |place: &Place| {
        let own_file = lesson.is_some_and(|lesson| lesson.file == place.file());
        let file = escaped(place.file().as_bytes());
        let file = if own_file { String::new() } else { file + ":" };
        let text = escaped(place.text.as_bytes());
        cut(
            &format!(" {} {file}{} │ {text}", ready.who, place.line),
            room(),
        )
    };
    ready.place.as_ref().map_or(String::new(), line)
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
/// known before its ends start. `text_of` gives the whole text of a file.
pub fn source<'a>(
    (ready, waiting): (Vec<Ready>, Vec<Waiting>),
    text_of: impl Fn(&Place) -> Option<&'a str>,
    lesson: Option<&Lesson>,
) -> Vec<String> {
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    let mut not_started: Vec<End> = Vec::new();
    let mut nowhere = Vec::new();
    for thread in threads(ready, waiting) {
        let who = thread.who();
        match thread.place().and_then(|at| Some((text_of(at)?, at))) {
            Some((text, place)) => {
                let page = pages.entry(place.path.clone());
                let page = page.or_insert_with(|| Page::new(place.file(), text));
                let line = page.marks.entry(place.line as usize);
                line.or_default().push(who);
            }
            None if !thread.has_started() && lesson.is_some() => not_started.push(who.end),
            None => {
                let stand = thread.stand();
                nowhere.push(message(Sight::NoLine { who, stand }));
            }
        }
    }
    if let Some(lesson) = lesson.filter(|_| !not_started.is_empty()) {
        let known = pages.values_mut().find(|page| page.name == lesson.file);
        match (known, Page::of_lesson(lesson)) {
            (Some(page), _) => page.begin(not_started),
            (None, Some(mut page)) => {
                page.begin(not_started);
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
        let here = |(line, whos): (usize, Vec<Who>)| (line, vec![message(Sight::AreHere(&whos))]);
        let mut marks: BTreeMap<usize, Vec<String>> = self.marks.into_iter().map(here).collect();
        if let Some((line, ends)) = self.begin {
            let words = message(Sight::BeginHere(&ends));
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
        return vec![message(Sight::NoSockets)];
    }
    let heads = socket_heads();
    let head = heads.map(str::to_owned);
    let rows: Vec<[String; 6]> = [head]
        .into_iter()
        .chain(entries.iter().map(socket_row))
        .collect();
    let table = columns(&rows);
    if table.iter().all(|line| width(line) <= room()) {
        return table;
    }
    let told = rows[1..].iter().flat_map(|row| {
        let cells = row.iter().zip(heads).skip(1);
        let cells = cells.filter(|(cell, _)| !cell.is_empty());
        let cells: Vec<String> = cells.map(|(cell, head)| format!("{head} {cell}")).collect();
        hang(&format!("{}: ", row[0]), &cells.join(", "), room())
    });
    told.collect()
}
