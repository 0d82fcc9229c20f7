//! What a call brought: its value, what it moved, what it found.

use crate::call::{Address, OptValue};
use crate::data::Data;
use crate::found::Found;
use serde::{Deserialize, Serialize};

/// What an answered call brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The call's return value.
    pub value: i64,
    /// Bytes that went from or into the program's buffers. It is not always the value, which
    /// may count messages, or the whole length of a datagram that did not fit.
    pub moved: u64,
    /// What was received.
    pub data: Option<Data>,
    /// accept, recvfrom, getsockname, getpeername: the address handed out.
    pub address: Option<Address>,
    /// The two descriptors of socketpair; those that came with a message, unix(7), SCM_RIGHTS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptors: Vec<i32>,
    /// sendmmsg and recvmmsg: message by message; of very many only the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Moved>,
    /// poll and epoll_wait: which of the descriptors have something, and what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ready: Vec<Found>,
    /// What getsockopt and FIONREAD asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Box<OptValue>>,
}

/// One message that sendmmsg(2) has sent or recvmmsg(2) has brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Bytes that went from or into its buffer.
    pub moved: u64,
    /// What was received.
    pub data: Option<Data>,
    /// Its sender.
    pub address: Option<Address>,
}
