//! Programs that cannot be followed: one that the system hides, and a 32-bit one. From the
//! beginning both ends run plainly; later on it is said, and nothing is claimed.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process;

use crate::support::output::collapsed;
use crate::support::trap::Folder;
use crate::support::{Address, Output, address, lesson, program, system};

/// Programs for an ordinary user, who may not come near the folders of the tests.
struct Bench(PathBuf);

impl Bench {
    fn new(name: &str) -> Bench {
        let name = format!("workbook-{name}-{}", process::id());
        let bench = Bench(std::env::temp_dir().join(name));
        fs::create_dir_all(&bench.0).unwrap();
        fs::set_permissions(&bench.0, Permissions::from_mode(0o755)).unwrap();
        bench.takes(env!("CARGO_BIN_EXE_workbook"), "workbook", 0o755);
        bench
    }

    /// Takes a copy of this program, with these permissions.
    fn takes(&self, program: impl AsRef<Path>, name: &str, mode: u32) {
        fs::copy(program, self.0.join(name)).unwrap();
        fs::set_permissions(self.0.join(name), Permissions::from_mode(mode)).unwrap();
    }

    /// A program that prints `hello`; false where the system does not run such ones.
    fn takes_32_bit_program(&self) -> bool {
        let path = self.0.join("hello32");
        fs::write(&path, hello32()).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        let runs = process::Command::new(path).output().is_ok();
        if !runs {
            eprintln!("skipped: this system runs no 32-bit programs of the Intel 386");
        }
        runs
    }

    fn pair(&self, server: &str, client: &str) -> Output {
        let workbook = program(self.0.join("workbook")).args(["pair", server, client]);
        let workbook = workbook.current_dir(&self.0).at_home(&self.0);
        workbook.by_ordinary_user().output("")
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A program of its own: i386 code in the smallest file that elf(5) allows.
fn hello32() -> Vec<u8> {
    const AT: u32 = 0x0804_8000;
    const HEAD: u32 = 52 + 32;
    const CODE: u32 = 31;
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let text = (AT + HEAD + CODE).to_le_bytes();
    let size = HEAD + CODE + 6;
    let parts: [Vec<u8>; 9] = [
        b"\x7fELF\x01\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x03\0".to_vec(),
        words(&[1, AT + HEAD, 52, 0, 0]),
        b"\x34\0\x20\0\x01\0\0\0\0\0\0\0".to_vec(),
        words(&[1, 0, AT, AT, size, size, 5, 0x1000]),
        // write(1, text, 6)
        b"\xb8\x04\0\0\0\xbb\x01\0\0\0\xb9".to_vec(),
        text.to_vec(),
        b"\xba\x06\0\0\0\xcd\x80".to_vec(),
        // exit(0)
        b"\xb8\x01\0\0\0\x31\xdb\xcd\x80".to_vec(),
        b"hello\n".to_vec(),
    ];
    parts.concat()
}

/// What an end of lesson 2 is started with.
fn words(program: &str, end: &str, at: &Address) -> String {
    format!("./{program} {end} {at}")
}

fn assert_says(output: &Output, sentences: &[&str]) {
    assert_eq!((output.code, &*output.stderr), (0, ""), "{output:?}");
    let told = collapsed(&output.stdout);
    for sentence in sentences {
        assert!(told.contains(sentence), "{sentence}\n{output:?}");
    }
}

const HIDDEN: &str = "is out of sight the system hides it now: others may not look into it (prctl, \
                      PR_SET_DUMPABLE). From here on its calls are not told, only what it prints";
const BITS: &str = "is out of sight it is a 32-bit program now, and the workbook cannot follow \
                    those. From here on its calls are not told, only what it prints";

#[test]
fn a_program_that_may_be_run_but_not_read_runs_plainly() {
    if !system::can_trace() {
        return;
    }
    let (bench, at) = (Bench::new("unread"), address::own());
    bench.takes(lesson(2).path(), "lesson2", 0o755);
    bench.takes(lesson(2).path(), "unread", 0o111);
    let output = bench.pair(
        &words("lesson2", "server", &at),
        &words("unread", "client", &at),
    );
    assert_says(
        &output,
        &[
            "Plain run: no narration, because the system hides the client: its program may be \
             run, but not read.",
            "client │ 欢迎",
        ],
    );
    system::nothing_is_left(&at);
}

#[test]
fn a_program_that_becomes_one_that_may_not_be_read_is_told_no_further() {
    if !system::can_trace() {
        return;
    }
    let (bench, at) = (Bench::new("becomes"), address::own());
    bench.takes(lesson(2).path(), "lesson2", 0o755);
    bench.takes(lesson(2).path(), "unread", 0o111);
    let server = format!("sh -c 'exec {}'", words("unread", "server", &at));
    let output = bench.pair(&server, &words("lesson2", "client", &at));
    assert_says(
        &output,
        &[
            HIDDEN,
            "prints \"你好\"",
            "recvfrom(3, \"欢迎\") = 6",
            "The pair was not followed to its end: not all that the server did could be seen.",
        ],
    );
    system::nothing_is_left(&at);
}

#[test]
fn a_program_that_hides_itself_is_told_until_then_and_does_not_hold_up_the_run() {
    if !system::can_trace() {
        return;
    }
    let (bench, folder) = (Bench::new("hides"), Folder::new("hides"));
    folder.edit(2, |_| HIDES.to_owned());
    assert_eq!(folder.run(2).args(["--plain-run"]).output("").code, 0);
    bench.takes(folder.path.join("target/debug/lesson2"), "hides", 0o755);
    let at = &folder.at;
    let output = bench.pair(&words("hides", "server", at), &words("hides", "client", at));
    assert_says(
        &output,
        &[
            "server: accept4(3) = 4",
            HIDDEN,
            "server: prints \"hello\"",
            "server: is stopped by the workbook: nothing happens any more, and what the program \
             waits for cannot be seen",
            "The pair was not followed to its end: not all that the server did could be seen.",
        ],
    );
    assert!(!output.stdout.contains("recvfrom(4"), "{output:?}");
    system::nothing_is_left(at);
}

/// The server accepts, hides, reads, starts another program, and waits for ever.
const HIDES: &str = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
unsafe extern "C" {
    fn prctl(option: std::ffi::c_int, ...) -> std::ffi::c_int;
}
const PR_SET_DUMPABLE: std::ffi::c_int = 4;

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().collect();
    if words[1] == "client" {
        return TcpStream::connect(&*words[2])?.write_all(b"hello");
    }
    let listener = TcpListener::bind(&*words[2])?;
    println!("listens");
    let (mut stream, _) = listener.accept()?;
    unsafe { prctl(PR_SET_DUMPABLE, 0) };
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    println!("{text}");
    std::process::Command::new("true").status()?;
    listener.accept()?;
    Ok(())
}
"#;

#[test]
fn a_32_bit_program_runs_plainly() {
    let bench = Bench::new("bits");
    if !system::can_trace() || !bench.takes_32_bit_program() {
        return;
    }
    fs::write(bench.0.join("script"), "#!./hello32\n").unwrap();
    fs::set_permissions(bench.0.join("script"), Permissions::from_mode(0o755)).unwrap();
    for server in ["./hello32", "./script"] {
        assert_says(
            &bench.pair(server, "true"),
            &[
                "Plain run: no narration, because the server is a 32-bit program, and the \
                 workbook cannot follow those.",
                "server │ hello",
                "server exits with code 0",
            ],
        );
    }
}

#[test]
fn a_program_that_becomes_a_32_bit_one_does_not_die_of_it() {
    let bench = Bench::new("becomes-bits");
    if !system::can_trace() || !bench.takes_32_bit_program() {
        return;
    }
    let output = bench.pair("sh -c 'exec ./hello32'", "sh -c './hello32; echo done'");
    assert_says(
        &output,
        &[
            BITS,
            "prints \"hello\" 4 server: exits with code 0",
            "client/2: is out of sight it is a 32-bit program now",
            "prints \"done\"",
            "not all that the server and the client did could be seen.",
        ],
    );
}
