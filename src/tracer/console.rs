//! The keyboard and the screen of a traced program.
//!
//! The keyboard is a pipe, so that its end can be typed as well. The screen is a
//! pseudo-terminal, pty(7), because many programs keep back what they print into a pipe.
//! What is printed is not read from it while the tracer sees each write. It is only emptied.

use anyhow::{Context, Result};
use event::{Data, Output};
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
    unfinished: [Line; 2],
    /// What is printed is read from the screen, because the calls that print cannot be seen.
    pub is_watched: bool,
}

/// The program's side of its console.
pub struct Plugs {
    pub keyboard: OwnedFd,
    pub screen: OwnedFd,
}

impl Console {
    /// A console for a new end, and the program's side of it.
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
            is_watched: false,
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

    /// From now on the screen is watched. What is on it already was told.
    pub fn watch(&mut self) {
        self.drain();
        self.is_watched = true;
    }

    /// Empties the screen, so that the program never has to wait for a reader. Gives back the
    /// lines that are whole now, if it is watched.
    pub fn drain(&mut self) -> Vec<Data> {
        let mut lines = Vec::new();
        let mut bytes = [0; 4096];
        while let Ok(length @ 1..) = self.screen.read(&mut bytes) {
            if self.is_watched {
                lines.extend(self.lines(Output::Out, &bytes[..length]));
            }
        }
        lines
    }

    /// The lines that are whole now that a call has printed this.
    pub fn printed(&mut self, output: Output, data: &[u8]) -> Vec<Data> {
        if self.is_watched {
            return Vec::new();
        }
        self.lines(output, data)
    }

    fn lines(&mut self, output: Output, data: &[u8]) -> Vec<Data> {
        let unfinished = &mut self.unfinished[output as usize];
        let mut lines = Vec::new();
        for piece in data.split_inclusive(|byte| *byte == b'\n') {
            let (text, is_whole) = match piece.strip_suffix(b"\n") {
                Some(text) => (text, true),
                None => (piece, false),
            };
            unfinished.add(text);
            if is_whole {
                lines.push(unfinished.take());
            }
        }
        lines
    }

    /// What was printed without the end of a line, for instance a prompt.
    pub fn unfinished(&mut self) -> Vec<(Output, Data)> {
        let lines = [Output::Out, Output::Error].into_iter();
        lines
            .map(|output| (output, self.unfinished[output as usize].take()))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }
}

/// A line that is printed piece by piece. However long it becomes, only its beginning is kept.
#[derive(Default)]
struct Line {
    first: Vec<u8>,
    length: u64,
}

impl Line {
    fn add(&mut self, text: &[u8]) {
        let room = Data::MOST - self.first.len();
        self.first.extend(&text[..text.len().min(room)]);
        self.length += text.len() as u64;
    }

    fn take(&mut self) -> Data {
        let Line { first, length } = std::mem::take(self);
        Data::new(first, length)
    }
}

fn link(fd: &OwnedFd) -> String {
    let path = format!("/proc/self/fd/{}", fd.as_raw_fd());
    fs::read_link(path).map_or(String::new(), |link| link.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_when_they_are_whole_and_of_a_long_one_the_beginning() {
        let (mut console, _plugs) = Console::new().expect("a pseudo-terminal");
        let data = |text: &str| Data::from(text.as_bytes());
        assert_eq!(console.printed(Output::Out, b"your "), []);
        assert_eq!(console.printed(Output::Error, b"oh\n"), [data("oh")]);
        let lines = console.printed(Output::Out, b"name?\n\nand");
        assert_eq!(lines, [data("your name?"), data("")]);
        assert_eq!(console.unfinished(), [(Output::Out, data("and"))]);
        assert_eq!(console.unfinished(), []);
        let long = vec![b'x'; 3 * Data::MOST];
        console.printed(Output::Out, &long);
        let line = console.printed(Output::Out, b"end\n").remove(0);
        assert_eq!(line.len(), long.len() as u64 + 3);
        assert_eq!(line.first().len(), Data::MOST);
    }

    #[test]
    fn what_is_printed_is_told_once_by_its_call_or_by_the_screen() {
        let (mut console, plugs) = Console::new().expect("a pseudo-terminal");
        let mut screen = File::from(plugs.screen);
        let line = |text: &str| vec![Data::from(text.as_bytes())];
        screen.write_all(b"by a call\n").expect("room");
        assert_eq!(
            console.printed(Output::Out, b"by a call\n"),
            line("by a call")
        );
        console.watch();
        assert_eq!(console.drain(), []);
        screen.write_all(b"unseen\nand").expect("room");
        assert_eq!(console.printed(Output::Out, b"unseen\nand"), []);
        assert_eq!(console.drain(), line("unseen"));
        assert_eq!(
            console.unfinished(),
            [(Output::Out, Data::from(&b"and"[..]))]
        );
    }
}
