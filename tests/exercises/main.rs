//! The exercises: each as it is given fails for the reason that it is about, each solution
//! passes, and nothing else does.
//!
//! A copy of the workbook's folder is made and built once; there every exercise is as it is
//! given, also where a learner has edited it here.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]

#[path = "../support/mod.rs"]
mod support;

use support::screen;

mod given;
mod package;
mod solved;
mod trouble;
mod watch;
mod wrong;
