//! The lessons and exercises as programs: where they are, and building one with cargo. Says
//! nothing of it: what went wrong is data, and the caller shows that it takes long.

use crate::lesson::catalogue::Lesson;
use crate::lesson::compiler;
use crate::lesson::exercises::Exercise;
use crate::terminal::notice::Notice;
use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
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
    /// The compiler found an error in this file; a path from the folder of the workbook.
    DoesNotCompile { of: Source, file: String },
    /// Cargo failed, and the compiler found nothing wrong. What cargo said was shown.
    NotBuilt(Source),
}

/// What a program is built of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Lesson(&'static Lesson),
    Exercise(&'static Exercise),
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

/// What starts each lesson, and says of an error; from the folder of the workbook. A learner looks
/// for the lesson's own lines.
pub const FRAME: &str = "lessons/lib.rs";

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
/// cargo is ready. What the compiler and cargo say goes to stderr as it is.
pub fn build(
    lesson: &'static Lesson,
    notice: Notice,
    builder: &Builder,
) -> Result<Option<PathBuf>, BuildError> {
    let words = ["--package", "lessons", "--bin", &lesson.binary()];
    let folder = cargo(&words, Source::Lesson(lesson), notice, builder)?;
    Ok(folder.map(|folder| program(&folder, &lesson.binary())))
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
    let folder = cargo(&words, Source::Exercise(exercise), notice, builder)?;
    Ok(folder.map(|folder| Programs {
        own: own.map(|name| program(&folder, name)),
        peer: program(&folder, PEER),
    }))
}

/// The program that plays the peers.
const PEER: &str = "peer";

fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Has cargo build this. The folder of the programs; None if a signal broke that off.
fn cargo(
    words: &[&str],
    of: Source,
    notice: Notice,
    builder: &Builder,
) -> Result<Option<PathBuf>, BuildError> {
    let target = target()?;
    let program = env::var_os("CARGO").unwrap_or("cargo".into());
    let in_colour =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
    let form = if in_colour {
        "json-diagnostic-rendered-ansi"
    } else {
        "json"
    };
    let mut cargo = Command::new(program);
    cargo
        .current_dir(workspace()?)
        .args(["build", "--quiet"])
        .args(words)
        .args(["--color", if in_colour { "always" } else { "auto" }])
        .args(["--message-format", form])
        .arg("--target-dir")
        .arg(&target)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    (builder.bind)(&mut cargo);
    let built = Group::start(&mut cargo).and_then(|cargo| cargo.wait(builder.is_interrupted));
    drop(notice);
    let built = built.map_err(|error| BuildError::NoCargo(error.to_string()))?;
    let Some((status, said)) = built else {
        return Ok(None);
    };
    // A signal to all processes, as of a machine that shuts down, ends cargo too: that is no
    // fault of the program.
    if !status.success() && (builder.is_interrupted)() {
        return Ok(None);
    }
    let compiled = compiler::read(&said.messages);
    // Where nobody can be told, nobody is.
    let _ = io::stderr().write_all(compiled.text.as_bytes());
    let _ = io::stderr().write_all(&said.errors);
    if !status.success() {
        return Err(match compiled.culprit {
            Some(file) => BuildError::DoesNotCompile { of, file },
            None => BuildError::NotBuilt(of),
        });
    }
    Ok(Some(target.join("debug")))
}

/// What cargo has written.
struct Said {
    /// On stdout, what the compiler found.
    messages: Vec<u8>,
    /// On stderr, what is cargo's own.
    errors: Vec<u8>,
}

impl Said {
    /// Reads both to their ends, at the same time: a full pipe would hold cargo up.
    fn of(stdout: Option<ChildStdout>, stderr: Option<ChildStderr>) -> Said {
        thread::scope(|scope| {
            let messages = scope.spawn(|| all_of(stdout));
            let errors = all_of(stderr);
            let messages = messages.join().unwrap_or_default();
            Said { messages, errors }
        })
    }
}

fn all_of(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    bytes
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

    /// How it ended and what it said; None if it was broken off.
    fn wait(mut self, is_interrupted: &dyn Fn() -> bool) -> io::Result<Option<(ExitStatus, Said)>> {
        let (tell, told) = mpsc::channel();
        let pipes = (self.cargo.stdout.take(), self.cargo.stderr.take());
        thread::Builder::new().spawn(move || tell.send(Said::of(pipes.0, pipes.1)))?;
        let mut said = None;
        while !is_interrupted() {
            // It closes its pipes as it ends, and they may end a moment before or after.
            match told.recv_timeout(GLANCE) {
                Ok(all) => said = Some(all),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(1)),
            }
            if said.is_some()
                && let Some(status) = self.cargo.try_wait()?
            {
                self.is_over = true;
                return Ok(said.map(|said| (status, said)));
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
