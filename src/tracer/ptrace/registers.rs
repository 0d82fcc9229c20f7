//! The registers of a stopped thread from which the walk up its stack begins. No other place
//! knows one, or the processor that the program runs on.

use super::tid::Tid;
use framehop::UnwindRegsNative;
use nix::sys::ptrace;

/// Where the thread stands, and what the unwinder needs; None if it was killed meanwhile.
#[cfg(target_arch = "x86_64")]
pub fn registers(thread: Tid) -> Option<(u64, UnwindRegsNative)> {
    let now = ptrace::getregs(thread).ok()?;
    Some((now.rip, UnwindRegsNative::new(now.rip, now.rsp, now.rbp)))
}

/// Where the thread stands, and what the unwinder needs; None if it was killed meanwhile.
#[cfg(target_arch = "aarch64")]
pub fn registers(thread: Tid) -> Option<(u64, UnwindRegsNative)> {
    let now = ptrace::getregs(thread).ok()?;
    let [frame, link] = [now.regs[29], now.regs[30]];
    Some((now.pc, UnwindRegsNative::new(link, now.sp, frame)))
}
