//! From numbers to calls: the arguments of a followed system call become a [`Call`],
//! and what it returned an [`Answer`].
//!
//! Layouts from the manual pages of each call; lengths are always used, so that data
//! with NUL bytes is whole.

use super::filter;
use super::memory::Memory;
use super::pieces::{Message, gather, room};
use super::sockaddr::{address, family, kind, option, option_value};
use super::waits::waited_for;
use crate::call::{Answer, Call, How, Request};
use std::time::Duration;

/// A system call as the kernel hands it over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw {
    pub number: i64,
    pub args: [u64; 6],
}

/// What a descriptor of a traced program leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Socket,
    Keyboard,
    Screen,
    /// An epoll(7) instance that watches these descriptors.
    Poller(Vec<i32>),
    Other,
}

/// What the program is about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A call that is told.
    Told(Call),
    /// A call that is not told, but in which the thread can sleep; `timed` if the sleep
    /// ends by itself.
    Untold { name: &'static str, timed: bool },
    /// The thread ends, _exit(2) for one thread.
    ThreadEnds,
    /// A call that a signal had interrupted goes on, restart_syscall(2).
    GoesOn,
}

/// Decodes a call that a thread is about to make. `target` says what a descriptor is.
pub fn entry(raw: &Raw, memory: &impl Memory, target: impl Fn(i32) -> Target) -> Entry {
    let name = filter::name(raw.number).unwrap_or("?");
    let untold = |timed| Entry::Untold { name, timed };
    let args = raw.args;
    match name {
        "restart_syscall" => return Entry::GoesOn,
        "exit" => return Entry::ThreadEnds,
        "exit_group" => {
            let code = args[0] as i32 & 0xff;
            return told(name, None, Request::Exit { code });
        }
        "futex" => return untold(args[3] != 0 && is_futex_wait(args[1])),
        "nanosleep" | "clock_nanosleep" => return untold(true),
        "socket" => {
            let family = family(args[0] as i32);
            let kind = kind(args[1] as i32);
            return told(name, None, Request::Socket { family, kind });
        }
        _ => {}
    }
    if let Some((fds, timeout)) = waited_for(name, &args, memory, &target) {
        let sleeps = timeout != Some(Duration::ZERO);
        let telling = fds.iter().any(|fd| match target(*fd) {
            Target::Socket => true,
            Target::Keyboard => sleeps,
            _ => false,
        });
        return match telling {
            true => told(name, None, Request::Wait { fds, timeout }),
            false => untold(timeout.is_some()),
        };
    }
    let fd = args[0] as i32;
    let request = match target(fd) {
        Target::Socket => on_socket(name, &args, memory),
        Target::Screen => written(name, &args, memory).map(|data| Request::Print {
            error: fd == 2,
            data,
        }),
        Target::Keyboard => matches!(name, "read" | "readv").then_some(Request::ReadKeyboard),
        Target::Poller(_) | Target::Other => None,
    };
    match request {
        Some(request) => told(name, Some(fd), request),
        None => untold(false),
    }
}

fn told(name: &'static str, fd: Option<i32>, request: Request) -> Entry {
    Entry::Told(Call { name, fd, request })
}

fn on_socket(name: &str, args: &[u64; 6], memory: &impl Memory) -> Option<Request> {
    let number = |i: usize| args[i] as i32;
    Some(match name {
        "setsockopt" => {
            let bytes = memory.read(args[3], args[4].min(64) as usize);
            let option = option(number(1), number(2));
            Request::SetOption {
                option,
                value: option_value(option, bytes),
            }
        }
        "getsockopt" => Request::GetOption {
            option: option(number(1), number(2)),
        },
        "ioctl" => Request::Nonblocking(memory.u32_at(args[2]).unwrap_or(0) != 0),
        "fcntl" if number(1) == libc::F_SETFL => {
            Request::Nonblocking(number(2) & libc::O_NONBLOCK != 0)
        }
        "fcntl" | "dup" | "dup2" | "dup3" => Request::Duplicate,
        "bind" => Request::Bind(address(memory, args[1], args[2])),
        "listen" => Request::Listen { backlog: number(1) },
        "accept" | "accept4" => Request::Accept,
        "connect" => Request::Connect(address(memory, args[1], args[2])),
        "sendto" => Request::Send {
            data: memory.read(args[1], args[2] as usize),
            to: (args[4] != 0).then(|| address(memory, args[4], args[5])),
        },
        "sendmsg" => {
            let message = Message::at(args[1], memory)?;
            Request::Send {
                data: gather(memory, message.parts, message.count, u64::MAX),
                to: (message.name != 0).then(|| address(memory, message.name, message.name_length)),
            }
        }
        "write" | "writev" => Request::Send {
            data: written(name, args, memory)?,
            to: None,
        },
        "recvfrom" => receive(args[2], number(3)),
        "recvmsg" => {
            let message = Message::at(args[1], memory)?;
            receive(room(memory, message.parts, message.count), number(2))
        }
        "read" => receive(args[2], 0),
        "readv" => receive(room(memory, args[1], args[2]), 0),
        "shutdown" => Request::Shutdown(match number(1) {
            libc::SHUT_RD => How::Read,
            libc::SHUT_WR => How::Write,
            _ => How::Both,
        }),
        "close" => Request::Close,
        "getsockname" => Request::LocalAddress,
        "getpeername" => Request::PeerAddress,
        _ => return None,
    })
}

fn receive(room: u64, flags: i32) -> Request {
    let has = |flag| flags & flag != 0;
    Request::Receive {
        room,
        peek: has(libc::MSG_PEEK),
        wait_all: has(libc::MSG_WAITALL),
        dont_wait: has(libc::MSG_DONTWAIT),
    }
}

/// Decodes what a call returned: `value` as the kernel has it, and not negative.
pub fn answer(call: &Call, raw: &Raw, value: i64, memory: &impl Memory) -> Answer {
    let args = &raw.args;
    let length = value.max(0) as u64;
    let handed_out = |at: u64, length_at: u64| {
        let length = memory.u32_at(length_at)?;
        (at != 0 && length > 0).then(|| address(memory, at, length.into()))
    };
    let mut answer = Answer {
        value,
        ..Answer::default()
    };
    match call.request {
        Request::Accept | Request::LocalAddress | Request::PeerAddress => {
            answer.address = handed_out(args[1], args[2]);
        }
        Request::Receive { .. } | Request::ReadKeyboard => match call.name {
            "recvfrom" => {
                answer.data = Some(memory.read(args[1], length as usize));
                answer.address = (args[4] != 0)
                    .then(|| handed_out(args[4], args[5]))
                    .flatten();
            }
            "recvmsg" => {
                if let Some(message) = Message::at(args[1], memory) {
                    answer.data = Some(gather(memory, message.parts, message.count, length));
                    answer.address = (message.name != 0 && message.name_length > 0)
                        .then(|| address(memory, message.name, message.name_length));
                }
            }
            "readv" => answer.data = Some(gather(memory, args[1], args[2], length)),
            _ => answer.data = Some(memory.read(args[1], length as usize)),
        },
        _ => {}
    }
    answer
}

/// The data of write(2) and writev(2).
fn written(name: &str, args: &[u64; 6], memory: &impl Memory) -> Option<Vec<u8>> {
    match name {
        "write" => Some(memory.read(args[1], args[2] as usize)),
        "writev" => Some(gather(memory, args[1], args[2], u64::MAX)),
        _ => None,
    }
}

/// A futex(2) operation that sleeps, without its flags.
fn is_futex_wait(operation: u64) -> bool {
    let flags = libc::FUTEX_PRIVATE_FLAG | libc::FUTEX_CLOCK_REALTIME;
    let operation = operation as i32 & !flags;
    operation == libc::FUTEX_WAIT || operation == libc::FUTEX_WAIT_BITSET
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Address;

    /// Memory that holds these bytes at this address.
    struct Held(u64, Vec<u8>);

    impl Memory for Held {
        fn read(&self, address: u64, length: usize) -> Vec<u8> {
            let start = address
                .checked_sub(self.0)
                .map_or(usize::MAX, |n| n as usize);
            let end = start.saturating_add(length).min(self.1.len());
            self.1.get(start..end).unwrap_or_default().to_vec()
        }
    }

    fn call(number: i64, args: [u64; 6], memory: &Held) -> Entry {
        entry(&Raw { number, args }, memory, |fd| match fd {
            0 => Target::Keyboard,
            1 | 2 => Target::Screen,
            3 => Target::Socket,
            _ => Target::Other,
        })
    }

    fn request(number: i64, args: [u64; 6], memory: &Held) -> Request {
        match call(number, args, memory) {
            Entry::Told(call) => call.request,
            other => panic!("not told: {other:?}"),
        }
    }

    #[test]
    fn data_is_read_by_its_length_and_not_up_to_a_nul_byte() {
        let memory = Held(100, b"a\0b\x1b[31m".to_vec());
        let sent = request(libc::SYS_sendto, [3, 100, 8, 0, 0, 0], &memory);
        let data = b"a\0b\x1b[31m".to_vec();
        assert_eq!(sent, Request::Send { data, to: None });
    }

    #[test]
    fn an_ipv4_address_is_decoded() {
        let memory = Held(
            100,
            vec![2, 0, 0x27, 0x0f, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        );
        let bound = request(libc::SYS_bind, [3, 100, 16, 0, 0, 0], &memory);
        let expected = "127.0.0.1:9999".parse().expect("an address");
        assert_eq!(bound, Request::Bind(Address::Inet(expected)));
    }

    #[test]
    fn the_parts_of_a_writev_are_put_together() {
        let mut bytes = Vec::new();
        for word in [132u64, 2, 134, 3] {
            bytes.extend(word.to_ne_bytes());
        }
        bytes.extend(b"abcde");
        let memory = Held(100, bytes);
        let sent = request(libc::SYS_writev, [3, 100, 2, 0, 0, 0], &memory);
        assert_eq!(
            sent,
            Request::Send {
                data: b"abcde".to_vec(),
                to: None
            }
        );
    }

    #[test]
    fn files_are_not_told_and_what_is_printed_is() {
        let memory = Held(100, b"hi\n".to_vec());
        let untold = Entry::Untold {
            name: "write",
            timed: false,
        };
        assert_eq!(call(libc::SYS_write, [9, 100, 3, 0, 0, 0], &memory), untold);
        let printed = request(libc::SYS_write, [2, 100, 3, 0, 0, 0], &memory);
        assert_eq!(
            printed,
            Request::Print {
                error: true,
                data: b"hi\n".to_vec()
            }
        );
    }

    #[test]
    fn a_look_at_the_keyboard_that_does_not_wait_is_not_told() {
        let mut bytes = Vec::new();
        for fd in [0u64, 1, 2] {
            bytes.extend(fd.to_ne_bytes());
        }
        let memory = Held(100, bytes);
        let look = call(libc::SYS_ppoll, [100, 3, 0, 0, 0, 0], &memory);
        assert!(matches!(look, Entry::Told(_)), "for ever: {look:?}");
        let never = Held(100, [0u8; 40].to_vec());
        let look = call(libc::SYS_ppoll, [100, 1, 108, 0, 0, 0], &never);
        assert_eq!(
            look,
            Entry::Untold {
                name: "ppoll",
                timed: true
            }
        );
    }
}
