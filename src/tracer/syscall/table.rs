//! The system calls that are followed: one row a call, with its number, its name, what it
//! asks for and what it brings. All others run at full speed and are never seen.
//!
//! To follow one more call, add its row. Arguments are as in the manual page of each call.

use super::call::Args;
use super::call::Target;
use super::iovec::{Piece, gather, room};
use super::sleep::{Alarm, Sleep};
use super::sockaddr::{family, kind, option, option_value};
use super::waits::{MICROSECONDS, NANOSECONDS, milliseconds, polled, selected, time};
use event::{Address, Answer, Data, How, Request};
use libc::{c_long, *};
use std::time::Duration;

pub struct Row {
    pub number: c_long,
    /// The kernel's name for it, as in the manual pages.
    pub name: &'static str,
    pub asks: Asks,
    /// What the answer is, from the arguments and a return value that is no error.
    pub brings: fn(&Args, u64) -> Answer,
    /// Followed only where the second argument is one of these; always, if there are none.
    pub only: &'static [c_int],
}

/// What a call is about, and so whether it is told.
pub enum Asks {
    /// Told, whatever it is about.
    Always(fn(&Args) -> Request),
    /// Told where its first argument leads to a socket.
    OfSocket(fn(&Args) -> Request),
    /// Told where data goes to a socket, or to the screen: where it lies.
    Write(fn(&Args) -> Vec<Piece>),
    /// Told where data comes from a socket, or from the keyboard. `room` is the size of the
    /// program's buffer, bytes.
    Read(fn(&Args) -> u64),
    /// Waits for any of these descriptors; told where one of them is a socket or the keyboard.
    Wait(fn(&Args) -> (Vec<i32>, Option<Duration>)),
    /// Never told: it only decides which thread goes on when, and for how long it sleeps.
    Untold(fn(&Args) -> Option<Sleep>),
    /// Never told: the process will get SIGALRM, alarm(2), setitimer(2).
    Arms(fn(&Args) -> Alarm),
    /// The thread ends, and not its process.
    ThreadEnds,
    /// A call that a signal had interrupted goes on.
    GoesOn,
}

use Asks::{Always, Arms, GoesOn, OfSocket, Read, ThreadEnds, Untold, Wait, Write};

#[rustfmt::skip]
const TABLE: &[Row] = &[
    row(SYS_socket, "socket", Always(|a| Request::Socket { family: family(a.int(0)), kind: kind(a.int(1)) }), plain),
    row(SYS_setsockopt, "setsockopt", OfSocket(set_option), plain),
    row(SYS_getsockopt, "getsockopt", OfSocket(|a| Request::GetOption { option: option(a.int(1), a.int(2)) }), plain),
    row(SYS_bind, "bind", OfSocket(|a| Request::Bind(named(a))), plain),
    row(SYS_listen, "listen", OfSocket(|a| Request::Listen { backlog: a.int(1) }), plain),
    row(SYS_accept, "accept", OfSocket(|_| Request::Accept), address),
    row(SYS_accept4, "accept4", OfSocket(|_| Request::Accept), address),
    row(SYS_connect, "connect", OfSocket(|a| Request::Connect(named(a))), plain),
    row(SYS_sendto, "sendto", OfSocket(|a| Request::Send { data: a.data(1, 2), to: a.address(4, 5) }), sent),
    row(SYS_sendmsg, "sendmsg", OfSocket(send_message), sent),
    row(SYS_write, "write", Write(|a| vec![a.piece(1, 2)]), sent),
    row(SYS_writev, "writev", Write(|a| a.pieces(1, 2)), sent),
    row(SYS_recvfrom, "recvfrom", OfSocket(|a| receive(a.word(2), a.int(3))), received_from),
    row(SYS_recvmsg, "recvmsg", OfSocket(|a| receive(room(&a.message().pieces), a.int(2))), received_message),
    row(SYS_read, "read", Read(|a| a.word(2)), |a, value| received(value, a.word(2), a.data_of(1, value, a.word(2)))),
    row(SYS_readv, "readv", Read(|a| room(&a.pieces(1, 2))), received_pieces),
    row(SYS_shutdown, "shutdown", OfSocket(|a| Request::Shutdown(how(a.int(1)))), plain),
    row(SYS_close, "close", OfSocket(|_| Request::Close), plain),
    row(SYS_getsockname, "getsockname", OfSocket(|_| Request::LocalAddress), address),
    row(SYS_getpeername, "getpeername", OfSocket(|_| Request::PeerAddress), address),
    row(SYS_ppoll, "ppoll", Wait(|a| (polled(a.memory, a.word(0), a.word(1)), time(a.memory, a.word(2), NANOSECONDS))), plain),
    row(SYS_pselect6, "pselect6", Wait(|a| (sets(a), time(a.memory, a.word(4), NANOSECONDS))), plain),
    row(SYS_epoll_pwait, "epoll_pwait", Wait(|a| (watched(a), milliseconds(a.word(3)))), plain),
    row(SYS_epoll_pwait2, "epoll_pwait2", Wait(|a| (watched(a), time(a.memory, a.word(3), NANOSECONDS))), plain),
    row(SYS_dup, "dup", OfSocket(|_| Request::Duplicate), plain),
    row(SYS_dup3, "dup3", OfSocket(|_| Request::Duplicate), plain),
    Row { only: &[FIONBIO as c_int], ..row(SYS_ioctl, "ioctl", OfSocket(set_nonblocking), plain) },
    Row { only: &[F_DUPFD, F_DUPFD_CLOEXEC, F_SETFL], ..row(SYS_fcntl, "fcntl", OfSocket(control), plain) },
    row(SYS_exit_group, "exit_group", Always(|a| Request::Exit { code: a.int(0) & 0xff }), plain),

    row(SYS_futex, "futex", Untold(futex_wait), plain),
    row(SYS_nanosleep, "nanosleep", Untold(|a| Sleep::elapsing(time(a.memory, a.word(0), NANOSECONDS), None)), plain),
    row(SYS_clock_nanosleep, "clock_nanosleep", Untold(clock_sleep), plain),
    row(SYS_setitimer, "setitimer", Arms(set_timer), plain),
    row(SYS_exit, "exit", ThreadEnds, plain),
    row(SYS_restart_syscall, "restart_syscall", GoesOn, plain),
];

/// Calls that newer architectures no longer have.
#[cfg(target_arch = "x86_64")]
#[rustfmt::skip]
const OLD: &[Row] = &[
    row(SYS_poll, "poll", Wait(|a| (polled(a.memory, a.word(0), a.word(1)), milliseconds(a.word(2)))), plain),
    row(SYS_select, "select", Wait(|a| (sets(a), time(a.memory, a.word(4), MICROSECONDS))), plain),
    row(SYS_epoll_wait, "epoll_wait", Wait(|a| (watched(a), milliseconds(a.word(3)))), plain),
    row(SYS_dup2, "dup2", OfSocket(|_| Request::Duplicate), plain),
    row(SYS_alarm, "alarm", Arms(|a| Alarm::Set { first: Duration::from_secs(a.word(0) & 0xffff_ffff), interval: Duration::ZERO }), plain),
];
#[cfg(not(target_arch = "x86_64"))]
const OLD: &[Row] = &[];

/// All rows.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().chain(OLD)
}

/// The row of a call that is followed.
pub fn row_of(number: i64) -> Option<&'static Row> {
    rows().find(|row| row.number == number)
}

const fn row(
    number: c_long,
    name: &'static str,
    asks: Asks,
    brings: fn(&Args, u64) -> Answer,
) -> Row {
    Row {
        number,
        name,
        asks,
        brings,
        only: &[],
    }
}

fn named(args: &Args) -> Address {
    args.address(1, 2).unwrap_or(Address::Other(0))
}

fn how(number: i32) -> How {
    match number {
        SHUT_RD => How::Read,
        SHUT_WR => How::Write,
        _ => How::Both,
    }
}

fn set_option(args: &Args) -> Request {
    /// No option of a socket that is told is longer, bytes.
    const LONGEST: u64 = 64;
    let option = option(args.int(1), args.int(2));
    let bytes = args
        .memory
        .read(args.word(3), args.word(4).min(LONGEST) as usize);
    Request::SetOption {
        option,
        value: option_value(option, bytes),
    }
}

/// ioctl(2) with FIONBIO: the third argument points to 0 or 1.
fn set_nonblocking(args: &Args) -> Request {
    let flag = super::memory::u32_at(args.memory, args.word(2));
    Request::Nonblocking(flag.unwrap_or(0) != 0)
}

fn control(args: &Args) -> Request {
    if args.int(1) == F_SETFL {
        Request::Nonblocking(args.int(2) & O_NONBLOCK != 0)
    } else {
        Request::Duplicate
    }
}

fn send_message(args: &Args) -> Request {
    let message = args.message();
    Request::Send {
        data: gather(args.memory, &message.pieces, u64::MAX),
        to: args.address_of(&message),
    }
}

fn receive(room: u64, flags: i32) -> Request {
    let has = |flag| flags & flag != 0;
    Request::Receive {
        room,
        peek: has(MSG_PEEK),
        wait_all: has(MSG_WAITALL),
        dont_wait: has(MSG_DONTWAIT),
    }
}

/// The three sets of select(2).
fn sets(args: &Args) -> Vec<i32> {
    selected(
        args.memory,
        args.word(0),
        [args.word(1), args.word(2), args.word(3)],
    )
}

fn watched(args: &Args) -> Vec<i32> {
    match (args.target)(args.int(0)) {
        Target::Poller(fds) => fds,
        _ => Vec::new(),
    }
}

/// A futex(2) operation that sleeps for a while: FUTEX_WAIT for a time, FUTEX_WAIT_BITSET up
/// to a moment.
fn futex_wait(args: &Args) -> Option<Sleep> {
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

fn clock_sleep(args: &Args) -> Option<Sleep> {
    let is_moment = args.int(1) & TIMER_ABSTIME != 0;
    let limit = time(args.memory, args.word(2), NANOSECONDS);
    Sleep::elapsing(limit, is_moment.then(|| args.int(0)))
}

/// setitimer(2): the interval and the first time of ITIMER_REAL, `struct itimerval`.
fn set_timer(args: &Args) -> Alarm {
    if args.int(0) != ITIMER_REAL || args.word(1) == 0 {
        return Alarm::Unchanged;
    }
    let at = |address| time(args.memory, address, MICROSECONDS).unwrap_or_default();
    Alarm::Set {
        first: at(args.word(1).wrapping_add(16)),
        interval: at(args.word(1)),
    }
}

fn plain(_: &Args, value: u64) -> Answer {
    Answer {
        value: value as i64,
        ..Answer::default()
    }
}

fn address(args: &Args, value: u64) -> Answer {
    Answer {
        address: args.handed_out(1, 2),
        ..plain(args, value)
    }
}

fn sent(args: &Args, value: u64) -> Answer {
    Answer {
        moved: value,
        ..plain(args, value)
    }
}

/// With MSG_TRUNC the value is the length of the whole datagram, also where the program's
/// buffer took only a part of it, recv(2).
fn received(value: u64, room: u64, data: Data) -> Answer {
    Answer {
        value: value as i64,
        moved: value.min(room),
        data: Some(data),
        address: None,
    }
}

fn received_from(args: &Args, value: u64) -> Answer {
    let room = args.word(2);
    Answer {
        address: args.handed_out(4, 5),
        ..received(value, room, args.data_of(1, value, room))
    }
}

fn received_message(args: &Args, value: u64) -> Answer {
    let message = args.message();
    let room = room(&message.pieces);
    Answer {
        address: args.address_of(&message),
        ..received(value, room, gather(args.memory, &message.pieces, value))
    }
}

fn received_pieces(args: &Args, value: u64) -> Answer {
    let pieces = args.pieces(1, 2);
    received(value, room(&pieces), gather(args.memory, &pieces, value))
}
