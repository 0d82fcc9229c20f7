//! Which file imports which: every path of the program, in `use` and in code, followed to the
//! file that it leads to. A path leads to the last module that it names; what a face
//! (mod.rs, lib.rs, main.rs) passes on belongs to the face. `mod x;` is no import. Where a
//! face has a function and a module of one name, `use` is taken to mean the module.

use super::source::{Files, Token, inside, program};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    pub from: String,
    pub line: usize,
    pub to: String,
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} imports {}", self.from, self.line, self.to)
    }
}

/// A path as it is written, and the name by which the file knows its end from then on.
#[derive(Debug)]
pub struct Path<'a> {
    pub line: usize,
    pub names: Vec<&'a str>,
    known_as: &'a str,
    pub is_use: bool,
}

pub fn imports(files: &Files) -> BTreeSet<Import> {
    let program = program(files);
    let modules = Modules(program.keys().copied().collect());
    let mut imports = BTreeSet::new();
    for (file, tokens) in &program {
        let paths = paths(tokens);
        let mut known = BTreeMap::new();
        for path in paths.iter().filter(|path| path.is_use) {
            if let Some((module, [])) = modules.follow(file, &path.names, &known) {
                known.insert(path.known_as, module);
            }
        }
        for path in &paths {
            // In code a path ends at an item, even where a module has the same name.
            let is_item = usize::from(!path.is_use);
            let names = &path.names[..path.names.len() - is_item];
            if let Some((to, _)) = modules.follow(file, names, &known)
                && to != *file
            {
                imports.insert(Import {
                    from: (*file).to_owned(),
                    line: path.line,
                    to: to.to_owned(),
                });
            }
        }
    }
    imports
}

/// Every path of two names or more; `a::{b, c::d}` is two of them.
pub fn paths<'a>(tokens: &[Token<'a>]) -> Vec<Path<'a>> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at + 1 < tokens.len() {
        let before = at.checked_sub(1).map_or("", |before| tokens[before].text);
        if tokens[at].is_word() && tokens[at + 1].text == "::" && before != "::" {
            at = read(tokens, at, &[], before == "use", &mut paths);
        } else {
            at += 1;
        }
    }
    paths
}

/// Reads what stands after `before`, and says where it ends.
fn read<'a>(
    tokens: &[Token<'a>],
    mut at: usize,
    before: &[&'a str],
    is_use: bool,
    paths: &mut Vec<Path<'a>>,
) -> usize {
    let mut names = before.to_vec();
    let line = tokens[at].line;
    while tokens[at].is_word() && tokens[at].text != "self" || names.is_empty() {
        names.push(tokens[at].text);
        at += 1;
        if tokens[at].text != "::" {
            break;
        }
        at += 1;
    }
    if tokens[at].text == "{" && tokens[at - 1].text == "::" {
        at += 1;
        while tokens[at].text != "}" {
            at = if tokens[at].text == "," {
                at + 1
            } else {
                read(tokens, at, &names, is_use, paths)
            };
        }
        return at + 1;
    }
    // The end of a list's member, or of a path in code: `self`, `*`, `<` say no more.
    at += usize::from(matches!(tokens[at].text, "self" | "*"));
    let mut known_as = names[names.len() - 1];
    if is_use && tokens[at].text == "as" {
        known_as = tokens[at + 1].text;
        at += 2;
    }
    paths.push(Path {
        line,
        names,
        known_as,
        is_use,
    });
    at
}

/// The files of the program, each of them a module.
struct Modules<'a>(BTreeSet<&'a str>);

impl<'a> Modules<'a> {
    /// Where a path that stands in a file leads, and what of it is left: the item.
    fn follow<'p>(
        &self,
        here: &'a str,
        path: &'p [&'p str],
        known: &BTreeMap<&str, &'a str>,
    ) -> Option<(&'a str, &'p [&'p str])> {
        let (first, mut rest) = path.split_first()?;
        let mut module = match *first {
            "crate" => self.root(here)?,
            "self" => here,
            "super" => self.parent(here)?,
            name => {
                let package = || self.get(&format!("src/{name}/lib.rs"));
                let child = self.child(here, name);
                child.or(known.get(name).copied()).or_else(package)?
            }
        };
        while let Some((name, others)) = rest.split_first() {
            let next = match *name {
                "super" => self.parent(module),
                name => self.child(module, name),
            };
            let Some(next) = next else { break };
            (module, rest) = (next, others);
        }
        Some((module, rest))
    }

    fn get(&self, file: &str) -> Option<&'a str> {
        self.0.get(file).copied()
    }

    fn child(&self, file: &str, name: &str) -> Option<&'a str> {
        let path = inside(file) + name;
        let file = self.get(&format!("{path}.rs"));
        file.or_else(|| self.get(&format!("{path}/mod.rs")))
    }

    fn parent(&self, file: &str) -> Option<&'a str> {
        let own = inside(file);
        let (folder, _) = own.trim_end_matches('/').rsplit_once('/')?;
        let faces = ["mod.rs", "lib.rs", "main.rs"];
        let mut faces = faces.iter().map(|face| format!("{folder}/{face}"));
        faces.find_map(|face| self.get(&face))
    }

    /// The root of the package that a file belongs to.
    fn root(&self, file: &'a str) -> Option<&'a str> {
        let is_root = file.ends_with("/lib.rs") || file.ends_with("/main.rs");
        if is_root {
            Some(file)
        } else {
            self.root(self.parent(file)?)
        }
    }
}
