//! A lesson is what a person would write: plain Rust. Copied into a project of one's own, it
//! compiles as soon as that has `printable` and a start.

use std::fs;
use std::path::Path;
use std::process::Command;

/// All that a lesson may take from `lessons`.
const SHARED: &str = "
use std::{io, net::SocketAddr, process::ExitCode};
type End = fn(SocketAddr) -> io::Result<()>;
pub fn run(_lesson: u8, _server: End, _client: End) -> ExitCode { ExitCode::SUCCESS }
pub fn run_alone(_lesson: u8, _story: fn()) -> ExitCode { ExitCode::SUCCESS }
pub fn printable(_bytes: &[u8]) -> String { String::new() }
";

#[test]
fn a_lesson_needs_nothing_but_printable_and_a_start() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("alone");
    fs::create_dir_all(&folder).unwrap();
    let shared = folder.join("lessons.rs");
    fs::write(&shared, SHARED).unwrap();
    compiles(&shared, "lib", &folder);

    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let files = fs::read_dir(lessons).unwrap();
    let mut compiled = 0;
    for file in files.map(|entry| entry.unwrap().path()) {
        let name = file.file_name().unwrap().to_string_lossy();
        if name.starts_with("lesson") {
            compiles(&file, "bin", &folder);
            compiled += 1;
        }
    }
    assert_eq!(compiled, 6);
}

fn compiles(source: &Path, kind: &str, folder: &Path) {
    let mut rustc = Command::new("rustc");
    rustc.args("--edition 2024 --emit metadata --crate-type".split(' '));
    rustc.arg(kind).arg("--out-dir").arg(folder).arg(source);
    if kind == "bin" {
        let shared = folder.join("liblessons.rmeta");
        rustc
            .arg("--extern")
            .arg(format!("lessons={}", shared.display()));
    }
    let output = rustc.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{said}", source.display());
}
