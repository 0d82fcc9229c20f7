//! The book against the workbook: what a page shows, cites or tells the reader to type is
//! there, is the present one, and does what the page says.
//!
//! | module     | checks                                                              |
//! |------------|---------------------------------------------------------------------|
//! | `includes` | listings and transcripts are taken from the tested files            |
//! | `links`    | every link leads somewhere, every page and every lesson is listed   |
//! | `steps`    | every step that a page cites is the call that the page says it is   |
//! | `commands` | every command shown is a real one; the commands listed are all      |
//! | `changes`  | every "try this" and "break this" gives what the page says          |
//! | `readme`   | the first pages: commands are real ones, links lead to files        |
//! | `reference`| glossary, errors and states have what a reader looks for            |
//! | `terms`    | no word is used before it is explained                              |
//! | `sessions` | what is to be typed at the prompt shows what the page says          |
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]
#![cfg(target_os = "linux")]

#[path = "../support/mod.rs"]
mod support;

mod changes;
mod commands;
mod includes;
mod links;
mod pages;
mod readme;
mod reference;
mod sessions;
mod steps;
mod terms;
