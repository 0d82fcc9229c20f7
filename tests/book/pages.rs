//! The pages of the book, cut into what the checks look at.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the workbook.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub struct Page {
    /// Its file name, for instance `lesson2.md`.
    pub name: String,
    pub text: String,
}

/// A fenced block: what stands after the three backquotes, and the lines within.
pub struct Block {
    pub info: String,
    pub text: String,
    /// The heading that it stands under.
    pub heading: String,
}

/// All pages, SUMMARY.md not among them.
pub fn pages() -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join("book/src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| !path.ends_with("SUMMARY.md"))
        .collect();
    paths.sort();
    let page = |path: PathBuf| Page {
        name: path.file_name().unwrap().to_string_lossy().to_string(),
        text: read(path),
    };
    let pages: Vec<Page> = paths.into_iter().map(page).collect();
    assert!(!pages.is_empty());
    pages
}

/// The chapter of a lesson.
pub fn chapter(lesson: u8) -> Page {
    let name = format!("lesson{lesson}.md");
    pages().into_iter().find(|page| page.name == name).unwrap()
}

impl Page {
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut heading = String::new();
        let mut inside = false;
        for line in self.text.lines() {
            match (inside, line.strip_prefix("```")) {
                (false, Some(info)) => {
                    inside = true;
                    blocks.push(Block {
                        info: info.to_owned(),
                        text: String::new(),
                        heading: heading.clone(),
                    });
                }
                (true, Some(_)) => inside = false,
                (true, None) => {
                    let block = blocks.last_mut().unwrap();
                    block.text += &format!("{line}\n");
                }
                (false, None) => {
                    if line.starts_with('#') {
                        heading = line.trim_start_matches('#').trim().to_owned();
                    }
                }
            }
        }
        assert!(!inside, "{}: a block is not closed", self.name);
        blocks
    }

    /// What is not in a fenced block.
    pub fn prose(&self) -> String {
        let mut inside = false;
        let outside = self.text.lines().filter(|line| {
            let fence = line.starts_with("```");
            inside ^= fence;
            !inside && !fence
        });
        outside.collect::<Vec<_>>().join("\n")
    }

    /// The names under which a link finds the headings of this page, as mdBook makes them.
    pub fn anchors(&self) -> Vec<String> {
        let headings = self.prose();
        let headings = headings.lines().filter(|line| line.starts_with('#'));
        headings.map(anchor).collect()
    }
}

/// The name under which a link finds this heading.
pub fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    });
    kept.collect()
}
