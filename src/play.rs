//! From a lesson to its performance: build it, find an address, then perform it under
//! trace, or show what it prints where that cannot be done.

use crate::address;
use crate::appearance::Appearance;
use crate::call::End;
use crate::catalogue::Lesson;
use crate::narrate::problems::{self, Unnarrated};
use crate::performance;
use crate::plain;
use crate::program;
use crate::scene::{Role, Scene, Success};
use anyhow::{Result, bail};
use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Builds the lesson and finds out where its ends can meet.
pub fn prepare(
    lesson: &'static Lesson,
    address: Option<SocketAddr>,
    appearance: &Rc<Cell<Appearance>>,
    interrupted: &Arc<AtomicUsize>,
) -> Result<Scene<'static>> {
    let program = match program::build(lesson) {
        // Ctrl-C ends cargo too: that is no fault of the lesson.
        Err(_) if interrupted.load(Ordering::Relaxed) != 0 => bail!(problems::interrupted()),
        built => built?,
    };
    let mut address = address.unwrap_or(address::DEFAULT);
    let mut remarks = Vec::new();
    if let Some(instead) = address::instead_of(address, lesson.transport) {
        let holder = performance::holder_of(address, lesson.transport);
        remarks.push(problems::address_taken(address, holder, instead));
        address = instead;
    }
    let role = |end: &End| Role::of_lesson(lesson, *end, program.clone(), address);
    Ok(Scene {
        title: (
            format!("Lesson {}: {}", lesson.number, lesson.title),
            format!("lessons/{}", lesson.file),
        ),
        lesson: Some(lesson),
        cast: lesson.ends.iter().map(role).collect(),
        script: lesson.script.to_vec(),
        remarks,
        appearance: Rc::clone(appearance),
        interrupted: Arc::clone(interrupted),
    })
}

/// Plays the script to its end, without narration if that was asked for.
pub fn run(scene: &Scene, plain: bool) -> Result<performance::Outcome> {
    let why_not = match plain {
        true => problems::plain_run(&problems::unnarrated(Unnarrated::Asked)),
        false => match performance::run(scene)? {
            Ok(outcome) => return Ok(outcome),
            Err(why) => {
                let recorded = scene.lesson.map(problems::recorded);
                let plain = problems::plain_run(&why);
                [plain]
                    .into_iter()
                    .chain(recorded)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        },
    };
    let success: Success = plain::run(scene, &why_not)?;
    Ok(performance::Outcome {
        success,
        numbers: Vec::new(),
    })
}
