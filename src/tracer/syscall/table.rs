//! The system calls that are followed: one row a call, with its number, its name, what it
//! asks for and what it brings. All others run at full speed and are never seen.
//!
//! To follow one more call, add its row. Arguments are as in the manual page of each call.

use super::answers::{
    address, epoll_answer, option_found, pair, plain, poll_answer, received, received_from,
    received_message, received_pieces, received_several, select_answer, sent, sent_several, unread,
};
use super::call::Args;
use super::iovec::{Piece, room};
use super::names::message_flags;
use super::requests::{
    clock_sleep, control, futex_wait, how, named, of_device, receive, receive_several,
    send_message, send_several, set_option, set_timer, sets, watch, watched,
};
use super::sleep::{Alarm, Sleep};
use super::sockaddr::{family, kind, option};
#[cfg(target_arch = "x86_64")]
use super::waits::MICROSECONDS;
use super::waits::{NANOSECONDS, Watched, milliseconds, polled, time};
use event::{Answer, Request};
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
    /// Closes all descriptors of a range, or has them closed when another program is run (true);
    /// told where one of them leads to a socket.
    OfRange(fn(&Args) -> bool),
    /// Told where one of two descriptors leads to a socket: bytes go from the first to the second,
    /// and so many at most.
    Copy(fn(&Args) -> (i32, i32, u64)),
    /// Told where data goes to a socket, or to the screen: where it lies.
    Write(fn(&Args) -> Vec<Piece>),
    /// Told where data comes from a socket, or from the keyboard. `room` is the size of the
    /// program's buffer, bytes.
    Read(fn(&Args) -> u64),
    /// Waits for any of these descriptors; told where one of them is a socket or the keyboard,
    /// or where it cannot be known.
    Wait(fn(&Args) -> (Watched, Option<Duration>)),
    /// Told where one of its two descriptors leads to a socket: the second will lead to what the
    /// first leads to.
    Onto,
    /// Told where its third argument leads to a socket or the keyboard: it is to be waited for.
    Watch(fn(&Args) -> Request),
    /// Never told: it only decides which thread goes on when, and for how long it sleeps.
    Untold(fn(&Args) -> Option<Sleep>),
    /// Never told: the process will get SIGALRM, alarm(2), setitimer(2).
    Arms(fn(&Args) -> Alarm),
    /// The thread ends, and not its process.
    ThreadEnds,
    /// A call that a signal had interrupted goes on.
    GoesOn,
}

use Asks::{
    Always, Arms, Copy, GoesOn, OfRange, OfSocket, Onto, Read, ThreadEnds, Untold, Wait, Watch,
    Write,
};

#[rustfmt::skip]
const TABLE: &[Row] = &[
    row(SYS_socket, "socket", Always(|a| Request::Socket { family: family(a.int(0)), kind: kind(a.int(1)) }), plain),
    row(SYS_socketpair, "socketpair", Always(|a| Request::SocketPair { family: family(a.int(0)), kind: kind(a.int(1)) }), pair),
    row(SYS_setsockopt, "setsockopt", OfSocket(set_option), plain),
    row(SYS_getsockopt, "getsockopt", OfSocket(|a| Request::GetOption { option: option(a.int(1), a.int(2)) }), option_found),
    row(SYS_bind, "bind", OfSocket(|a| Request::Bind(named(a))), plain),
    row(SYS_listen, "listen", OfSocket(|a| Request::Listen { backlog: a.int(1) }), plain),
    row(SYS_accept, "accept", OfSocket(|_| Request::Accept), address),
    row(SYS_accept4, "accept4", OfSocket(|_| Request::Accept), address),
    row(SYS_connect, "connect", OfSocket(|a| Request::Connect(named(a))), plain),
    row(SYS_sendto, "sendto", OfSocket(|a| Request::Send { data: a.data(1, 2), to: a.address(4, 5), passed: Vec::new(), flags: message_flags(a.int(3)) }), sent),
    row(SYS_sendmsg, "sendmsg", OfSocket(send_message), sent),
    row(SYS_write, "write", Write(|a| vec![a.piece(1, 2)]), sent),
    row(SYS_writev, "writev", Write(|a| a.pieces(1, 2)), sent),
    row(SYS_recvfrom, "recvfrom", OfSocket(|a| receive(a.word(2), a.int(3))), received_from),
    row(SYS_recvmsg, "recvmsg", OfSocket(|a| receive(room(&a.message().pieces), a.int(2))), received_message),
    row(SYS_read, "read", Read(|a| a.word(2)), |a, value| received(value, a.word(2), a.data_of(1, value, a.word(2)))),
    row(SYS_readv, "readv", Read(|a| room(&a.pieces(1, 2))), received_pieces),
    row(SYS_sendmmsg, "sendmmsg", OfSocket(send_several), sent_several),
    row(SYS_recvmmsg, "recvmmsg", OfSocket(receive_several), received_several),
    row(SYS_sendfile, "sendfile", Copy(|a| (a.int(1), a.int(0), a.word(3))), sent),
    row(SYS_splice, "splice", Copy(|a| (a.int(0), a.int(2), a.word(4))), sent),
    row(SYS_copy_file_range, "copy_file_range", Copy(|a| (a.int(0), a.int(2), a.word(4))), sent),
    row(SYS_shutdown, "shutdown", OfSocket(|a| Request::Shutdown(how(a.int(1)))), plain),
    row(SYS_close, "close", OfSocket(|_| Request::Close), plain),
    row(SYS_close_range, "close_range", OfRange(|a| a.int(2) as c_uint & CLOSE_RANGE_CLOEXEC != 0), plain),
    row(SYS_getsockname, "getsockname", OfSocket(|_| Request::LocalAddress), address),
    row(SYS_getpeername, "getpeername", OfSocket(|_| Request::PeerAddress), address),
    row(SYS_ppoll, "ppoll", Wait(|a| (polled(a.memory, a.word(0), a.word(1)), time(a.memory, a.word(2), NANOSECONDS))), poll_answer),
    row(SYS_pselect6, "pselect6", Wait(|a| (sets(a), time(a.memory, a.word(4), NANOSECONDS))), select_answer),
    row(SYS_epoll_pwait, "epoll_pwait", Wait(|a| (watched(a), milliseconds(a.word(3)))), epoll_answer),
    row(SYS_epoll_pwait2, "epoll_pwait2", Wait(|a| (watched(a), time(a.memory, a.word(3), NANOSECONDS))), epoll_answer),
    row(SYS_epoll_ctl, "epoll_ctl", Watch(watch), plain),
    row(SYS_io_uring_setup, "io_uring_setup", Always(|a| Request::Ring { entries: a.word(0) as u32 }), plain),
    row(SYS_dup, "dup", OfSocket(|_| Request::Duplicate), plain),
    row(SYS_dup3, "dup3", Onto, plain),
    Row { only: &[FIONBIO as c_int, FIONREAD as c_int], ..row(SYS_ioctl, "ioctl", OfSocket(of_device), unread) },
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
    row(SYS_poll, "poll", Wait(|a| (polled(a.memory, a.word(0), a.word(1)), milliseconds(a.word(2)))), poll_answer),
    row(SYS_select, "select", Wait(|a| (sets(a), time(a.memory, a.word(4), MICROSECONDS))), select_answer),
    row(SYS_epoll_wait, "epoll_wait", Wait(|a| (watched(a), milliseconds(a.word(3)))), epoll_answer),
    row(SYS_dup2, "dup2", Onto, plain),
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
