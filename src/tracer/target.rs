//! What a descriptor of a traced program leads to.

use crate::ends::Ends;
use crate::net::{link_of, sockets_of};
use crate::ptrace::Tid;
use crate::syscall::{Descriptors, Target};
use crate::tracee::Doing;
use event::{Call, End, Instrument, Request};

/// The descriptors of a thread, as they are now.
pub struct Files<'a> {
    pub ends: &'a Ends,
    pub end: End,
    pub thread: Tid,
}

impl Descriptors for Files<'_> {
    fn target(&self, fd: i32) -> Target {
        target(self.ends, self.end, self.thread, fd)
    }

    fn sockets(&self, first: u32, last: u32) -> Vec<i32> {
        sockets_of(self.thread, first, last)
    }
}

/// Of this thread: a process whose main thread has ended shows none, pthread_exit(3).
fn target(ends: &Ends, end: End, thread: Tid, fd: i32) -> Target {
    let Some(link) = link_of(thread, fd) else {
        return Target::Other;
    };
    if let Some(console) = ends.console_target(end, &link) {
        console
    } else if link.starts_with("socket:") {
        Target::Socket
    } else if link == "anon_inode:[eventpoll]" {
        Target::Poller(watched(thread, fd))
    } else {
        instrument(&link).map_or(Target::Other, Target::Instrument)
    }
}

/// What /proc calls such a descriptor.
fn instrument(link: &str) -> Option<Instrument> {
    match link {
        "anon_inode:[eventfd]" => Some(Instrument::Eventfd),
        "anon_inode:[timerfd]" => Some(Instrument::Timerfd),
        "anon_inode:[signalfd]" => Some(Instrument::Signalfd),
        "anon_inode:[pidfd]" => Some(Instrument::Pidfd),
        _ => None,
    }
}

/// Whether a thread that sleeps in this call waits for its keyboard.
pub fn is_keyboard_wait(ends: &Ends, end: End, thread: Tid, call: &Call) -> bool {
    match &call.request {
        Request::ReadKeyboard => true,
        Request::Wait { fds, .. } => {
            let mut targets = fds.iter().map(|fd| target(ends, end, thread, *fd));
            targets.any(|target| target == Target::Keyboard)
        }
        _ => false,
    }
}

/// The descriptors that an epoll instance watches, and the data of each.
fn watched(thread: Tid, fd: i32) -> Vec<(i32, u64)> {
    let all = watches(thread, fd).into_iter();
    all.map(|(fd, _, data)| (fd, data)).collect()
}

/// The descriptors of which a wait with epoll tells only what is new to be read, EPOLLET.
pub fn watched_for_news(thread: Tid, doing: &Doing) -> Vec<i32> {
    if !doing.is_epoll() {
        return Vec::new();
    }
    let all = watches(thread, doing.raw.args[0] as i32).into_iter();
    let both = (libc::EPOLLIN | libc::EPOLLET) as u32;
    let for_news = all.filter(|(_, events, _)| *events as u32 & both == both);
    for_news.map(|(fd, ..)| fd).collect()
}

/// What an epoll instance watches, proc_pid_fdinfo(5): descriptor, events and data.
fn watches(thread: Tid, fd: i32) -> Vec<(i32, u64, u64)> {
    let info = std::fs::read_to_string(format!("/proc/{thread}/fdinfo/{fd}")).unwrap_or_default();
    let lines = info.lines().filter_map(|line| line.strip_prefix("tfd:"));
    // `tfd: 5 events: 19 data: 5`, the last two in hexadecimal.
    let entry = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let after = |name| words.iter().skip_while(|word| **word != name).nth(1);
        let number = |name| u64::from_str_radix(after(name)?, 16).ok();
        let fd = words.first()?.parse().ok()?;
        Some((fd, number("events:")?, number("data:")?))
    };
    lines.filter_map(entry).collect()
}
