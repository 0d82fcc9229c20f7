//! What calls ask for, from their arguments: those of which a row of the table cannot say it in
//! a word. As in the manual page of each call.

use super::call::{Args, Target};
use super::iovec::{gather, room};
use super::memory::u32_at;
use super::names::{epoll_events, message_flags};
use super::sleep::{Alarm, Sleep};
use super::sockaddr::{option, option_value};
use super::waits::{MICROSECONDS, NANOSECONDS, Watched, selected, time};
use event::{Address, Data, Found, How, Outgoing, Request, Watching};
use libc::*;

pub fn named(args: &Args) -> Address {
    args.address(1, 2).unwrap_or(Address::Other(0))
}

pub fn how(number: i32) -> How {
    match number {
        SHUT_RD => How::Read,
        SHUT_WR => How::Write,
        _ => How::Both,
    }
}

/// No option of a socket that is told is longer, bytes.
pub const LONGEST_OPTION: u32 = 64;

pub fn set_option(args: &Args) -> Request {
    let option = option(args.int(1), args.int(2));
    let bytes = args.memory.read(
        args.word(3),
        args.word(4).min(LONGEST_OPTION.into()) as usize,
    );
    Request::SetOption {
        option,
        value: option_value(option, bytes),
    }
}

/// ioctl(2): the third argument points to a number. FIONBIO takes it for 0 or 1, and FIONREAD
/// puts its answer there.
pub fn of_device(args: &Args) -> Request {
    if args.int(1) == FIONREAD as c_int {
        return Request::Unread;
    }
    let flag = u32_at(args.memory, args.word(2));
    Request::Nonblocking(flag.unwrap_or(0) != 0)
}

pub fn control(args: &Args) -> Request {
    if args.int(1) == F_SETFL {
        Request::Nonblocking(args.int(2) & O_NONBLOCK != 0)
    } else {
        Request::Duplicate
    }
}

pub fn send_message(args: &Args) -> Request {
    let message = args.message();
    Request::Send {
        data: gather(args.memory, &message.pieces, u64::MAX),
        to: args.address_of(&message),
        passed: message.passed,
        flags: message_flags(args.int(2)),
    }
}

pub fn send_several(args: &Args) -> Request {
    let mut left = Data::MOST as u64;
    let messages = args.messages().into_iter().map(|message| {
        let length = room(&message.pieces);
        let kept = gather(args.memory, &message.pieces, length.min(left));
        left -= kept.len();
        Outgoing {
            data: Data::new(kept.first().to_vec(), length),
            to: args.address_of(&message),
        }
    });
    Request::SendSeveral {
        messages: messages.collect(),
    }
}

pub fn receive_several(args: &Args) -> Request {
    let rooms = args
        .messages()
        .into_iter()
        .map(|message| room(&message.pieces));
    Request::ReceiveSeveral {
        rooms: rooms.collect(),
        peek: args.int(3) & MSG_PEEK != 0,
        wait_for_one: args.int(3) & MSG_WAITFORONE != 0,
    }
}

pub fn receive(room: u64, flags: i32) -> Request {
    let has = |flag| flags & flag != 0;
    Request::Receive {
        room,
        peek: has(MSG_PEEK),
        wait_all: has(MSG_WAITALL),
        dont_wait: has(MSG_DONTWAIT),
        flags: message_flags(flags),
    }
}

/// The three sets of select(2).
pub fn sets(args: &Args) -> Watched {
    selected(
        args.memory,
        args.word(0),
        [args.word(1), args.word(2), args.word(3)],
    )
}

/// In which of the three sets of select(2) each descriptor is.
pub fn selected_in(args: &Args) -> Vec<Found> {
    const NAMES: [&str; 3] = ["readfds", "writefds", "exceptfds"];
    let mut found: Vec<Found> = Vec::new();
    for (set, name) in (1..).zip(NAMES) {
        let members = selected(args.memory, args.word(0), [args.word(set), 0, 0]);
        for fd in members.into_iter().flatten() {
            match found.iter_mut().find(|one| one.fd == fd) {
                Some(one) => one.events.push(name.into()),
                None => found.push(Found {
                    fd,
                    events: vec![name.into()],
                }),
            }
        }
    }
    found.sort_by_key(|one| one.fd);
    found
}

pub fn watched(args: &Args) -> Watched {
    match args.descriptors.target(args.int(0)) {
        Target::Poller(watched) => Some(watched.iter().map(|(fd, _)| *fd).collect()),
        _ => Some(Vec::new()),
    }
}

/// epoll_ctl(2): `struct epoll_event` begins with the events.
pub fn watch(args: &Args) -> Request {
    let change = match args.int(1) {
        EPOLL_CTL_ADD => Watching::Add,
        EPOLL_CTL_DEL => Watching::Remove,
        _ => Watching::Change,
    };
    let events = u32_at(args.memory, args.word(3)).filter(|_| change != Watching::Remove);
    Request::Watch {
        fd: args.int(2),
        change,
        events: epoll_events(events.unwrap_or(0) as i32),
    }
}

/// A futex(2) operation that sleeps for a while: FUTEX_WAIT for a time, FUTEX_WAIT_BITSET up
/// to a moment.
pub fn futex_wait(args: &Args) -> Option<Sleep> {
    let operation = args.int(1);
    let limit = time(args.memory, args.word(3), NANOSECONDS);
    let clock = if operation & FUTEX_CLOCK_REALTIME != 0 {
        CLOCK_REALTIME
    } else {
        CLOCK_MONOTONIC
    };
    let until = match operation & !(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME) {
        FUTEX_WAIT => None,
        FUTEX_WAIT_BITSET => Some(clock),
        _ => return None,
    };
    let sleep = Sleep::elapsing(limit, until)?;
    let elapsed = -i64::from(ETIMEDOUT);
    Some(Sleep { elapsed, ..sleep })
}

pub fn clock_sleep(args: &Args) -> Option<Sleep> {
    let is_moment = args.int(1) & TIMER_ABSTIME != 0;
    let limit = time(args.memory, args.word(2), NANOSECONDS);
    Sleep::elapsing(limit, is_moment.then(|| args.int(0)))
}

/// setitimer(2): the interval and the first time of ITIMER_REAL, `struct itimerval`.
pub fn set_timer(args: &Args) -> Alarm {
    if args.int(0) != ITIMER_REAL || args.word(1) == 0 {
        return Alarm::Unchanged;
    }
    let at = |address| time(args.memory, address, MICROSECONDS).unwrap_or_default();
    Alarm::Set {
        first: at(args.word(1).wrapping_add(16)),
        interval: at(args.word(1)),
    }
}
