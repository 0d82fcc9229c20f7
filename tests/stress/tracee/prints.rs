//! Prints so many bytes: in one call, in lines, or in pieces of a line that never ends.

use std::fs::File;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::os::fd::FromRawFd;

/// How long a line is, and a piece, with its end.
const LINE: usize = 1_000;
const PIECE: usize = 10_000;

pub fn run(how: &str, length: usize) -> io::Result<()> {
    // Not `stdout()`: that one has a buffer of its own, and decides how much a call takes.
    // SAFETY: descriptor 1 is open, and stays open.
    let mut screen = ManuallyDrop::new(unsafe { File::from_raw_fd(1) });
    match how {
        "at-once" => {
            let mut text = vec![b'z'; length];
            text[length - 1] = b'\n';
            assert_eq!(screen.write(&text)?, length);
        }
        "lines" => {
            let line = ["z".repeat(LINE - 1), "\n".to_owned()].concat();
            let block = line.repeat(10);
            for _ in 0..length / block.len() {
                screen.write_all(block.as_bytes())?;
            }
        }
        "one-line" => {
            let piece = "z".repeat(PIECE);
            for _ in 0..length / PIECE {
                screen.write_all(piece.as_bytes())?;
            }
        }
        _ => panic!("what is this? {how}"),
    }
    eprintln!("printed all");
    Ok(())
}
