//! A system call as the kernel hands it over, and the words for what it is about.

use super::iovec::{Message, Piece, pieces};
use super::memory::{self, Memory};
use super::sockaddr;
use event::{Address, Data, Instrument};

/// The numbers of a system call.
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
    /// An epoll(7) instance that watches these descriptors, and the word that the program has
    /// given for each.
    Poller(Vec<(i32, u64)>),
    /// A counter, a timer, a process …
    Instrument(Instrument),
    Other,
}

/// The size of `struct msghdr`, and of `struct mmsghdr` with the length that follows it.
const MESSAGE_HEADER: u64 = 56;
const MESSAGE: u64 = 64;
/// Of the messages of one call, so many are looked at.
const MOST_MESSAGES: u64 = 64;

/// The descriptors of a traced program.
pub trait Descriptors {
    /// What a descriptor leads to.
    fn target(&self, fd: i32) -> Target;
    /// Those from the first to the last that lead to sockets, in order.
    fn sockets(&self, first: u32, last: u32) -> Vec<i32>;
}

/// The arguments of a call, and the memory that they point into.
pub struct Args<'a> {
    pub raw: &'a Raw,
    pub memory: &'a dyn Memory,
    pub descriptors: &'a dyn Descriptors,
}

impl Args<'_> {
    pub fn word(&self, index: usize) -> u64 {
        self.raw.args[index]
    }

    pub fn int(&self, index: usize) -> i32 {
        self.raw.args[index] as i32
    }

    /// The data whose address and length are these two arguments.
    pub fn data(&self, address: usize, length: usize) -> Data {
        memory::data(self.memory, self.word(address), self.word(length))
    }

    /// The data whose address and length are these two arguments, as the one piece that it is.
    pub fn piece(&self, address: usize, length: usize) -> Piece {
        Piece {
            base: self.word(address),
            length: self.word(length),
        }
    }

    /// The first `length` bytes of a buffer that has room for so many.
    pub fn data_of(&self, address: usize, length: u64, room: u64) -> Data {
        memory::data(self.memory, self.word(address), length.min(room))
    }

    /// The address of a socket, likewise; None for a null pointer.
    pub fn address(&self, address: usize, length: usize) -> Option<Address> {
        let there = self.word(address) != 0;
        there.then(|| sockaddr::address(self.memory, self.word(address), self.word(length)))
    }

    /// An address that the kernel has handed out; its length lies where an argument points.
    pub fn handed_out(&self, address: usize, length_at: usize) -> Option<Address> {
        let length = memory::u32_at(self.memory, self.word(length_at))?;
        let there = self.word(address) != 0 && length > 0;
        there.then(|| sockaddr::address(self.memory, self.word(address), length.into()))
    }

    /// The members of the `struct iovec` array of these two arguments.
    pub fn pieces(&self, array: usize, count: usize) -> Vec<Piece> {
        pieces(self.memory, self.word(array), self.word(count))
    }

    /// The `struct msghdr` of sendmsg(2) and recvmsg(2), their second argument.
    pub fn message(&self) -> Message {
        Message::at(self.memory, self.word(1))
    }

    /// The members of the `struct mmsghdr` array of sendmmsg(2) and recvmmsg(2), of which the
    /// first are looked at.
    pub fn messages(&self) -> Vec<Message> {
        let addresses = self.members(self.word(2));
        addresses.map(|at| Message::at(self.memory, at)).collect()
    }

    /// The lengths of the first `count` of them, as the kernel has put them there.
    pub fn message_lengths(&self, count: u64) -> Vec<u64> {
        let lengths = self.members(count).map(|at| {
            let length = memory::u32_at(self.memory, at.wrapping_add(MESSAGE_HEADER));
            length.unwrap_or(0).into()
        });
        lengths.collect()
    }

    fn members(&self, count: u64) -> impl Iterator<Item = u64> {
        let array = self.word(1);
        (0..count.min(MOST_MESSAGES)).map(move |index| array.wrapping_add(index * MESSAGE))
    }

    /// The address that a message names or brings.
    pub fn address_of(&self, message: &Message) -> Option<Address> {
        let there = message.name != 0 && message.name_length > 0;
        there.then(|| sockaddr::address(self.memory, message.name, message.name_length))
    }
}
