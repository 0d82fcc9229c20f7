//! What the compiler says while cargo builds, in the form that cargo passes on:
//! `--message-format json`, a message a line. Who is to blame is read from it, and not from the
//! text that a person sees.

use serde::Deserialize;

/// All that came with one build.
#[derive(Debug, Default, PartialEq)]
pub struct Compiled {
    /// For the person, as the compiler wrote it.
    pub text: String,
    /// The file of the first error; None where the compiler found none in any file.
    pub culprit: Option<String>,
}

#[derive(Deserialize)]
struct Line {
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    rendered: Option<String>,
    level: String,
    /// Where it is. A linker that fails is an error without a place.
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    /// From the folder of the workspace.
    file_name: String,
    is_primary: bool,
}

/// Of the lines that cargo wrote.
pub fn read(output: &[u8]) -> Compiled {
    let mut compiled = Compiled::default();
    let lines = output.split(|byte| *byte == b'\n');
    // Lines without a message tell what was built.
    let messages = lines.filter_map(|line| serde_json::from_slice::<Line>(line).ok()?.message);
    for message in messages {
        compiled.text += message.rendered.as_deref().unwrap_or_default();
        if message.level == "error" && compiled.culprit.is_none() {
            let mut spans = message.spans.into_iter();
            let place = spans.find(|span| span.is_primary);
            compiled.culprit = place.map(|span| span.file_name);
        }
    }
    compiled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_a_file_has_a_culprit_and_a_linker_has_none() {
        let error = r#"{"reason":"compiler-message","message":{"rendered":"error: a\n","level":"error",
            "spans":[{"file_name":"lessons/a.rs","is_primary":true}]}}"#;
        let error = error.replace('\n', " ");
        let warning = error.replace("\"error\"", "\"warning\"");
        let linker = r#"{"message":{"rendered":"error: no cc\n","level":"error","spans":[]}}"#;
        let built = r#"{"reason":"compiler-artifact"}"#;
        let compiled = |lines: &[&str]| read(lines.join("\n").as_bytes());
        let read = compiled(&[built, &warning, &error, "not JSON", ""]);
        assert_eq!(read.culprit.as_deref(), Some("lessons/a.rs"));
        assert_eq!(read.text, "error: a\nerror: a\n");
        assert_eq!(compiled(&[&warning, linker]).culprit, None);
        assert_eq!(compiled(&[linker]).text, "error: no cc\n");
    }
}
