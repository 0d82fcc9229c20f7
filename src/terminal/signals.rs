//! Signals end what runs, and not the workbook, which cleans up. While the workbook only
//! waits for a line there is nothing to clean up but the terminal: then it ends at once.

#[cfg(unix)]
use nix::sys::signal::{SigSet, Signal};
use signal_hook::consts::{SIGINT, SIGTERM};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// What the workbook waits for.
const FOR_NOTHING: u8 = 0;
/// A line of the prompt, where Ctrl-C is a key like any other.
const FOR_A_PERSON: u8 = 1;
const FOR_A_PIPE: u8 = 2;

#[derive(Clone)]
pub struct Signals {
    /// The number of the signal that came, or 0.
    pub interrupted: Arc<AtomicUsize>,
    waits: Arc<AtomicU8>,
}

/// While this lives, the workbook waits for a line.
pub struct Waiting<'a>(&'a Signals);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waits.store(FOR_NOTHING, Ordering::SeqCst);
    }
}

#[cfg(unix)]
const CAUGHT: [i32; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const CAUGHT: [i32; 2] = [SIGINT, SIGTERM];

impl Signals {
    /// From here on, signals are caught.
    pub fn catch() -> io::Result<Signals> {
        let signals = Signals {
            interrupted: Arc::default(),
            waits: Arc::default(),
        };
        for signal in &CAUGHT {
            let flag = Arc::clone(&signals.interrupted);
            signal_hook::flag::register_usize(*signal, flag, *signal as usize)?;
        }
        #[cfg(unix)]
        {
            keep_ended_children()?;
            signals.leave_when_idle()?;
        }
        Ok(signals)
    }

    /// Call before a line is read; None if a signal has asked to leave.
    pub fn wait_for_line(&self, of_person: bool) -> Option<Waiting<'_>> {
        let waits = if of_person { FOR_A_PERSON } else { FOR_A_PIPE };
        self.waits.store(waits, Ordering::SeqCst);
        let waiting = Waiting(self);
        match self.interrupted.load(Ordering::SeqCst) {
            0 => Some(waiting),
            signal if of_person && signal == SIGINT as usize => Some(waiting),
            _ => None,
        }
    }

    #[cfg(unix)]
    fn leave_when_idle(&self) -> io::Result<()> {
        if let Ok(mut modes) = terminal::MODES.lock() {
            modes.get_or_insert_with(terminal::Modes::now);
        }
        let mut coming = signal_hook::iterator::Signals::new(CAUGHT)?;
        let waits = Arc::clone(&self.waits);
        std::thread::Builder::new().spawn(move || {
            // Whoever waits for a child waits for this signal, and it must not come here.
            let _ = SigSet::from(Signal::SIGCHLD).thread_block();
            for signal in coming.forever() {
                match waits.load(Ordering::SeqCst) {
                    FOR_A_PERSON if signal == SIGINT => {}
                    FOR_A_PERSON | FOR_A_PIPE => {
                        give_terminal_back();
                        // By convention, 128 and the number of the signal. The kernel kills
                        // what is traced when we end.
                        std::process::exit(128 + signal);
                    }
                    _ => {}
                }
            }
        })?;
        Ok(())
    }
}

/// Where SIGCHLD is ignored, which is inherited, the kernel forgets a child as soon as it ends,
/// and how it ended cannot be learned: wait(2), notes. A handler ends that, even one that does
/// nothing of use. Elsewhere there is none, since it would run at every stop of a traced program.
#[cfg(unix)]
fn keep_ended_children() -> io::Result<()> {
    use signal_hook::consts::SIGCHLD;
    if is_ignored(SIGCHLD) {
        signal_hook::flag::register(SIGCHLD, Arc::default())?;
    }
    Ok(())
}

/// What proc_pid_status(5) says: a bit for each signal, counted from 1. Where there is no such
/// file, nothing is traced either, and a handler does no harm.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_none_or(|mask| mask >> (signal - 1) & 1 == 1)
}

/// Leaves the terminal as it was when signals were caught first.
#[cfg(unix)]
pub fn give_terminal_back() {
    if let Ok(modes) = terminal::MODES.lock()
        && let Some(modes) = &*modes
    {
        modes.restore();
    }
}

#[cfg(unix)]
mod terminal {
    use nix::sys::termios::{SetArg, Termios, tcgetattr, tcsetattr};
    use std::io::{self, Write};
    use std::sync::Mutex;

    pub static MODES: Mutex<Option<Modes>> = Mutex::new(None);

    /// How the terminal was when the workbook began; None where there is none.
    pub struct Modes(Option<Termios>);

    impl Modes {
        pub fn now() -> Modes {
            Modes(tcgetattr(io::stdin()).ok())
        }

        pub fn restore(&self) {
            if let Some(modes) = &self.0 {
                let _ = tcsetattr(io::stdin(), SetArg::TCSANOW, modes);
                // The prompt had asked for marks around what is pasted; xterm, mode 2004.
                let _ = io::stderr().write_all(b"\x1b[?2004l\r\n");
            }
        }
    }
}
