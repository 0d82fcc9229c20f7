//! No files import each other in a circle: whoever reads one can read what it stands on
//! first. That such a circle would be found is tried on small made-up programs.

use super::assert_none;
use super::imports::{Import, imports};
use super::source::{Files, files};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

#[test]
fn no_files_import_each_other_in_a_circle() {
    assert_none(&circles_of(&imports(&files("src", ".rs"))));
}

fn circles_of(imports: &BTreeSet<Import>) -> Vec<String> {
    let told = |circle: &Vec<&Import>| {
        let lines: Vec<_> = circle.iter().map(|import| format!("  {import}")).collect();
        format!("a circle of files:\n{}", lines.join("\n"))
    };
    circles(imports).iter().map(told).collect()
}

/// Circles without a common file, the shortest first. When these are mended, the next show.
fn circles(imports: &BTreeSet<Import>) -> Vec<Vec<&Import>> {
    let mut of_file: BTreeMap<&str, Vec<&Import>> = BTreeMap::new();
    for import in imports {
        of_file.entry(&import.from).or_default().push(import);
    }
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    loop {
        let ways = of_file
            .keys()
            .filter_map(|file| way_back(&of_file, file, &told));
        let Some(shortest) = ways.min_by_key(Vec::len) else {
            return found;
        };
        told.extend(shortest.iter().map(|import| &import.to));
        found.push(shortest);
    }
}

/// The shortest way from a file to itself that leads through no file told already.
fn way_back<'a>(
    of_file: &BTreeMap<&str, Vec<&'a Import>>,
    start: &str,
    told: &BTreeSet<&'a String>,
) -> Option<Vec<&'a Import>> {
    let mut ways = VecDeque::from([Vec::new()]);
    let mut seen = told.clone();
    while let Some(way) = ways.pop_front() {
        let at = way.last().map_or(start, |import: &&Import| &import.to);
        for &import in of_file.get(at).into_iter().flatten() {
            if seen.insert(&import.to) {
                let way: Vec<_> = way.iter().copied().chain([import]).collect();
                if import.to == start {
                    return Some(way);
                }
                ways.push_back(way);
            }
        }
    }
    None
}

fn made_up(files: &[(&str, &str)]) -> Files {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    files.iter().map(owned).collect()
}

#[test]
fn a_circle_is_found_through_lists_faces_aliases_and_paths_in_code() {
    let files = made_up(&[
        ("src/main.rs", "mod a;\nmod b;\nmod c;\n"),
        (
            "src/a.rs",
            "use std::fs;\nuse crate::{\n    b::{self, Item},\n};",
        ),
        ("src/b/mod.rs", "mod inner;\npub use inner::Item;"),
        (
            "src/b/inner.rs",
            "use crate::c as other;\nfn f() { other::deep::g::<u8>(); }",
        ),
        ("src/c/mod.rs", "pub mod deep;"),
        ("src/c/deep.rs", "use super::super::a::A;"),
    ]);
    assert_eq!(
        circles_of(&imports(&files)),
        ["a circle of files:\n  \
          src/a.rs:3 imports src/b/mod.rs\n  \
          src/b/mod.rs:2 imports src/b/inner.rs\n  \
          src/b/inner.rs:2 imports src/c/deep.rs\n  \
          src/c/deep.rs:1 imports src/a.rs"]
    );
}

#[test]
fn a_file_that_asks_its_own_face_for_a_neighbour_makes_a_circle() {
    let files = made_up(&[
        (
            "src/one/lib.rs",
            "mod a;\nmod b;\npub use a::A;\npub use b::B;",
        ),
        ("src/one/a.rs", "struct A;"),
        ("src/one/b.rs", "use crate::A;"),
    ]);
    assert_eq!(
        circles_of(&imports(&files)),
        ["a circle of files:\n  \
          src/one/b.rs:1 imports src/one/lib.rs\n  \
          src/one/lib.rs:4 imports src/one/b.rs"]
    );
}

#[test]
fn declarations_comments_texts_and_tests_are_no_imports() {
    let files = made_up(&[
        ("src/main.rs", "mod a;\nmod b;\n#[cfg(test)]\nmod tests;"),
        ("src/a.rs", "//! [`crate::b::B`]\nuse crate::b::B;"),
        (
            "src/b.rs",
            "/* crate::a::f() */ fn f<'a>() { g('\"', \"crate::a\", r#\"\"crate::a::f\"#) }\n\
             #[cfg(test)]\nmod tests { use crate::a::A; fn f() { crate::a::g(\"}\") } }\n\
             #[cfg(all(test, unix))]\nmod others { use crate::a::A; }",
        ),
        ("src/tests/mod.rs", "use crate::a::A;"),
    ]);
    let imports = imports(&files);
    let imports: Vec<String> = imports.iter().map(Import::to_string).collect();
    assert_eq!(imports, ["src/a.rs:2 imports src/b.rs"]);
}

#[test]
fn a_function_is_not_taken_for_the_module_of_the_same_name() {
    let files = made_up(&[
        ("src/main.rs", "mod a;\nmod b;"),
        ("src/a.rs", "fn f() { crate::b::step() }"),
        ("src/b/mod.rs", "mod step;\npub use step::step;"),
        ("src/b/step.rs", "use crate::a::A;"),
    ]);
    let imports = imports(&files);
    let of_a = imports.iter().filter(|import| import.from == "src/a.rs");
    let of_a: Vec<String> = of_a.map(Import::to_string).collect();
    assert_eq!(of_a, ["src/a.rs:1 imports src/b/mod.rs"]);
}
