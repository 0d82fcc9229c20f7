//! The keyboard and the screen of a traced program.
//!
//! The keyboard is a pipe, so that its end can be typed as well. The screen is a
//! pseudo-terminal, pty(7), because many programs keep back what they print into a pipe.
//! What is printed is not read from it: the tracer sees each write. It is only emptied.

use anyhow::{Context, Result};
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::pty::{OpenptyResult, openpty};
use nix::sys::termios::{self, SetArg};
use nix::unistd::pipe2;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};

pub struct Console {
    /// None when the end of the input was typed.
    keyboard: Option<File>,
    screen: File,
    /// What /proc/PID/fd shows for a descriptor that leads here.
    pub keyboard_link: String,
    pub screen_link: String,
    /// Printed so far without the end of the line, for stdout and stderr.
    unfinished: [Vec<u8>; 2],
}

/// The program's side of its console.
pub struct Plugs {
    pub keyboard: OwnedFd,
    pub screen: OwnedFd,
}

impl Console {
    pub fn new() -> Result<(Console, Plugs)> {
        let (reader, writer) = pipe2(OFlag::O_CLOEXEC).context("could not make a pipe")?;
        let OpenptyResult { master, slave } =
            openpty(None, None).context("could not make a pseudo-terminal")?;
        for side in [&master, &slave] {
            fcntl(side, FcntlArg::F_SETFD(nix::fcntl::FdFlag::FD_CLOEXEC))?;
        }
        fcntl(&master, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
        // The program's side of the pipe stays as it is: only we never wait for it.
        fcntl(&writer, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
        let mut modes = termios::tcgetattr(&slave)?;
        termios::cfmakeraw(&mut modes);
        termios::tcsetattr(&slave, SetArg::TCSANOW, &modes)?;
        let console = Console {
            keyboard: Some(File::from(writer)),
            screen: File::from(master),
            keyboard_link: link(&reader),
            screen_link: link(&slave),
            unfinished: Default::default(),
        };
        let plugs = Plugs {
            keyboard: reader,
            screen: slave,
        };
        Ok((console, plugs))
    }

    /// Types a line, or with None the end of the input. False if the program's keyboard
    /// is closed already, if the program has closed its side, or if so much was typed that
    /// it has not read that no more fits.
    pub fn type_line(&mut self, line: Option<&str>) -> bool {
        match (line, &mut self.keyboard) {
            (Some(line), Some(keyboard)) => {
                // A short line is taken whole or not at all, pipe(7), PIPE_BUF.
                keyboard.write_all(format!("{line}\n").as_bytes()).is_ok()
            }
            (None, Some(_)) => self.keyboard.take().is_some(),
            (_, None) => false,
        }
    }

    /// Empties the screen, so that the program never has to wait for a reader.
    pub fn drain(&mut self) {
        let mut bytes = [0; 4096];
        while matches!(self.screen.read(&mut bytes), Ok(n) if n > 0) {}
    }

    /// The lines that are whole now that this was printed.
    pub fn printed(&mut self, error: bool, data: &[u8]) -> Vec<Vec<u8>> {
        let unfinished = &mut self.unfinished[usize::from(error)];
        unfinished.extend(data);
        let mut lines = Vec::new();
        while let Some(end) = unfinished.iter().position(|byte| *byte == b'\n') {
            let rest = unfinished.split_off(end + 1);
            unfinished.pop();
            lines.push(std::mem::replace(unfinished, rest));
        }
        lines
    }

    /// What was printed without the end of a line, for instance a prompt.
    pub fn unfinished(&mut self) -> Vec<(bool, Vec<u8>)> {
        let kept = self.unfinished.each_mut().map(std::mem::take);
        let [out, error] = kept;
        [(false, out), (true, error)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }
}

fn link(fd: &OwnedFd) -> String {
    let path = format!("/proc/self/fd/{}", fd.as_raw_fd());
    fs::read_link(path).map_or(String::new(), |link| link.to_string_lossy().into_owned())
}
