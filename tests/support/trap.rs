//! Other programs in the place of a lesson: what a learner's edit, or a trap for the tracer, does
//! under the eyes of the workbook.

use std::fs;
use std::path::{Path, PathBuf};

use super::filters::Filters;
use super::{Address, Output, Program, address, by_newcomer, folder, program, system};

/// A folder with a copy of the lessons, and with a workbook and a target folder of its own, so
/// that it never meets the other tests.
pub struct Folder {
    pub path: PathBuf,
    pub at: Address,
}

impl Folder {
    /// For the one test of its process that has this name for it.
    pub fn new(name: &str) -> Folder {
        let path = folder::kept(&format!("copies/{name}"));
        let origin = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifests = ["Cargo.toml", "Cargo.lock"].map(str::to_string);
        for file in manifests.into_iter().chain(files(origin, "lessons")) {
            put(
                &path.join(&file),
                &fs::read_to_string(origin.join(&file)).unwrap(),
            );
        }
        // The other packages must be there, but they are not built.
        put(&path.join("src/main.rs"), "fn main() {}\n");
        for package in ["event", "tracer"] {
            let manifest = format!("src/{package}/Cargo.toml");
            let text = fs::read_to_string(origin.join(&manifest)).unwrap();
            put(&path.join(&manifest), &text);
            put(&path.join(format!("src/{package}/lib.rs")), "");
        }
        let folder = Folder {
            path,
            at: address::own(),
        };
        // The workbook builds into the target folder that it stands in itself.
        let workbook = folder.workbook();
        fs::create_dir_all(workbook.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&workbook);
        fs::hard_link(env!("CARGO_BIN_EXE_workbook"), &workbook).unwrap();
        folder
    }

    pub fn workbook(&self) -> PathBuf {
        self.path.join("target/debug/workbook")
    }

    pub fn lesson(&self, number: u8) -> PathBuf {
        let folder = fs::read_dir(self.path.join("lessons")).unwrap();
        let mut files = folder.map(|entry| entry.unwrap().path());
        let start = format!("lesson{number}_");
        let is_it = |path: &PathBuf| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(&start)
        };
        files.find(is_it).unwrap()
    }

    pub fn edit(&self, lesson: u8, edit: impl Fn(String) -> String) {
        let file = self.lesson(lesson);
        let edited = edit(fs::read_to_string(&file).unwrap());
        put(&file, &edited);
    }

    /// Its workbook, without a command.
    pub fn open(&self) -> Program {
        by_newcomer(program(self.workbook())).current_dir(&self.path)
    }

    pub fn run(&self, lesson: u8) -> Program {
        // Else a panic prints more where the person has asked for that.
        self.open()
            .args(["run", &lesson.to_string(), "--address", &self.at])
            .env("RUST_BACKTRACE", "0")
            .filtered(Filters::of_run(lesson, &self.at))
    }
}

/// What the workbook shows of this program, run in the place of a lesson and with that one's
/// script: its source has the functions `server` and `client`, and may use everything that
/// `FRAME` imports.
pub fn shown_of(name: &str, lesson: u8, source: &str) -> Output {
    let folder = Folder::new(name);
    // First the lines of the test, so that the transcript counts them from 1.
    let source = format!("{}\n{FRAME}", source.trim_start());
    folder.edit(lesson, |_| source.clone());
    let output = folder.run(lesson).output("");
    system::nothing_is_left(&folder.at);
    output
}

const FRAME: &str = r#"
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let end: fn(SocketAddr) -> io::Result<()> = match words[1].as_str() {
        "server" => server,
        _ => client,
    };
    match end(words[2].parse().expect("an address")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[allow(unused_imports)]
use std::{
    fs,
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    process::{self, Command, ExitCode},
    thread,
};
"#;

/// The files of a folder and of those inside of it, as paths from `origin`.
fn files(origin: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(origin.join(folder)).unwrap();
    let paths = entries.map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        format!("{folder}/{name}")
    });
    paths
        .flat_map(|path| {
            if origin.join(&path).is_dir() {
                files(origin, &path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Writes only what has changed, so that cargo builds only what has changed.
fn put(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
