//! The memory of a traced program, process_vm_readv(2).

use super::tid::Tid;
use crate::syscall::Memory;
use nix::sys::uio::{RemoteIoVec, process_vm_readv};
use std::io::IoSliceMut;

/// The memory of the process that this thread belongs to.
pub struct Traced(pub Tid);

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
