//! Each lesson by hand, as two processes with real sockets.
//!
//! Each test has a loopback address of its own, so that tests run side by side:
//! `support/address.rs`.
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
