//! From a lesson to what is run: builds it, and finds an address where its ends can meet.

use super::spec::{Context, ProgramSpec, RunSpec};
use super::system::{die_with_us, holder_of};
use crate::cli::values::LogFile;
use crate::lesson::catalogue::Lesson;
use crate::lesson::program::Builder;
use crate::lesson::{address, program};
use crate::narrate::message::Run;
use crate::narrate::{Failure, Result, lesson_title, message};
use crate::terminal::notice::Notice;
use event::{End, Remark, Subject};
use std::net::SocketAddr;

/// # Errors
/// If the lesson cannot be built, or a signal breaks that off.
pub fn lesson(
    lesson: &'static Lesson,
    address: Option<SocketAddr>,
    log: Option<LogFile>,
    context: &Context,
) -> Result<RunSpec<'static>> {
    let notice = Notice::new(message(Run::Building(lesson)));
    let builder = Builder {
        bind: die_with_us,
        is_interrupted: &|| context.is_interrupted(),
    };
    let Some(program) = program::build(lesson, notice, &builder)? else {
        return Err(Failure::Interrupted);
    };
    let mut address = address.unwrap_or(address::DEFAULT);
    let mut remarks = Vec::new();
    if let Some(instead) = address::instead_of(address, lesson.transport) {
        let kind = lesson.transport.kind();
        remarks.push(Remark::AddressTaken {
            address,
            holder: kind.and_then(|kind| holder_of(address, kind)),
            instead,
        });
        address = instead;
    }
    let of_lesson = |end: &End| ProgramSpec::of_lesson(lesson, *end, program.clone(), address);
    Ok(RunSpec {
        subject: Subject::Lesson {
            number: lesson.number,
            title: lesson_title(lesson).to_owned(),
            file: format!("lessons/{}", lesson.file),
        },
        lesson: Some(lesson),
        programs: lesson.ends.iter().map(of_lesson).collect(),
        script: lesson.script.to_vec(),
        remarks,
        root: program::workspace()?,
        log,
        context: context.clone(),
    })
}
