//! The workbook as a person runs it: both ends of a lesson under its eyes.
//!
//! Each test has a loopback address of its own, so that tests run side by side, port 9999:
//!
//! | address     | tests                                            |
//! |-------------|--------------------------------------------------|
//! | 127.2.N.x   | of lesson N as it is: transcripts, one order     |
//! | 127.2.10.x  | of stopping the workbook                         |
//! | 127.2.20.x  | of runs without narration                        |
//! | 127.2.30.x  | of an address that is taken                      |
//! | 127.2.40.x to 45.x | of traps: other programs in the place of a lesson |
//!
//! So two runs of the whole suite at once on one machine disturb each other.
//!
//! Transcripts are compared with files. After a change of words, look at what
//! `git diff tests/snapshots` shows after this one command:
//!
//!     INSTA_UPDATE=always cargo test --test runner
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]
#![cfg(all(target_os = "linux", target_env = "gnu"))]

#[path = "../support/mod.rs"]
mod support;

mod address;
mod kernel;
mod layers;
mod order;
mod plain;
mod stopping;
mod transcripts;
mod traps;
mod usage;
