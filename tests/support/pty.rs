//! A terminal for a program, and its size: pty(7).

use std::fs::File;
use std::process::Command;

use super::start::spawn;

/// Both sides of a new terminal. Not by openpty(3): what that opens would be inherited by the
/// programs of other tests, and their sockets would get other numbers.
pub fn open(size: Option<(u16, u16)>) -> (File, File) {
    use nix::fcntl::OFlag;
    use nix::pty::{grantpt, posix_openpt, ptsname_r, unlockpt};
    use std::os::fd::AsFd;
    let master = posix_openpt(OFlag::O_RDWR | OFlag::O_NOCTTY | OFlag::O_CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname_r(&master).unwrap();
    let slave = File::options().read(true).write(true).open(name).unwrap();
    let master: File = master.as_fd().try_clone_to_owned().unwrap().into();
    if let Some((columns, rows)) = size {
        resize(&slave, columns, rows);
    }
    (master, slave)
}

pub fn resize(terminal: &File, columns: u16, rows: u16) {
    // stty(1) sets the size without a call that is unsafe here.
    let mut stty = Command::new("stty");
    stty.args(["cols", &columns.to_string(), "rows", &rows.to_string()]);
    let stdin = terminal.try_clone().unwrap();
    let mut stty = spawn(stty.stdin(stdin)).unwrap();
    assert!(stty.wait().unwrap().success(), "stty");
}
