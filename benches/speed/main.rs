//! How fast programs are followed, beside strace(1): the same pairs in turn, several times, and
//! of each the median.
//!
//!     cargo bench --profile dev --bench speed
//!
//! A learner's workbook is a debug build, and that is what `--profile dev` measures. No test
//! holds these figures: they depend on the machine, and their ratios less so.
//!
//! | module    | what it is for                                                            |
//! |-----------|---------------------------------------------------------------------------|
//! | `echo`    | the pair that is followed: this program itself, by its arguments           |
//! | `measure` | what is measured, and what is said of it                                  |
#![allow(
    clippy::unwrap_used,
    reason = "where it cannot measure, it says so and ends"
)]

mod echo;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod measure;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[path = "../../tests/support/mod.rs"]
mod support;

use std::env;
use std::io;

fn main() -> io::Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["server", address] => echo::server(address),
        ["client", address, echoes] => echo::client(address, echoes.parse().unwrap()),
        ["together", program, address] => echo::together(program, &[address], &[address]),
        ["together", program, address, echoes] => {
            echo::together(program, &[address], &[address, echoes])
        }
        // cargo adds words of its own.
        _ => measure(),
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn measure() -> io::Result<()> {
    measure::all();
    Ok(())
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn measure() -> io::Result<()> {
    println!("programs are followed on Linux with the GNU C library only: nothing to measure");
    Ok(())
}
