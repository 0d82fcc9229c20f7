//! From two commands to a scene: any two programs as server and client.

use crate::appearance::Appearance;
use crate::call::End;
use crate::catalogue::Cue;
use crate::command::{self, Misuse, ends};
use crate::narrate::pairs;
use crate::scene::{Role, Scene};
use anyhow::{Result, bail};
use std::cell::Cell;
use std::env;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

/// The scene of two programs. Their commands are split by the rules of a shell, without one.
pub fn scene<'a>(
    asked: &'a command::Pair,
    appearance: &Rc<Cell<Appearance>>,
    interrupted: &Arc<AtomicUsize>,
) -> Result<Scene<'a>> {
    let cast = [
        role(End::Server, &asked.server)?,
        role(End::Client(1), &asked.client)?,
    ];
    let script = asked.typed.iter().map(|line| match ends::addressed(line) {
        Some((end, text)) if cast.iter().any(|role| role.end == end) => Ok(Cue::Type(end, text)),
        _ => Err(Misuse::from(pairs::no_typed_line(line))),
    });
    Ok(Scene {
        title: pairs::title(&name(&cast[0]), &name(&cast[1])),
        lesson: None,
        script: script.collect::<Result<_, _>>()?,
        cast: cast.into(),
        remarks: Vec::new(),
        appearance: Rc::clone(appearance),
        interrupted: Arc::clone(interrupted),
    })
}

fn name(role: &Role) -> String {
    let name = role.program.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn role(end: End, command: &str) -> Result<Role> {
    let words = shlex::split(command).ok_or_else(|| Misuse::from(pairs::open_quotation(end)))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(Misuse::from(pairs::no_words(end)).into());
    };
    Ok(Role {
        end,
        program: find(program)?,
        arguments: arguments.to_vec(),
        held: false,
    })
}

/// As a shell finds it: by its path, or by its name in the folders of PATH.
fn find(program: &str) -> Result<PathBuf> {
    let candidates: Vec<PathBuf> = match program.contains('/') {
        true => vec![PathBuf::from(program)],
        false => {
            let folders = env::var_os("PATH").unwrap_or_default();
            env::split_paths(&folders)
                .map(|folder| folder.join(program))
                .collect()
        }
    };
    let there = || candidates.iter().filter(|path| path.is_file());
    match (there().find(|path| can_be_started(path)), there().next()) {
        (Some(path), _) => Ok(path.clone()),
        (None, Some(_)) => bail!(pairs::not_a_program(program)),
        (None, None) => bail!(pairs::not_found(program)),
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
