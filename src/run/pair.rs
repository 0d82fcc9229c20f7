//! From two commands to what is run: any two programs as server and client.

use super::spec::{Context, ProgramSpec, RunSpec};
use crate::cli::command::Pair;
use crate::cli::ends;
use crate::lesson::catalogue::Cue;
use crate::narrate::problem::Programs;
use crate::narrate::{Failure, Result};
use event::{End, Subject};
use std::env;
use std::path::{Path, PathBuf};

/// Their commands are split by the rules of a shell, without one.
///
/// # Errors
/// If a command names no program, or a line to type names no end.
pub fn pair<'a>(asked: &'a Pair, context: &Context) -> Result<RunSpec<'a>> {
    let programs = [
        program(End::Server, &asked.server)?,
        program(End::Client(1), &asked.client)?,
    ];
    let script = asked.typed.iter().map(|line| match ends::addressed(line) {
        Some((end, text)) if programs.iter().any(|one| one.end == end) => Ok(Cue::Type(end, text)),
        _ => Err(Failure::misuse(Programs::NoTypedLine(line.clone()))),
    });
    Ok(RunSpec {
        subject: Subject::Pair,
        lesson: None,
        script: script.collect::<Result<_>>()?,
        programs: programs.into(),
        remarks: Vec::new(),
        root: env::current_dir().unwrap_or_default(),
        log: asked.log.clone(),
        context: context.clone(),
    })
}

/// One of them.
///
/// # Errors
/// If the command names no program.
pub fn program(end: End, command: &str) -> Result<ProgramSpec> {
    let words = shlex::split(command);
    let words = words.ok_or_else(|| Failure::misuse(Programs::OpenQuotation(end)))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(Failure::misuse(Programs::NoWords(end)));
    };
    Ok(ProgramSpec::new(end, find(program)?, arguments.to_vec()))
}

/// As a shell finds it: by its path, or by its name in the folders of PATH.
fn find(program: &str) -> Result<PathBuf> {
    let candidates: Vec<PathBuf> = if program.contains('/') {
        vec![PathBuf::from(program)]
    } else {
        let folders = env::var_os("PATH").unwrap_or_default();
        let folders = env::split_paths(&folders);
        folders.map(|folder| folder.join(program)).collect()
    };
    let there = || candidates.iter().filter(|path| path.is_file());
    match (there().find(|path| can_be_started(path)), there().next()) {
        (Some(path), _) => Ok(path.clone()),
        (None, Some(_)) => Err(Programs::NotAProgram(program.to_owned()).into()),
        (None, None) => Err(Programs::NotFound(program.to_owned()).into()),
    }
}

#[cfg(unix)]
fn can_be_started(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|file| file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn can_be_started(path: &Path) -> bool {
    path.is_file()
}
