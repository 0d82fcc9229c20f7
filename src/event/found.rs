//! What the kernel says of one descriptor or of one call: what a wait has found there, and the
//! error where a call failed. As in poll(2), epoll_ctl(2), errno(3).

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a descriptor can be that is no socket, and that a wait can include.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instrument {
    /// A counter, eventfd(2).
    Eventfd,
    /// timerfd_create(2)
    Timerfd,
    /// signalfd(2)
    Signalfd,
    /// A process, pidfd_open(2).
    Pidfd,
}

/// What a wait has found at one descriptor, poll(2), epoll_wait(2); of select(2), its set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub fd: i32,
    /// `POLLIN`, `EPOLLHUP`, `readfds`
    pub events: Vec<Cow<'static, str>>,
}

impl Found {
    /// Whether data, an end of the stream or a connection waits there.
    pub fn is_readable(&self) -> bool {
        let is_it = |name: &Cow<str>| matches!(&**name, "POLLIN" | "EPOLLIN" | "readfds");
        self.events.iter().any(is_it)
    }
}

/// An error number, errno(3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errno {
    /// As in the manual pages: `ECONNREFUSED`.
    pub name: String,
    /// What the system says of it.
    pub text: String,
}
