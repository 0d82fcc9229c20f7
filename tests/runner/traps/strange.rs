//! Text that should mislead a reader or drive the terminal, by every way into what is shown.

use std::fs;

use crate::support::trap::Folder;
use crate::support::{Output, system, workbook};

/// One of each kind: what drives a terminal, turns the direction, is not seen, begins a line.
const STRANGE: &str =
    "\u{1b}[2J\u{7}\u{9b}31m\u{202e}\u{2066}\u{200b}\u{feff}\u{ad}\u{2028}\u{e0041}";

/// Whether every line of it is as the lessons would print it.
fn assert_legible(output: &Output) {
    for line in output.stdout.lines().chain(output.stderr.lines()) {
        assert_eq!(lessons::printable(line.as_bytes()), line, "{output:?}");
    }
}

#[test]
fn every_format_character_and_every_byte_that_a_program_prints_or_sends_is_escaped() {
    if !system::can_trace() {
        return;
    }
    let folder = Folder::new("strange");
    // The file of this name has the lines of the client's calls. No compiler takes marks of
    // direction in a text; in the name of a file they are its own business.
    let name = "other\u{202e}\u{200b}sr.rs";
    fs::write(
        folder.path.join("lessons").join(name),
        "use std::{io, net::{SocketAddr, TcpStream}};
         pub fn connect(address: SocketAddr) -> io::Result<TcpStream> {
             TcpStream::connect(address) // \u{200b}\u{feff}\u{e0041}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}
         }\n",
    )
    .unwrap();
    folder.edit(2, |_| {
        SOURCE.replace("NAME", &name.escape_unicode().to_string())
    });
    let output = folder.run(2).args(["--all-steps"]).output("");
    assert_eq!(output.code, 0, "{output:?}");
    assert_legible(&output);
    for shown in [
        r"other\u{202e}\u{200b}sr.rs:3 │ TcpStream::connect(address) // \u{200b}\u{feff}",
        r#"prints "\u{202e}\u{2066}\u{200b}"#,
        r#"sendto(3, "\x80\x81\x82"#,
        r#"sendto(3, "\u{200e}"#,
    ] {
        assert!(output.stdout.contains(shown), "{shown}\n{output:?}");
    }
    let plain = folder.run(2).args(["--plain-run"]).output("");
    assert_legible(&plain);
}

const SOURCE: &str = r#"
#[path = "NAME"]
mod other;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener};

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().collect();
    let address: SocketAddr = words[2].parse().expect("an address");
    if words[1] == "server" {
        println!("waiting");
        let (mut stream, _) = TcpListener::bind(address)?.accept()?;
        stream.read_to_end(&mut Vec::new())?;
        return Ok(());
    }
    let mut stream = other::connect(address)?;
    println!("\u{202e}\u{2066}\u{200b}");
    let formats = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}').chain('\u{200b}'..='\u{200f}');
    let formats = formats.chain('\u{2028}'..='\u{202e}').chain('\u{2060}'..='\u{206f}');
    let formats = formats.chain('\u{e0000}'..='\u{e007f}').chain(['\u{ad}', '\u{61c}', '\u{feff}']);
    for one in formats {
        stream.write_all(one.to_string().as_bytes())?;
        println!("a{one}b");
    }
    for bytes in (0..=255).collect::<Vec<u8>>().chunks(16) {
        stream.write_all(bytes)?;
        println!("{bytes:?}");
        io::stdout().write_all(bytes)?;
    }
    Ok(())
}
"#;

#[test]
fn strange_words_that_were_typed_are_escaped_where_they_are_said_again() {
    let strange = STRANGE;
    let path = &format!("/no such folder/{strange}");
    let command = &format!("a{strange}");
    for words in [
        vec!["run", strange],
        vec![strange],
        vec!["run", "2", strange],
        vec!["step", "2", "--address", strange],
        vec!["pair", command, "true"],
        vec!["pair", path, "true"],
        vec!["pair", "true", "true", "--type", strange],
        vec!["run", "2", "--log", path],
        vec!["replay", path],
        vec!["read", strange],
        vec!["help", strange],
        vec![path, strange],
    ] {
        let output = workbook([]).args(&words).output("");
        assert_ne!(output.code, 0, "{words:?} {output:?}");
        assert!(!output.stderr.is_empty(), "{words:?} {output:?}");
        assert_legible(&output);
    }
    let typed =
        format!("run {strange}\n{strange}\nread {strange}\nset {strange}\npair {strange} a\n");
    assert_legible(&workbook([]).output(&typed));
}

#[test]
fn a_strange_folder_for_what_is_remembered_is_escaped_in_the_complaint() {
    let home = format!("{}/strange {STRANGE}", env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(format!("{home}/socket-workbook/progress")).unwrap();
    let output = workbook(["list"]).env("XDG_DATA_HOME", &home).output("");
    assert!(output.stderr.contains("is no file"), "{output:?}");
    assert_legible(&output);
}
