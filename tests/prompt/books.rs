//! Reading and changing a lesson from the prompt.

use crate::fresh;

#[test]
fn the_source_of_a_lesson_has_line_numbers() {
    let output = fresh("source").output("source 2\n");
    let file = std::fs::read_to_string("lessons/lesson2_tcp.rs").unwrap_or_default();
    assert_eq!(output.stdout.lines().count(), file.lines().count());
    let bind = "  23 │     let listener = TcpListener::bind(address)";
    assert!(
        output.stdout.lines().any(|line| line.starts_with(bind)),
        "{output:?}"
    );
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
