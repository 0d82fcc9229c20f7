//! The workbook as a person runs it: both ends of a lesson under its eyes.
//!
//! Each test has a loopback address of its own, so that tests run side by side, and suites too:
//! `support/address.rs`.
//!
//! Transcripts are compared with files. After a change of words, look at what
//! `git diff tests/snapshots` shows after this one command:
//!
//!     INSTA_UPDATE=always cargo test --test runner
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]
#![cfg(all(target_os = "linux", target_env = "gnu"))]

#[path = "../support/mod.rs"]
mod support;

mod diff;
mod kernel;
mod layers;
mod logs;
mod order;
mod plain;
mod stopping;
mod taken;
mod transcripts;
mod traps;
mod unseen;
mod usage;
