//! Rust source as a row of words and marks, each with its line: enough to see what a file
//! imports and what it says. Comments are left out, and so is what only tests are made of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The text of each file, by its name from the root of the repository.
pub type Files = BTreeMap<String, String>;

/// All files below a folder whose names end so.
pub fn files(folder: &str, ending: &str) -> Files {
    let mut found = Files::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{folder}/{}", entry.file_name().display());
        if entry.path().is_dir() {
            found.extend(files(&name, ending));
        } else if name.ends_with(ending) {
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

/// A word, a string literal with its quotes, `::`, or any other character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub line: usize,
    pub text: &'a str,
}

impl Token<'_> {
    pub fn is_word(&self) -> bool {
        self.text.chars().all(is_part_of_a_word)
    }

    pub fn is_literal(&self) -> bool {
        self.text.contains('"')
    }
}

fn is_part_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The tokens of every file that belongs to the program and not only to its tests.
pub fn program(files: &Files) -> BTreeMap<&str, Vec<Token<'_>>> {
    let mut program = BTreeMap::new();
    let mut of_tests = Vec::new();
    for (file, text) in files {
        let (tokens, test_modules) = without_tests(&tokens(text));
        program.insert(file.as_str(), tokens);
        of_tests.extend(test_modules.iter().map(|name| inside(file) + name));
    }
    program.retain(|file, _| {
        let is_below = |module: &String| {
            let rest = file.strip_prefix(module.as_str());
            rest.is_some_and(|rest| rest.starts_with(['.', '/']))
        };
        !of_tests.iter().any(is_below)
    });
    program
}

/// The folder of the modules that a file declares: `src/run/` for `src/run/mod.rs`.
pub fn inside(file: &str) -> String {
    for face in ["mod.rs", "lib.rs", "main.rs"] {
        if let Some(folder) = file.strip_suffix(face).filter(|rest| rest.ends_with('/')) {
            return folder.to_owned();
        }
    }
    file.trim_end_matches(".rs").to_owned() + "/"
}

pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() {
        let (length, is_token) = next(rest);
        let (text, others) = rest.split_at(length);
        if is_token {
            tokens.push(Token { line, text });
        }
        line += text.matches('\n').count();
        rest = others;
    }
    tokens
}

/// How long the next piece is, and whether it means anything.
fn next(rest: &str) -> (usize, bool) {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), false)
    } else if rest.starts_with("/*") {
        (rest.find("*/").map_or(rest.len(), |at| at + 2), false)
    } else if let Some(length) = literal(rest) {
        (length, true)
    } else if let Some(length) = character(rest) {
        (length, false)
    } else if rest.starts_with("::") {
        (2, true)
    } else if rest.starts_with(char::is_whitespace) {
        (first, false)
    } else {
        let word = rest.find(|c| !is_part_of_a_word(c)).unwrap_or(rest.len());
        (word.max(first), true)
    }
}

/// How long the string literal is that begins here: `"…"`, `b"…"`, `r#"…"#`.
fn literal(rest: &str) -> Option<usize> {
    let start = rest.find(|c| !matches!(c, 'b' | 'c' | 'r' | '#'))?;
    let hashes = rest[..start].trim_start_matches(['b', 'c', 'r']);
    let prefix = &rest[..start - hashes.len()];
    let is_raw = prefix.contains('r');
    if !rest[start..].starts_with('"') || !is_raw && !hashes.is_empty() {
        return None;
    }
    let body = &rest[start + 1..];
    if is_raw {
        let end = format!("\"{hashes}");
        return body.find(&end).map(|at| start + 1 + at + end.len());
    }
    let mut is_escaped = false;
    let end = body.find(|c| {
        let is_end = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    });
    end.map(|at| start + 1 + at + 1)
}

/// How long the character literal is that begins here; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let first = body.chars().next()?;
    let end = if first == '\\' {
        2 + body.get(2..)?.find('\'')?
    } else {
        first.len_utf8()
    };
    body[end..].starts_with('\'').then_some(end + 2)
}

/// What stands without the items that only tests have; and the modules among these that are
/// files of their own.
fn without_tests<'a>(tokens: &[Token<'a>]) -> (Vec<Token<'a>>, Vec<&'a str>) {
    let (mut kept, mut modules) = (Vec::new(), Vec::new());
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        if let Some(item) = after_mark_of_tests(rest) {
            let end = end_of_item(item);
            if item[end - 1].text == ";" && item[end - 3].text == "mod" {
                modules.push(item[end - 2].text);
            }
            rest = &item[end..];
        } else {
            kept.push(*first);
            rest = &rest[1..];
        }
    }
    (kept, modules)
}

/// What comes after `#[cfg(test)]` or `#[cfg(all(test, …))]`, if that stands here.
fn after_mark_of_tests<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
    tokens.first().filter(|token| token.text == "#")?;
    let end = tokens.iter().position(|token| token.text == "]")?;
    let mark: Vec<&str> = tokens[..end].iter().map(|token| token.text).collect();
    let condition = mark.strip_prefix(&["#", "[", "cfg", "("])?;
    let condition = condition.strip_prefix(&["all", "("]).unwrap_or(condition);
    (condition.first() == Some(&"test")).then(|| &tokens[end + 1..])
}

/// Up to and with its semicolon, or its last brace.
fn end_of_item(tokens: &[Token]) -> usize {
    let mut depth = 0;
    let last = tokens.iter().position(|token| {
        match token.text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        depth == 0 && matches!(token.text, ";" | "}")
    });
    last.map_or(tokens.len(), |last| last + 1)
}
