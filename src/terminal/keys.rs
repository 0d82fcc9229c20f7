//! Single keys of a terminal, without Enter: for a screen that is looked at rather than written
//! on. Ctrl-C stays a signal. Dropping it gives the terminal back as it was.

use std::io;
use std::time::Duration;

/// What came while somebody waited for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Letter(char),
    /// Nothing came in that time.
    None,
    /// None will come any more.
    End,
}

#[cfg(unix)]
pub struct Keys(nix::sys::termios::Termios);

#[cfg(unix)]
impl Keys {
    /// # Errors
    /// If standard input is no terminal.
    pub fn new() -> io::Result<Keys> {
        use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};
        let before = tcgetattr(io::stdin())?;
        let mut modes = before.clone();
        // termios(3): each key at once, and not shown.
        modes.local_flags -= LocalFlags::ICANON | LocalFlags::ECHO;
        tcsetattr(io::stdin(), SetArg::TCSANOW, &modes)?;
        Ok(Keys(before))
    }

    /// The next key, if one comes in this time.
    pub fn next(&self, time: Duration) -> Key {
        use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
        use nix::unistd::read;
        use std::os::fd::AsFd;
        let input = io::stdin();
        let mut fds = [PollFd::new(input.as_fd(), PollFlags::POLLIN)];
        let time = PollTimeout::try_from(time).unwrap_or(PollTimeout::ZERO);
        match poll(&mut fds, time) {
            Ok(0) | Err(_) => return Key::None,
            Ok(_) => {}
        }
        // Not through the buffer of the standard library, which would keep what is not asked for.
        let mut byte = [0];
        match read(&input, &mut byte) {
            // Ctrl-D is a byte here.
            Ok(1) if byte[0] != 4 => Key::Letter(byte[0].to_ascii_lowercase().into()),
            Ok(_) => Key::End,
            Err(nix::errno::Errno::EINTR) => Key::None,
            Err(_) => Key::End,
        }
    }
}

#[cfg(unix)]
impl Drop for Keys {
    fn drop(&mut self) {
        use nix::sys::termios::{SetArg, tcsetattr};
        let _ = tcsetattr(io::stdin(), SetArg::TCSANOW, &self.0);
    }
}

/// Single keys are not read here.
#[cfg(not(unix))]
pub struct Keys;

#[cfg(not(unix))]
impl Keys {
    pub fn new() -> io::Result<Keys> {
        Ok(Keys)
    }

    pub fn next(&self, time: Duration) -> Key {
        std::thread::sleep(time);
        Key::None
    }
}
