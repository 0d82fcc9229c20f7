//! From the numbers of a call to what is told of it, and from its return value to its answer.

use super::call::{Args, Raw, Target};
use super::iovec::{Piece, gather};
use super::memory::Memory;
use super::sleep::{Alarm, Sleep};
use super::table::{Asks, row_of};
use event::{Answer, Call, Data, Output, Request};
use std::time::Duration;

/// What the program is about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A call that is told.
    Told(Call),
    /// A call that is not told, but in which the thread can sleep, for so long or for ever.
    Untold {
        name: &'static str,
        sleep: Option<Sleep>,
    },
    /// A call that is not told, and after which a signal may come.
    Arms(Alarm),
    /// The thread ends, _exit(2) for one thread.
    ThreadEnds,
    /// A call that a signal had interrupted goes on, restart_syscall(2).
    GoesOn,
}

/// Decodes a call that a thread is about to make. `target` says what a descriptor is.
pub fn entry(raw: &Raw, memory: &dyn Memory, target: &dyn Fn(i32) -> Target) -> Entry {
    let Some(row) = row_of(raw.number) else {
        return Entry::Untold {
            name: "?",
            sleep: None,
        };
    };
    let args = Args {
        raw,
        memory,
        target,
    };
    let fd = args.int(0);
    let untold = |sleep| Entry::Untold {
        name: row.name,
        sleep,
    };
    let told = |fd, request| {
        Entry::Told(Call {
            name: row.name.into(),
            fd,
            request,
        })
    };
    match &row.asks {
        Asks::Always(request) => told(None, request(&args)),
        Asks::OfSocket(request) if target(fd) == Target::Socket => told(Some(fd), request(&args)),
        Asks::OfSocket(_) => untold(None),
        Asks::Write(pieces) => {
            let data = || gather(memory, &pieces(&args), u64::MAX);
            let output = if fd == 2 { Output::Error } else { Output::Out };
            match target(fd) {
                Target::Socket => told(
                    Some(fd),
                    Request::Send {
                        data: data(),
                        to: None,
                    },
                ),
                Target::Screen => told(
                    Some(fd),
                    Request::Print {
                        output,
                        data: data(),
                    },
                ),
                _ => untold(None),
            }
        }
        Asks::Read(room) => match target(fd) {
            Target::Socket => told(Some(fd), plain_receive(room(&args))),
            Target::Keyboard => told(Some(fd), Request::ReadKeyboard),
            _ => untold(None),
        },
        Asks::Wait(waits) => {
            let (fds, timeout) = waits(&args);
            if is_told(&fds, timeout, target) {
                told(None, Request::Wait { fds, timeout })
            } else {
                untold(Sleep::elapsing(timeout, None))
            }
        }
        Asks::Untold(sleep) => untold(sleep(&args)),
        Asks::Arms(alarm) => Entry::Arms(alarm(&args)),
        Asks::ThreadEnds => Entry::ThreadEnds,
        Asks::GoesOn => Entry::GoesOn,
    }
}

fn plain_receive(room: u64) -> Request {
    Request::Receive {
        room,
        peek: false,
        wait_all: false,
        dont_wait: false,
    }
}

/// Whether somebody waits for a socket or the keyboard. A glance at the keyboard is no wait.
fn is_told(fds: &[i32], timeout: Option<Duration>, target: &dyn Fn(i32) -> Target) -> bool {
    let sleeps = timeout != Some(Duration::ZERO);
    fds.iter().any(|fd| match target(*fd) {
        Target::Socket => true,
        Target::Keyboard => sleeps,
        _ => false,
    })
}

/// Decodes what a call returned: `value` as the kernel has it, and no error.
pub fn answer(raw: &Raw, value: u64, memory: &dyn Memory) -> Answer {
    let nothing = |_| Target::Other;
    let args = Args {
        raw,
        memory,
        target: &nothing,
    };
    match row_of(raw.number) {
        Some(row) => (row.brings)(&args, value),
        None => Answer {
            value: value as i64,
            ..Answer::default()
        },
    }
}

/// Hands on what a call that writes has written, all of it, in pieces of bounded size.
pub fn written(raw: &Raw, value: u64, memory: &dyn Memory, mut take: impl FnMut(&[u8])) {
    let nothing = |_| Target::Other;
    let args = Args {
        raw,
        memory,
        target: &nothing,
    };
    let Some(Asks::Write(pieces)) = row_of(raw.number).map(|row| &row.asks) else {
        return;
    };
    let mut left = value;
    for Piece { base, length } in pieces(&args) {
        let length = length.min(left);
        left -= length;
        let mut done = 0;
        while done < length {
            let bytes = memory.read(
                base.wrapping_add(done),
                (length - done).min(Data::MOST as u64) as usize,
            );
            if bytes.is_empty() {
                break;
            }
            done += bytes.len() as u64;
            take(&bytes);
        }
    }
}
