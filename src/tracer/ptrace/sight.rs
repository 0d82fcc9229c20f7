//! Whether the calls of a stopped thread can be seen at all. Also where they cannot, its stops
//! are told and its registers can be read; but not its memory, nor where its descriptors lead.

use super::tid::Tid;
use event::Unseen;
use nix::sys::ptrace;
use std::fs;
use std::io::ErrorKind;

/// Why the calls of this thread cannot be seen; None where they can.
///
/// What a program is, only the kernel knows for certain: its file may be a script, may be
/// started by yet another program, or may be one that this process cannot read.
pub fn unseen(thread: Tid) -> Option<Unseen> {
    let info = ptrace::syscall_info(thread).ok()?;
    if !is_64_bit(info.arch) {
        Some(Unseen::Bits32)
    } else if is_hidden(thread) {
        Some(Unseen::Hidden)
    } else {
        None
    }
}

/// `__AUDIT_ARCH_64BIT` of the kernel's audit.h, PTRACE_GET_SYSCALL_INFO of ptrace(2).
fn is_64_bit(architecture: u32) -> bool {
    architecture & 0x8000_0000 != 0
}

/// "PTRACE_MODE_READ_FSCREDS" of ptrace(2) is refused for a process that is not dumpable,
/// prctl(2), PR_SET_DUMPABLE, except to who has CAP_SYS_PTRACE. Every file of proc(5) that
/// matters here asks for it, and so does reading its memory.
fn is_hidden(thread: Tid) -> bool {
    let link = fs::read_link(format!("/proc/{thread}/exe"));
    link.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_name_of_an_architecture_says_how_many_bits_it_has() {
        // AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64, AUDIT_ARCH_I386, AUDIT_ARCH_ARM.
        let names = [0xc000_003e, 0xc000_00b7, 0x4000_0003, 0x4000_0028];
        assert_eq!(names.map(is_64_bit), [true, true, false, false]);
    }
}
