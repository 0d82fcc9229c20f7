//! The rooms of `src/` and who may import whom. This table is the architecture document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Low to high: a room knows only rooms above it in this list, and of those only the ones
/// named beside it. A room is a file or a folder of `src/`.
#[rustfmt::skip]
const ROOMS: &[(&str, &[&str])] = &[
    // What can be told and shown, as plain data. Everybody speaks of it.
    ("call", &[]),
    ("present", &["call"]),
    ("catalogue", &["call"]),
    ("address", &["catalogue"]),
    // Services that know nothing of lessons.
    ("folders", &[]),
    ("signals", &[]),
    ("ask", &[]),
    // The programs under control. No word of the narration.
    ("trace", &["call"]),
    ("stage", &["call", "catalogue", "present", "trace"]),
    // What a person sees. No ptrace: the event is what joins the two sides.
    ("narrate", &["call", "catalogue", "present"]),
    ("columns", &["narrate"]),
    ("view", &["call", "columns", "narrate"]),
    ("say", &["columns"]),
    ("listing", &["columns", "narrate"]),
    ("slow", &["columns"]),
    ("appearance", &["view"]),
    // A run: what is run and where, narrated or plain.
    ("program", &["catalogue", "narrate", "slow"]),
    ("scene", &["address", "appearance", "call", "catalogue", "view"]),
    ("performance", &["appearance", "call", "catalogue", "narrate", "present", "scene", "slow", "stage", "trace", "view"]),
    ("plain", &["call", "catalogue", "narrate", "performance", "say", "scene"]),
    ("play", &["address", "appearance", "call", "catalogue", "narrate", "performance", "plain", "program", "scene"]),
    // What can be typed, and what it does.
    ("progress", &["catalogue", "folders", "narrate"]),
    ("reading", &["catalogue", "columns", "listing", "narrate", "program"]),
    ("command", &["appearance", "call", "catalogue", "columns", "narrate", "view"]),
    ("report", &["command", "say"]),
    ("pair", &["appearance", "call", "catalogue", "command", "narrate", "scene"]),
    ("session", &["ask", "call", "catalogue", "columns", "command", "listing", "narrate", "performance", "present", "program", "report", "say", "scene", "stage"]),
    // Stands in for `performance` and `session` where nothing can be traced.
    ("elsewhere", &["ask", "catalogue", "narrate", "performance", "present", "scene"]),
    ("workbook", &["appearance", "ask", "catalogue", "columns", "command", "narrate", "pair", "performance", "play", "present", "progress", "reading", "report", "say", "scene", "session"]),
    // Where the commands come from: a person, or a pipe.
    ("lines", &["ask", "narrate", "signals"]),
    ("repl", &["ask", "command", "folders", "narrate", "signals"]),
    ("main", &["ask", "command", "lines", "repl", "report", "signals", "workbook"]),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The source without its comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn room_of(path: &Path) -> String {
    let inside = path.strip_prefix(folder("src")).unwrap();
    let first = inside.components().next().unwrap();
    let name = first.as_os_str().to_str().unwrap();
    name.trim_end_matches(".rs").to_string()
}

/// The rooms that a piece of source names: `crate::ROOM`, also in `crate::{ROOM, …}`; and
/// in main.rs, the root, by their own names.
fn named_rooms(source: &str, is_root: bool) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => named.extend(members(list).map(first_word)),
            None => drop(named.insert(first_word(rest))),
        }
    }
    if is_root {
        let rooms = ROOMS.iter().map(|(room, _)| room);
        let used = rooms.filter(|room| source.contains(&format!("{room}::")));
        named.extend(used.map(|room| room.to_string()));
    }
    named
}

/// The members of `a::{b, c}, d::e}` up to the last brace, without what is inside of them.
fn members(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let end = list.find(|c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        depth < 0
    });
    let mut depth = 0;
    list[..end.unwrap()].split(move |c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        c == ',' && depth == 0
    })
}

fn first_word(text: &str) -> String {
    let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
    text.trim_start().chars().take_while(is_part).collect()
}

#[test]
fn imports_go_downward_only() {
    let allowed: BTreeMap<_, _> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in rust_files(&folder("src")) {
        let room = room_of(&path);
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{room} has no row in the table of rooms"));
            continue;
        };
        for named in named_rooms(&code(&path), room == "main") {
            // What main.rs defines itself, and what is not a module (`crate::println!`).
            let is_room = folder(&format!("src/{named}.rs")).exists()
                || folder(&format!("src/{named}")).is_dir();
            if is_room && named != room && !may.contains(&named.as_str()) {
                let file = path.strip_prefix(folder("")).unwrap().display().to_string();
                wrong.push(format!("{room} may not import {named}, but {file} does"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_of_rooms_is_in_order_and_names_no_room_that_is_gone() {
    for (index, (room, may)) in ROOMS.iter().enumerate() {
        let is_there =
            folder(&format!("src/{room}.rs")).exists() || folder(&format!("src/{room}")).is_dir();
        assert!(is_there, "there is no room {room}");
        for other in *may {
            let lower = ROOMS[..index].iter().any(|(lower, _)| lower == other);
            assert!(lower, "{room} names {other}, which is not below it");
        }
    }
}

#[test]
fn only_one_room_is_unsafe() {
    for path in rust_files(&folder("src")) {
        let unsafe_is_allowed = code(&path).contains("unsafe_code");
        assert!(
            !unsafe_is_allowed || room_of(&path) == "trace",
            "{}",
            path.display()
        );
    }
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for path in rust_files(&folder("src"))
        .into_iter()
        .chain(rust_files(&folder("lessons")))
    {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{}", path.display());
    }
}

#[test]
fn lessons_use_the_standard_library_and_nothing_else() {
    let manifest = fs::read_to_string(folder("lessons/Cargo.toml")).unwrap();
    let tables = manifest.lines().filter(|line| line.starts_with('['));
    for table in tables {
        assert!(
            !table.contains("dependencies"),
            "lessons/Cargo.toml has {table}"
        );
    }
    for path in rust_files(&folder("lessons")) {
        for line in code(&path).lines() {
            let Some(import) = line.trim_start().strip_prefix("use ") else {
                continue;
            };
            // A lesson may use another one: lesson 4 has the client of lesson 2.
            let first = first_word(import.trim_start_matches(':'));
            let is_ours = first == "lessons" || first.starts_with("lesson2");
            assert!(first == "std" || is_ours, "{}: {line}", path.display());
        }
    }
}
