//! The workbook under strain: programs that are born and end without pause, that print and send
//! too much, peers that send what is no text, a person who types anything, damaged files.
//!
//! `cargo test` runs a short form of each part. The long form takes minutes, and prints figures:
//!
//!     STRESS=long cargo test --test stress -- --nocapture
//!
//! What is random follows from one number, which a failure shows. To have the same again:
//!
//!     SEED=… cargo test --test stress
//!
//! | module              | what it strains                                                    |
//! |---------------------|--------------------------------------------------------------------|
//! | `ends`              | signals to the workbook, while threads and processes are born       |
//! | `order`             | one order, however busy the machine is                              |
//! | `memory`            | very much that is printed and sent                                  |
//! | `peers`             | bytes that are no text                                              |
//! | `prompt`            | lines that are no commands                                          |
//! | `debug_information` | damaged executables                                                 |
//! | `witness`           | the same programs, as strace(1) sees them                           |
//! | `form`              | short or long, and the random numbers                               |
//! | `tracees`           | the programs that are followed: `tracee/`, compiled by `rustc` alone |
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]
#![cfg(all(target_os = "linux", target_env = "gnu"))]

#[path = "../support/mod.rs"]
mod support;

mod debug_information;
mod ends;
mod form;
mod memory;
mod order;
mod peers;
mod prompt;
mod tracees;
mod witness;
