//! Data that a call names in pieces: `struct iovec` of readv(2), `struct msghdr` of
//! recvmsg(2), as they lie in the memory of a 64-bit program.

use super::memory::Memory;

/// `struct msghdr`, recvmsg(2), on a 64-bit machine.
pub struct Message {
    pub name: u64,
    pub name_length: u64,
    pub parts: u64,
    pub count: u64,
}

impl Message {
    pub fn at(at: u64, memory: &impl Memory) -> Option<Message> {
        Some(Message {
            name: memory.u64_at(at)?,
            name_length: memory.u32_at(at + 8)?.into(),
            parts: memory.u64_at(at + 16)?,
            count: memory.u64_at(at + 24)?,
        })
    }
}

/// The pieces of a `struct iovec` array, readv(2): where each begins and how long it is.
fn pieces(memory: &impl Memory, at: u64, count: u64) -> Vec<(u64, u64)> {
    (0..count.min(libc::UIO_MAXIOV as u64))
        .map_while(|i| Some((memory.u64_at(at + 16 * i)?, memory.u64_at(at + 16 * i + 8)?)))
        .collect()
}

pub fn room(memory: &impl Memory, at: u64, count: u64) -> u64 {
    pieces(memory, at, count)
        .iter()
        .map(|(_, length)| length)
        .sum()
}

pub fn gather(memory: &impl Memory, at: u64, count: u64, most: u64) -> Vec<u8> {
    let mut data = Vec::new();
    for (base, length) in pieces(memory, at, count) {
        let wanted = length.min(most.saturating_sub(data.len() as u64));
        data.extend(memory.read(base, wanted as usize));
    }
    data
}
