//! Each lesson by hand, as two processes with real sockets.
//!
//! Each test has a loopback address of its own, so that tests run side by side:
//! 127.1.LESSON.TEST, port 9999. (127.1.0.x is for tests of all lessons.)
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]
#![cfg(target_os = "linux")]

#[path = "../support/mod.rs"]
mod support;

mod alone;
mod lesson1;
mod lesson2;
mod lesson3;
mod lesson4;
mod lesson5;
mod lesson6;
mod usage;
