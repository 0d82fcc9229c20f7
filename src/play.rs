//! One run of a lesson: build it, find an address, then perform it under trace, or show
//! what it prints where that cannot be done.

use crate::address;
use crate::appearance::Appearance;
use crate::catalogue::Lesson;
use crate::narrate::problems::{self, Unnarrated};
use crate::performance;
use crate::plain;
use crate::program;
use crate::scene::{Scene, Success};
use anyhow::{Result, anyhow};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the person asked for.
pub struct Options {
    pub address: Option<SocketAddr>,
    pub plain: bool,
    pub appearance: Appearance,
    /// Holds the number of a signal that asks the workbook to stop, or 0.
    pub interrupted: Arc<AtomicUsize>,
}

/// Plays a lesson's script to its end.
pub fn run(lesson: &'static Lesson, options: &Options) -> Result<Success> {
    let program = program::build(lesson).map_err(|error| {
        // Ctrl-C stops cargo too: then the lesson is not to blame.
        match options.interrupted.load(Ordering::Relaxed) {
            0 => error,
            _ => anyhow!(problems::interrupted()),
        }
    })?;
    let mut address = options.address.unwrap_or(address::DEFAULT);
    let mut remarks = Vec::new();
    if let Some(instead) = address::instead_of(address, lesson.transport) {
        let holder = performance::holder_of(address, lesson.transport);
        remarks.push(problems::address_taken(address, holder, instead));
        address = instead;
    }
    let scene = Scene {
        lesson,
        program,
        address,
        interrupted: Arc::clone(&options.interrupted),
    };
    let why_not = match options.plain {
        true => problems::unnarrated(Unnarrated::Asked),
        false => match performance::run(&scene, &remarks, &options.appearance)? {
            Ok(success) => return Ok(success),
            Err(why) => why,
        },
    };
    remarks.push(why_not);
    plain::run(&scene, &remarks)
}
