//! The kernel's numbers for errors and for flags, and their names: errno(3), send(2), recv(2), poll(2),
//! epoll_ctl(2).

use nix::errno::Errno;
use std::borrow::Cow;

/// An error number with its name and what the system says of it, errno(3).
pub fn errno(number: i32) -> event::Errno {
    let errno = Errno::from_raw(number);
    event::Errno {
        name: format!("{errno:?}"),
        text: errno.desc().to_owned(),
    }
}

/// Flags of send(2) and recv(2), but for those of which a call says more than the name.
/// MSG_NOSIGNAL and MSG_CMSG_CLOEXEC change nothing that is sent or received: the libraries of
/// many languages set them always.
const MESSAGE_FLAGS: [(i32, &str); 10] = [
    (libc::MSG_OOB, "MSG_OOB"),
    (libc::MSG_DONTROUTE, "MSG_DONTROUTE"),
    (libc::MSG_CTRUNC, "MSG_CTRUNC"),
    (libc::MSG_TRUNC, "MSG_TRUNC"),
    (libc::MSG_EOR, "MSG_EOR"),
    (libc::MSG_CONFIRM, "MSG_CONFIRM"),
    (libc::MSG_ERRQUEUE, "MSG_ERRQUEUE"),
    (libc::MSG_MORE, "MSG_MORE"),
    (libc::MSG_ZEROCOPY, "MSG_ZEROCOPY"),
    (libc::MSG_FASTOPEN, "MSG_FASTOPEN"),
];

/// What poll(2) tells of a descriptor.
const POLL_EVENTS: [(i32, &str); 7] = [
    (libc::POLLIN as i32, "POLLIN"),
    (libc::POLLPRI as i32, "POLLPRI"),
    (libc::POLLOUT as i32, "POLLOUT"),
    (libc::POLLERR as i32, "POLLERR"),
    (libc::POLLHUP as i32, "POLLHUP"),
    (libc::POLLNVAL as i32, "POLLNVAL"),
    (libc::POLLRDHUP as i32, "POLLRDHUP"),
];

/// What an epoll instance watches for and tells, and how, epoll_ctl(2).
const EPOLL_EVENTS: [(i32, &str); 10] = [
    (libc::EPOLLIN, "EPOLLIN"),
    (libc::EPOLLPRI, "EPOLLPRI"),
    (libc::EPOLLOUT, "EPOLLOUT"),
    (libc::EPOLLERR, "EPOLLERR"),
    (libc::EPOLLHUP, "EPOLLHUP"),
    (libc::EPOLLRDHUP, "EPOLLRDHUP"),
    (libc::EPOLLEXCLUSIVE, "EPOLLEXCLUSIVE"),
    (libc::EPOLLWAKEUP, "EPOLLWAKEUP"),
    (libc::EPOLLONESHOT, "EPOLLONESHOT"),
    (libc::EPOLLET, "EPOLLET"),
];

/// The names of the flags that are set. What has no name here is not told.
pub fn message_flags(flags: i32) -> Vec<Cow<'static, str>> {
    names(&MESSAGE_FLAGS, flags)
}

pub fn poll_events(events: i32) -> Vec<Cow<'static, str>> {
    names(&POLL_EVENTS, events)
}

pub fn epoll_events(events: i32) -> Vec<Cow<'static, str>> {
    names(&EPOLL_EVENTS, events)
}

fn names(table: &[(i32, &'static str)], flags: i32) -> Vec<Cow<'static, str>> {
    let set = table.iter().filter(|(flag, _)| flags & flag != 0);
    set.map(|(_, name)| Cow::Borrowed(*name)).collect()
}
