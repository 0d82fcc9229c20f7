//! Reading and changing a lesson from the prompt.

use crate::fresh;
use crate::screen::Screen;
use crate::support::folder;
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn the_source_of_a_lesson_has_line_numbers() {
    let output = fresh("source").output("source 2\n");
    let file = std::fs::read_to_string("lessons/lesson2_tcp.rs").unwrap_or_default();
    let numbered = file
        .lines()
        .zip(1..)
        .map(|(line, number)| format!("{number:>4} │ {line}"));
    let numbered: Vec<String> = numbered.map(|line| line.trim_end().to_owned()).collect();
    assert_eq!(output.stdout, numbered.join("\n") + "\n");
}

#[test]
fn an_editor_is_started_on_the_lesson_or_asked_for() {
    let none = fresh("editor")
        .env("VISUAL", "")
        .env("EDITOR", "")
        .output("edit 2\n");
    assert_eq!(none.code, 1);
    assert!(
        none.stderr
            .starts_with("no editor was found: neither VISUAL nor EDITOR names one\nhint: open lessons/lesson2_tcp.rs"),
        "{none:?}"
    );
    let echo = fresh("echo")
        .env("VISUAL", "echo 'with this'")
        .output("edit 2\n");
    assert!(echo.stdout.starts_with("with this /"), "{echo:?}");
    assert!(
        echo.stdout
            .contains("lessons/lesson2_tcp.rs\nrun 2 and step 2 now use"),
        "{echo:?}"
    );
    assert!(none.stdout.is_empty(), "{none:?}");
    let missing = fresh("missing")
        .env("VISUAL", "no-such-editor")
        .output("edit 2\n");
    assert!(
        missing
            .stderr
            .starts_with("could not start the editor no-such-editor"),
        "{missing:?}"
    );
    assert!(
        missing.stderr.contains("open lessons/lesson2_tcp.rs"),
        "{missing:?}"
    );
}

#[test]
fn a_person_without_a_chosen_editor_gets_one_that_is_there() {
    let folder = folder::empty("prompt/of an editor");
    let editor = folder.join("editor");
    fs::write(&editor, "#!/bin/sh\necho \"editing ${1##*/}\"\n").expect("a script");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("its mode");
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let workbook = fresh("no editor").env("VISUAL", "").env("EDITOR", "");
    let screen = Screen::at_prompt(workbook.env("PATH", &path), 80, 24);
    screen.types("edit 2\n").shows("editing lesson2_tcp.rs");
    screen.shows("run 2 and step 2 now use").waits_at(">");
    assert_eq!(screen.types("quit\n").ends(), 0);
}

#[test]
fn every_chapter_is_readable_with_all_its_pieces() {
    for lesson in 1..=6 {
        let output = fresh("read").output(&format!("read {lesson}\n"));
        assert_eq!((output.code, &*output.stderr), (0, ""));
        assert!(
            output.stdout.starts_with(&format!("Lesson {lesson}: ")),
            "{output:?}"
        );
        let signs = [
            "could not be shown",
            "{{#",
            "```",
            "<!--",
            "ANCHOR",
            "extern crate",
            "<details>",
            "<summary>",
            "**",
            "](",
        ];
        for sign in signs {
            assert!(!output.stdout.contains(sign), "{sign} in {output:?}");
        }
        let (before, answers) = output.stdout.split_once("\nAnswers\n").expect("answers");
        assert!(before.contains("(Answer 1 stands at the end"), "{output:?}");
        assert!(answers.contains("\nAnswer 1: "), "{output:?}");
    }
}

#[test]
fn every_page_of_the_book_is_readable_by_its_name() {
    let summary = std::fs::read_to_string("book/src/SUMMARY.md").unwrap_or_default();
    let names = summary
        .split(".md)")
        .filter_map(|before| before.rsplit_once('('));
    let names: Vec<&str> = names.map(|(_, name)| name).collect();
    assert!(names.len() > 6, "{summary}");
    for name in names {
        let page = std::fs::read_to_string(format!("book/src/{name}.md")).unwrap_or_default();
        let title = page.lines().next().and_then(|line| line.strip_prefix("# "));
        let output = fresh("page").output(&format!("read {}\n", name.replace("lesson", "")));
        assert_eq!((output.code, &*output.stderr), (0, ""), "{name}");
        assert_eq!(output.stdout.lines().next(), title, "{name}");
        for sign in ["{{#", "```", "<details>", "](", "could not be shown"] {
            assert!(!output.stdout.contains(sign), "{sign} in {output:?}");
        }
    }
    let none = fresh("page").output("read nowhere\n");
    assert!(
        none.stderr.contains("hint: the pages are 1 concepts"),
        "{none:?}"
    );
    assert!(none.stderr.ends_with("narrator\n"), "{none:?}");
}

/// In a pipe nothing is cut or wrapped that has lines of its own: listings and transcripts.
#[test]
fn a_chapter_holds_the_whole_transcript_line_by_line() {
    for lesson in 1..=6 {
        let chapter = fresh("transcript")
            .output(&format!("read {lesson}\n"))
            .stdout;
        let snapshot = std::fs::read_to_string(format!("tests/snapshots/lesson{lesson}.snap"));
        let snapshot = snapshot.unwrap_or_default();
        let lines: Vec<&str> = snapshot.lines().skip(3).collect();
        let indented: Vec<String> = lines.iter().map(|line| format!("    {line}")).collect();
        let indented: Vec<&str> = indented.iter().map(|line| line.trim_end()).collect();
        assert!(lines.len() > 20);
        assert!(chapter.contains(&indented.join("\n")), "{chapter}");
    }
}

#[test]
fn a_chapter_longer_than_the_screen_is_paged_in_its_width() {
    // A pager that is on every machine, and leaves before the chapter's end.
    let screen = Screen::of(fresh("paged").env("PAGER", "head -n 6"), 60, 24);
    screen.waits_at(">").types("read 2\n");
    let page = "\
> read 2
Lesson 2: TCP
=============

You will be able to write a server and a client that
exchange one message each way, and to say what each call
does. Time: about 25 minutes to read and to run it, and 30
>";
    screen.becomes("the chapter's first lines", |text| text.ends_with(page));
    screen.waits_at(">").types("quit\n");
    assert_eq!(screen.ends(), 0);
}
