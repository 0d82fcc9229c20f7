//! The lessons and exercises as programs: where they are, and building one with cargo. Says nothing of it:
//! what went wrong is data, and the caller shows that it takes long.

use crate::lesson::catalogue::Lesson;
use crate::lesson::exercises::Exercise;
use crate::terminal::notice::Notice;
use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How often a signal is looked for while cargo builds.
const GLANCE: Duration = Duration::from_millis(20);

/// Why there is no program of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// The folder of the workbook was not found.
    NoWorkspace,
    /// Cargo could not be started: what the system said.
    NoCargo(String),
    DoesNotCompile(&'static Lesson),
    ExerciseDoesNotCompile(&'static Exercise),
}

/// The folder of the workbook: where it is run, or where it was built.
pub fn workspace() -> Result<PathBuf, BuildError> {
    let here = env::current_dir().unwrap_or_default();
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .chain([built])
        .find(|folder| folder.join("lessons/lesson1_concepts.rs").is_file())
        .map(Path::to_path_buf)
        .ok_or(BuildError::NoWorkspace)
}

/// The source file of a lesson.
pub fn source(lesson: &Lesson) -> Result<PathBuf, BuildError> {
    Ok(workspace()?.join("lessons").join(lesson.file))
}

/// What a build may ask of whoever wants it.
pub struct Builder<'a> {
    /// Makes the kernel end a child when we end, in whatever way.
    pub bind: fn(&mut Command),
    /// Whether a signal asks to break it off.
    pub is_interrupted: &'a dyn Fn() -> bool,
}

/// Builds the lesson as it stands now, so that what runs is what the learner sees in the
/// editor; None if a signal broke that off, and then cargo is gone. The notice is shown until
/// cargo is ready. What cargo says goes to stderr as it is.
pub fn build(
    lesson: &'static Lesson,
    notice: Notice,
    builder: &Builder,
) -> Result<Option<PathBuf>, BuildError> {
    let words = ["--package", "lessons", "--bin", &lesson.binary()];
    match cargo(&words, notice, builder)? {
        Built::Whole(folder) => Ok(Some(program(&folder, &lesson.binary()))),
        Built::BrokenOff => Ok(None),
        Built::DoesNotCompile => Err(BuildError::DoesNotCompile(lesson)),
    }
}

/// The programs of an exercise: the learner's own, and that of all peers.
pub struct Programs {
    /// None where the learner has brought another one.
    pub own: Option<PathBuf>,
    pub peer: PathBuf,
}

/// The same for an exercise; without the learner's program if `with_own` is false.
pub fn build_exercise(
    exercise: &'static Exercise,
    with_own: bool,
    notice: Notice,
    builder: &Builder,
) -> Result<Option<Programs>, BuildError> {
    let own = Some(exercise.name).filter(|_| with_own);
    let mut words = vec!["--package", "exercises", "--bin", PEER];
    words.extend(own.iter().flat_map(|name| ["--bin", name]));
    match cargo(&words, notice, builder)? {
        Built::Whole(folder) => Ok(Some(Programs {
            own: own.map(|name| program(&folder, name)),
            peer: program(&folder, PEER),
        })),
        Built::BrokenOff => Ok(None),
        Built::DoesNotCompile => Err(BuildError::ExerciseDoesNotCompile(exercise)),
    }
}

/// The program that plays the peers.
const PEER: &str = "peer";

fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// How a build came out.
enum Built {
    /// The folder of the programs.
    Whole(PathBuf),
    DoesNotCompile,
    BrokenOff,
}

fn cargo(words: &[&str], notice: Notice, builder: &Builder) -> Result<Built, BuildError> {
    let target = target()?;
    let program = env::var_os("CARGO").unwrap_or("cargo".into());
    let in_colour =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
    let mut cargo = Command::new(program);
    cargo
        .current_dir(workspace()?)
        .args(["build", "--quiet"])
        .args(words)
        .args(["--color", if in_colour { "always" } else { "auto" }])
        .arg("--target-dir")
        .arg(&target)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    (builder.bind)(&mut cargo);
    let built = Group::start(&mut cargo).and_then(|cargo| cargo.wait(builder.is_interrupted));
    drop(notice);
    let built = built.map_err(|error| BuildError::NoCargo(error.to_string()))?;
    let Some((status, errors)) = built else {
        return Ok(Built::BrokenOff);
    };
    // A signal to all processes, as of a machine that shuts down, ends cargo too: that is no
    // fault of the program.
    if !status.success() && (builder.is_interrupted)() {
        return Ok(Built::BrokenOff);
    }
    // Where nobody can be told, nobody is.
    let _ = io::stderr().write_all(&errors);
    if status.success() {
        Ok(Built::Whole(target.join("debug")))
    } else {
        Ok(Built::DoesNotCompile)
    }
}

/// Cargo, and all that it starts: compilers and linkers. Dropping it kills what is left.
struct Group {
    cargo: Child,
    is_over: bool,
}

impl Group {
    fn start(cargo: &mut Command) -> io::Result<Group> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(cargo, 0);
        let cargo = cargo.spawn()?;
        Ok(Group {
            cargo,
            is_over: false,
        })
    }

    /// How it ended and what it said on stderr; None if it was broken off.
    fn wait(
        mut self,
        is_interrupted: &dyn Fn() -> bool,
    ) -> io::Result<Option<(ExitStatus, Vec<u8>)>> {
        let (said, errors) = mpsc::channel();
        let stderr = self.cargo.stderr.take();
        thread::Builder::new().spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut stderr) = stderr {
                let _ = stderr.read_to_end(&mut bytes);
            }
            let _ = said.send(bytes);
        })?;
        let mut bytes = None;
        while !is_interrupted() {
            // It closes its stderr as it ends, and what it said may end a moment before or after.
            match errors.recv_timeout(GLANCE) {
                Ok(all) => bytes = Some(all),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(1)),
            }
            if let Some(bytes) = &mut bytes
                && let Some(status) = self.cargo.try_wait()?
            {
                self.is_over = true;
                return Ok(Some((status, std::mem::take(bytes))));
            }
        }
        Ok(None)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        #[cfg(unix)]
        {
            use nix::sys::signal::{Signal, killpg};
            use nix::unistd::Pid;
            let group = Pid::from_raw(self.cargo.id() as i32);
            let _ = killpg(group, Signal::SIGKILL);
        }
        let _ = self.cargo.kill();
        let _ = self.cargo.wait();
    }
}

/// Cargo's target folder: the one that holds the folder of this program.
fn target() -> Result<PathBuf, BuildError> {
    let program = env::current_exe().ok();
    let target = program
        .as_deref()
        .and_then(Path::parent)
        .and_then(Path::parent);
    target.map(Path::to_path_buf).ok_or(BuildError::NoWorkspace)
}
