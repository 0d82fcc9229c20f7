//! What of the architecture the compiler does not hold: who may import whom inside of a
//! package, that no files import each other in a circle, and that few rooms stay few. These
//! tables are the architecture document. What each room is for stands at its head.
//!
//! The packages `event` and `tracer` are walls of the compiler. Tests may look anywhere.

mod circles;
mod imports;
mod source;
mod texts;

use imports::{Import, imports};
use source::files;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Low to high. A room is a file or a folder of `src/`; it knows only rooms above it in this
/// list, and of those only the ones named beside it.
#[rustfmt::skip]
const ROOMS: &[(&str, &[&str])] = &[
    // What happened, as data. Everybody speaks of it.
    ("event", &[]),
    // Programs followed. No lesson, no word.
    ("tracer", &["event"]),
    // What may be printed, and where; what the lessons are. No word either.
    ("terminal", &["event"]),
    ("lesson", &["event", "terminal"]),
    // What a run is held against: what an exercise demands, another run, a prediction. No word.
    ("check", &["event", "lesson"]),
    // From events to what a person sees or keeps. None of these knows how a run is made.
    ("narrate", &["event", "lesson", "check", "terminal"]),
    ("view", &["event", "lesson", "check", "narrate", "terminal"]),
    ("export", &["event", "narrate"]),
    ("book", &["lesson", "narrate", "terminal"]),
    // What can be typed, and where it comes from.
    ("cli", &["event", "lesson", "narrate", "terminal", "view"]),
    ("prompt", &["cli", "lesson", "narrate", "terminal"]),
    // Where the two sides meet: the one room that knows the tracer.
    ("run", &["event", "tracer", "terminal", "lesson", "check", "narrate", "view", "export", "book", "cli", "prompt"]),
    // The program.
    ("workbook", &["event", "terminal", "lesson", "narrate", "book", "cli", "prompt", "run"]),
    ("app", &["terminal", "narrate", "cli", "prompt", "workbook"]),
    ("main", &["app"]),
];

/// Inside of the tracer, low to high: a room knows only rooms of the lines above its own.
const ROOMS_OF_TRACER: &[&[&str]] = &[
    // What a call is, and what a keyboard is: numbers and bytes.
    &["syscall", "console"],
    // The only unsafe code.
    &["ptrace"],
    // The time of a session, the alarms of its programs, and who starts how many.
    &["clock", "alarms", "births"],
    // The parts of a session, each by itself.
    &["net", "source", "schedule", "tracee", "ends"],
    &["on_stop", "recorder", "target"],
    &["parts"],
    &["holders"],
    &["spots"],
    // What is done with all parts.
    &["lifecycle", "now", "record", "wakers"],
    &["collect"],
    &["quiesce"],
    &["session"],
    &["lib"],
    &["examples"],
];

/// The libraries of the workbook, and which packages of ours their manifests may name.
const PACKAGES: &[(&str, &[&str])] = &[
    ("src/event/Cargo.toml", &["event"]),
    ("src/tracer/Cargo.toml", &["tracer", "event"]),
];

const MOST_ROOMS: usize = 16;

/// The room of a file among the rooms of a folder.
fn room<'a>(file: &'a str, folder: &str) -> Option<&'a str> {
    let first = file.strip_prefix(folder)?.split('/').next()?;
    Some(first.trim_end_matches(".rs"))
}

/// The imports from one room of a folder to another, for which `may` does not hold.
fn forbidden(folder: &str, may: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let imports = imports(&files("src", ".rs"));
    let wrong = imports.iter().filter_map(|import| {
        let (from, to) = (room(&import.from, folder)?, room(&import.to, folder)?);
        let is_wrong = from != to && !may(from, to);
        is_wrong.then(|| format!("{import}: {from} may not know {to}"))
    });
    wrong.collect()
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn imports_go_downward_only() {
    assert_none(&forbidden("src/", |from, to| {
        let row = ROOMS.iter().find(|(room, _)| *room == from);
        row.is_some_and(|(_, may)| may.contains(&to))
    }));
}

#[test]
fn imports_go_downward_inside_of_the_tracer_too() {
    let level = |room: &str| {
        let mut levels = ROOMS_OF_TRACER.iter();
        levels.position(|level| level.contains(&room))
    };
    assert_none(&forbidden("src/tracer/", |from, to| {
        level(to).is_some() && level(to) < level(from)
    }));
}

#[test]
fn the_table_of_rooms_is_in_order_and_names_every_room() {
    let mut rooms: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for (index, (room, may)) in ROOMS.iter().enumerate() {
        for other in *may {
            let is_below = rooms[..index].contains(other);
            assert!(is_below, "{room} names {other}, which is not below it");
        }
    }
    rooms.sort_unstable();
    let files = files("src", ".rs");
    let there: BTreeSet<&str> = files.keys().filter_map(|file| room(file, "src/")).collect();
    assert_eq!(rooms, there.into_iter().collect::<Vec<_>>());
}

#[test]
fn the_rooms_can_be_counted_at_a_glance() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = fs::read_dir(src).unwrap().map(|entry| entry.unwrap());
    let rooms = entries.filter(|entry| entry.file_name() != "main.rs");
    let rooms: Vec<_> = rooms.map(|entry| entry.file_name()).collect();
    assert!(rooms.len() <= MOST_ROOMS, "{rooms:?}");
}

#[test]
fn a_package_uses_no_other_one_but_those_it_may() {
    let ours = ["event", "exercises", "lessons", "socket-workbook", "tracer"];
    for (manifest, may) in PACKAGES {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest));
        let text = text.unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            for word in line.split(|c| !is_part(c)) {
                let is_allowed = !ours.contains(&word) || may.contains(&word);
                assert!(is_allowed, "{manifest} names {word}: {line}");
            }
        }
    }
}

/// The door is `src/run/system.rs`: whatever else works on every system passes through it.
#[test]
fn what_only_linux_has_is_reached_through_one_door() {
    let files = files("src", ".rs");
    let lines: Vec<&str> = files["src/run/mod.rs"].lines().collect();
    let of_linux = lines.windows(2).filter_map(|lines| {
        let module = lines[1].strip_prefix("mod ")?.strip_suffix(';')?;
        let is_of_linux = lines[0].starts_with("#[cfg(") && lines[0].contains("linux");
        is_of_linux.then(|| format!("src/run/{module}.rs"))
    });
    let of_linux: BTreeSet<String> = of_linux.collect();
    assert!(of_linux.contains("src/run/driver.rs"), "{of_linux:?}");
    let may = |file: &str| of_linux.contains(file) || file == "src/run/system.rs";
    let is_of_tracer = |file: &str| file.starts_with("src/tracer/");
    let imports = imports(&files);
    let wrong = imports.iter().filter(|import| {
        let needs_linux = is_of_tracer(&import.to) || of_linux.contains(&import.to);
        needs_linux && !is_of_tracer(&import.from) && !may(&import.from)
    });
    assert_none(&wrong.map(Import::to_string).collect::<Vec<_>>());
}
