//! Starts a program under trace: fork, wait for the tracer, filter, exec.
//!
//! `std::process::Command` cannot do this: its `spawn` waits for the exec, and the exec
//! must wait for the tracer. Between fork and exec only calls that are safe there are
//! made, signal-safety(7); all memory is allocated before.
#![allow(unsafe_code)]

use super::bell::Bell;
use super::stops::{Resume, Stop, kill, resume, stop_of};
use super::tid::Tid;
use anyhow::{Context, Result, anyhow};
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::ptrace::{self, Options};
use nix::unistd::{ForkResult, fork, pipe2};
use seccompiler::BpfProgram;
use std::ffi::{CString, OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// What to start, and where its keyboard and its screen are.
pub struct Launch<'a> {
    pub program: &'a Path,
    pub arguments: &'a [OsString],
    pub keyboard: OwnedFd,
    pub screen: OwnedFd,
    /// Which system calls stop it, seccomp(2).
    pub filter: &'a BpfProgram,
    pub bell: &'a Bell,
}

/// The system does not allow tracing: ptrace(2) is refused, for instance by Yama
/// (`/proc/sys/kernel/yama/ptrace_scope`) or by a container.
#[derive(Debug)]
pub struct Refused(pub Errno);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", io::Error::from(self.0))
    }
}

/// Why a program was not started under trace.
#[derive(Debug)]
pub enum LaunchError {
    Refused(Refused),
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for LaunchError {
    fn from(error: anyhow::Error) -> LaunchError {
        LaunchError::Failed(error)
    }
}

/// Starts the program and returns it stopped at its first instruction.
///
/// The kernel kills it when this process ends in whatever way (PTRACE_O_EXITKILL).
///
/// # Errors
/// [`LaunchError::Refused`] where tracing is not allowed.
pub fn launch(launch: Launch) -> Result<Tid, LaunchError> {
    let name = launch.program.display();
    let image = Image::new(&launch)?;
    // The child waits at the gate until it is traced, and reports why it could not start.
    let (gate, opener) = pipe2(OFlag::O_CLOEXEC).context("could not make a pipe")?;
    let (report, reporter) = pipe2(OFlag::O_CLOEXEC).context("could not make a pipe")?;

    // SAFETY: the child makes only async-signal-safe calls until it execs or exits.
    let pid = match unsafe { fork() }.with_context(|| format!("could not start {name}"))? {
        ForkResult::Child => image.run(&gate, opener.as_raw_fd(), &reporter),
        ForkResult::Parent { child } => child,
    };
    drop((gate, reporter));

    let options = Options::PTRACE_O_EXITKILL
        | Options::PTRACE_O_TRACESYSGOOD
        | Options::PTRACE_O_TRACESECCOMP
        | Options::PTRACE_O_TRACECLONE
        | Options::PTRACE_O_TRACEFORK
        | Options::PTRACE_O_TRACEVFORK
        | Options::PTRACE_O_TRACEEXEC;
    if let Err(errno) = ptrace::seize(pid, options) {
        kill(pid);
        let _ = nix::sys::wait::waitpid(pid, None);
        return Err(LaunchError::Refused(Refused(errno)));
    }
    File::from(opener)
        .write_all(b"!")
        .context("could not open the gate")?;

    loop {
        match stop_of(pid) {
            None => launch.bell.wait(LONGEST_PAUSE),
            Some(Stop::Exec) => return Ok(pid),
            Some(Stop::Exited(_) | Stop::Killed(_)) => {
                let mut code = [0; 4];
                File::from(report).read_exact(&mut code).ok();
                let cause = io::Error::from_raw_os_error(i32::from_ne_bytes(code));
                return Err(anyhow!("could not start {name}: {cause}").into());
            }
            Some(Stop::Signal(signal)) => resume(pid, Resume::ToNextCall, signal)?,
            Some(_) => resume(pid, Resume::ToNextCall, 0)?,
        }
    }
}

/// Lets the kernel kill the child when this process ends in whatever way, prctl(2). For a
/// child that is not traced.
pub fn die_with_us(command: &mut Command) {
    // SAFETY: prctl is one system call and touches no memory of ours.
    unsafe {
        command.pre_exec(|| {
            Errno::result(libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL))?;
            Ok(())
        });
    }
}

/// All that the child needs, allocated before the fork.
struct Image<'a> {
    program: CString,
    arguments: Vec<CString>,
    filter: &'a BpfProgram,
    bell: &'a Bell,
    keyboard: RawFd,
    screen: RawFd,
}

impl<'a> Image<'a> {
    fn new(launch: &Launch<'a>) -> Result<Image<'a>> {
        let words = [launch.program.as_os_str()];
        let words = words
            .into_iter()
            .chain(launch.arguments.iter().map(OsString::as_os_str));
        let text = |word: &OsStr| CString::new(word.as_bytes());
        Ok(Image {
            program: text(launch.program.as_os_str())?,
            arguments: words
                .map(text)
                .collect::<Result<_, _>>()
                .context("an argument contains a NUL byte")?,
            filter: launch.filter,
            bell: launch.bell,
            keyboard: launch.keyboard.as_raw_fd(),
            screen: launch.screen.as_raw_fd(),
        })
    }

    /// The child's side: never returns.
    fn run(&self, gate: &OwnedFd, opener: RawFd, report: &OwnedFd) -> ! {
        let Err(errno) = self.become_program(gate, opener);
        // SAFETY: async-signal-safe, and the bytes outlive the call.
        unsafe {
            let code = (errno as i32).to_ne_bytes();
            libc::write(report.as_raw_fd(), code.as_ptr().cast(), code.len());
            libc::_exit(127)
        }
    }

    fn become_program(
        &self,
        gate: &OwnedFd,
        opener: RawFd,
    ) -> Result<std::convert::Infallible, Errno> {
        let mut pointers = [std::ptr::null(); MOST_ARGUMENTS + 1];
        if self.arguments.len() > MOST_ARGUMENTS {
            return Err(Errno::E2BIG);
        }
        for (pointer, argument) in pointers.iter_mut().zip(&self.arguments) {
            *pointer = argument.as_ptr();
        }
        // SAFETY: async-signal-safe calls on descriptors and memory that the parent has
        // prepared and that live until the exec.
        unsafe {
            // The gate must close if the tracer dies, so this side of it may not keep it open.
            libc::close(opener);
            let mut token = 0u8;
            if libc::read(gate.as_raw_fd(), (&raw mut token).cast(), 1) != 1 {
                libc::_exit(127);
            }
            // A session of its own: a Ctrl-C in the reader's terminal goes to the runner only.
            Errno::result(libc::setsid())?;
            Errno::result(libc::dup2(self.keyboard, 0))?;
            Errno::result(libc::dup2(self.screen, 1))?;
            Errno::result(libc::dup2(self.screen, 2))?;
            // What else was open where the workbook was started must not shift the numbers of
            // the program's own descriptors. Before Linux 5.11 there is no such call.
            libc::syscall(
                libc::SYS_close_range,
                3,
                libc::c_uint::MAX,
                libc::CLOSE_RANGE_CLOEXEC,
            );
            self.bell.take_down();
            // Rust ignores SIGPIPE, and what is ignored stays ignored across exec.
            libc::signal(libc::SIGPIPE, libc::SIG_DFL);
            if seccompiler::apply_filter(self.filter).is_err() {
                return Err(Errno::last());
            }
            libc::execv(self.program.as_ptr(), pointers.as_ptr());
            Err(Errno::last())
        }
    }
}

/// What has become of a program that starts is asked for at least so often.
const LONGEST_PAUSE: Duration = Duration::from_millis(1);

/// Words on the command line of a traced program.
const MOST_ARGUMENTS: usize = 255;
