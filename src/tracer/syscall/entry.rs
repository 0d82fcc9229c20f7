//! From the numbers of a call to what is told of it, and from its return value to its answer.

use super::call::{Args, Descriptors, Raw, Target};
use super::iovec::{Piece, gather};
use super::memory::Memory;
use super::requests::selected_in;
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

/// Decodes a call that a thread is about to make.
pub fn entry(raw: &Raw, memory: &dyn Memory, descriptors: &dyn Descriptors) -> Entry {
    let Some(row) = row_of(raw.number) else {
        return Entry::Untold {
            name: "?",
            sleep: None,
        };
    };
    let args = Args {
        raw,
        memory,
        descriptors,
    };
    let fd = args.int(0);
    let target = |fd| descriptors.target(fd);
    let untold = |sleep| Entry::Untold {
        name: row.name,
        sleep,
    };
    let told = |fd, request| {
        let nonblocking = makes_nonblocking(row.name, &args);
        Entry::Told(Call {
            name: row.name.into(),
            fd,
            request,
            nonblocking,
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
                        passed: Vec::new(),
                        flags: Vec::new(),
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
        Asks::Onto => {
            let to = args.int(1);
            let is_told = fd != to && [fd, to].map(target).contains(&Target::Socket);
            if is_told {
                told(Some(fd), Request::DuplicateOnto(to))
            } else {
                untold(None)
            }
        }
        Asks::Watch(request) => match target(args.int(2)) {
            Target::Socket | Target::Keyboard => told(Some(fd), request(&args)),
            _ => untold(None),
        },
        Asks::Copy(copy) => {
            let (from, to, length) = copy(&args);
            let sends = target(to) == Target::Socket;
            if sends || target(from) == Target::Socket {
                told(
                    Some(if sends { to } else { from }),
                    Request::Copy {
                        from,
                        to,
                        length,
                        sends,
                    },
                )
            } else {
                untold(None)
            }
        }
        Asks::OfRange(on_exec) => {
            let (first, last) = (args.word(0) as u32, args.word(1) as u32);
            let sockets = descriptors.sockets(first, last);
            if sockets.is_empty() {
                untold(None)
            } else {
                let on_exec = on_exec(&args);
                told(
                    None,
                    Request::CloseRange {
                        first,
                        last,
                        on_exec,
                        sockets,
                    },
                )
            }
        }
        Asks::Wait(waits) => {
            let (fds, timeout) = waits(&args);
            let sets = if matches!(row.name, "select" | "pselect6") {
                selected_in(&args).into()
            } else {
                Box::default()
            };
            let is_told = (fds.as_ref()).is_none_or(|fds| is_told(fds, timeout, &target));
            if is_told {
                let fds = fds.unwrap_or_default();
                let instruments = fds.iter().filter_map(|fd| match target(*fd) {
                    Target::Instrument(what) => Some((*fd, what)),
                    _ => None,
                });
                let instruments = instruments.collect();
                let wait = Request::Wait {
                    fds,
                    timeout,
                    sets,
                    instruments,
                };
                told(None, wait)
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

/// Whether the call makes a socket of which the calls do not wait.
fn makes_nonblocking(name: &str, args: &Args) -> bool {
    let flags = match name {
        "socket" | "socketpair" => args.int(1),
        "accept4" => args.int(3),
        _ => 0,
    };
    flags & libc::SOCK_NONBLOCK != 0
}

fn plain_receive(room: u64) -> Request {
    Request::Receive {
        room,
        peek: false,
        wait_all: false,
        dont_wait: false,
        flags: Vec::new(),
    }
}

/// The same of a program whose memory and descriptors cannot be seen: all that can be told is
/// its end.
pub fn unseen(raw: &Raw) -> Entry {
    match entry(raw, &Nothing, &Unknown) {
        Entry::Told(call) if !matches!(call.request, Request::Exit { .. }) => Entry::Untold {
            name: row_of(raw.number).map_or("?", |row| row.name),
            sleep: None,
        },
        entry => entry,
    }
}

/// Memory that cannot be read.
struct Nothing;

impl Memory for Nothing {
    fn read(&self, _: u64, _: usize) -> Vec<u8> {
        Vec::new()
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
pub fn answer(raw: &Raw, value: u64, memory: &dyn Memory, descriptors: &dyn Descriptors) -> Answer {
    let args = Args {
        raw,
        memory,
        descriptors,
    };
    match row_of(raw.number) {
        Some(row) => (row.brings)(&args, value),
        None => Answer {
            value: value as i64,
            ..Answer::default()
        },
    }
}

/// Descriptors of which nothing is known. Where data lies depends on none.
struct Unknown;

impl Descriptors for Unknown {
    fn target(&self, _: i32) -> Target {
        Target::Other
    }

    fn sockets(&self, _: u32, _: u32) -> Vec<i32> {
        Vec::new()
    }
}

/// Hands on what a call that writes has written, all of it, in pieces of bounded size.
pub fn written(raw: &Raw, value: u64, memory: &dyn Memory, mut take: impl FnMut(&[u8])) {
    let args = Args {
        raw,
        memory,
        descriptors: &Unknown,
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
