//! The memory of a traced program, as decoding needs it: read by length, since data may hold
//! any byte, and never more than is asked for. Lengths, counts and pointers come from the
//! program and may be anything.

use event::Data;

/// Bytes of another program. A trait so that decoding can be tested without one.
pub trait Memory {
    /// `length` bytes from `address`; fewer where the program's memory ends.
    fn read(&self, address: u64, length: usize) -> Vec<u8>;
}

/// Of a count that the program names, this many members of an array are read at most. The
/// kernel's own limit for iovecs, UIO_MAXIOV, and more than any lesson's poll(2).
pub const MOST_MEMBERS: u64 = 1024;

/// The data at this address, of which only the beginning is read if it is very long.
pub fn data(memory: &dyn Memory, address: u64, length: u64) -> Data {
    let kept = length.min(Data::MOST as u64) as usize;
    Data::new(memory.read(address, kept), length)
}

pub fn u32_at(memory: &dyn Memory, address: u64) -> Option<u32> {
    Some(u32::from_ne_bytes(memory.read(address, 4).try_into().ok()?))
}

/// `count` words of eight bytes, in one read; fewer where the program's memory ends.
pub fn words(memory: &dyn Memory, address: u64, count: u64) -> Vec<u64> {
    let bytes = memory.read(address, count.min(2 * MOST_MEMBERS) as usize * 8);
    let words = bytes
        .chunks_exact(8)
        .filter_map(|word| word.try_into().ok());
    words.map(u64::from_ne_bytes).collect()
}

#[cfg(test)]
pub mod held {
    use super::Memory;

    /// Memory that holds these bytes at this address.
    pub struct Held(pub u64, pub Vec<u8>);

    impl Memory for Held {
        fn read(&self, address: u64, length: usize) -> Vec<u8> {
            let start = address.checked_sub(self.0);
            let start = start.and_then(|start| usize::try_from(start).ok());
            let rest = start
                .and_then(|start| self.1.get(start..))
                .unwrap_or_default();
            rest[..length.min(rest.len())].to_vec()
        }
    }
}
