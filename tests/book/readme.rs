//! What the first pages of the repository tell a reader to type is a command, and what they
//! link to is there.

use crate::commands::is_real;
use crate::links::links;
use crate::pages::{Page, read, root};
use crate::support::{folder, system, workbook};

fn page(name: &str) -> Page {
    Page {
        name: name.to_owned(),
        text: read(name),
    }
}

/// What stands between single backquotes.
fn in_backquotes(prose: &str) -> Vec<&str> {
    prose.split('`').skip(1).step_by(2).collect()
}

/// The names of all commands of the workbook.
fn commands() -> Vec<String> {
    let help = workbook(["help"]).output("").stdout;
    let rows = help.lines().filter_map(|line| line.strip_prefix("  "));
    let rows = rows.filter(|row| !row.starts_with(' '));
    let names = rows.filter_map(|row| row.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn every_command_of_the_readme_is_a_real_one() {
    if !system::can_trace() {
        return;
    }
    let readme = page("README.md");
    for block in readme
        .blocks()
        .iter()
        .filter(|block| block.info == "console")
    {
        is_real(block.text.trim_end());
    }
    let commands = commands();
    let log = folder::empty("log of the readme").join("run.log");
    let log = shlex::try_quote(log.to_str().unwrap()).unwrap();
    let mut seen = 0;
    for typed in in_backquotes(&readme.prose()) {
        // What a reader puts something of their own in the place of.
        let real = typed
            .replace("run N ", "run 2 ")
            .replace("'SERVER' 'CLIENT'", "true true")
            .replace("run.log", &log);
        let first = typed.split(' ').next().unwrap_or_default();
        if ["cargo", "git", "mdbook"].contains(&first) {
            is_real(&real);
        } else if commands.iter().any(|command| command == first) {
            is_real(&format!("cargo run -- {real}"));
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen} commands without cargo");
}

#[test]
fn the_readme_has_a_row_for_every_lesson() {
    let readme = page("README.md").prose();
    let lessons = workbook(["list"]).output("").stdout.lines().count();
    for number in 1..=lessons {
        let row = readme.lines().find(|line| {
            let command = format!("| `cargo run -- run {number}` |");
            line.contains(&format!("(lessons/lesson{number}_")) && line.ends_with(&command)
        });
        assert!(row.is_some(), "lesson {number}");
    }
}

#[test]
fn every_link_into_the_repository_leads_to_a_file() {
    for page in ["README.md", "CONTRIBUTING.md"].map(page) {
        let prose = page.prose();
        let links = links(&prose);
        assert!(links.len() > 5, "{}: {links:?}", page.name);
        for link in links.iter().filter(|link| !link.starts_with("https://")) {
            let (file, _) = link.split_once('#').unwrap_or((link, ""));
            assert!(root().join(file).exists(), "{}: {link}", page.name);
        }
    }
}
