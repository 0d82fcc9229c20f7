//! Reading and changing a lesson from the prompt.

use crate::fresh;

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
            .starts_with("no editor is chosen: neither VISUAL nor EDITOR is set"),
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
    let missing = fresh("missing")
        .env("VISUAL", "no-such-editor")
        .output("edit 2\n");
    assert!(
        missing
            .stderr
            .starts_with("could not start the editor no-such-editor"),
        "{missing:?}"
    );
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
        for sign in ["could not be shown", "{{#", "```", "<!--", "ANCHOR"] {
            assert!(!output.stdout.contains(sign), "{sign} in {output:?}");
        }
    }
}
