//! The memory of a traced program, read by length: data may hold any byte.

use super::Tid;
use nix::sys::uio::{RemoteIoVec, process_vm_readv};
use std::io::IoSliceMut;

/// Bytes of another program. A trait so that decoding can be tested without one.
pub trait Memory {
    /// `length` bytes from `address`; fewer where the program's memory ends.
    fn read(&self, address: u64, length: usize) -> Vec<u8>;

    fn u32_at(&self, address: u64) -> Option<u32> {
        Some(u32::from_ne_bytes(self.read(address, 4).try_into().ok()?))
    }

    fn u64_at(&self, address: u64) -> Option<u64> {
        Some(u64::from_ne_bytes(self.read(address, 8).try_into().ok()?))
    }
}

/// The memory of the process that this thread belongs to, process_vm_readv(2).
pub fn memory_of(tid: Tid) -> impl Memory {
    Traced(tid)
}

struct Traced(Tid);

impl Memory for Traced {
    fn read(&self, address: u64, length: usize) -> Vec<u8> {
        if address == 0 || length == 0 {
            return Vec::new();
        }
        let mut bytes = vec![0; length];
        let remote = RemoteIoVec {
            base: address as usize,
            len: length,
        };
        let got = process_vm_readv(self.0, &mut [IoSliceMut::new(&mut bytes)], &[remote]);
        bytes.truncate(got.unwrap_or(0));
        bytes
    }
}
