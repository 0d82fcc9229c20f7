//! The seccomp filter: only the calls listed here stop a traced program; all others run
//! at full speed. seccomp(2), SECCOMP_RET_TRACE.

use anyhow::{Context, Result};
use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition,
    SeccompFilter, SeccompRule,
};
use std::collections::BTreeMap;

/// Calls that are told, or that decide when a thread goes on, with their names.
#[rustfmt::skip]
const FOLLOWED: &[(c_long, &str)] = &[
    (libc::SYS_socket, "socket"), (libc::SYS_setsockopt, "setsockopt"),
    (libc::SYS_getsockopt, "getsockopt"), (libc::SYS_bind, "bind"), (libc::SYS_listen, "listen"),
    (libc::SYS_accept, "accept"), (libc::SYS_accept4, "accept4"), (libc::SYS_connect, "connect"),
    (libc::SYS_sendto, "sendto"), (libc::SYS_sendmsg, "sendmsg"),
    (libc::SYS_write, "write"), (libc::SYS_writev, "writev"),
    (libc::SYS_recvfrom, "recvfrom"), (libc::SYS_recvmsg, "recvmsg"),
    (libc::SYS_read, "read"), (libc::SYS_readv, "readv"),
    (libc::SYS_shutdown, "shutdown"), (libc::SYS_close, "close"),
    (libc::SYS_getsockname, "getsockname"), (libc::SYS_getpeername, "getpeername"),
    (libc::SYS_ppoll, "ppoll"), (libc::SYS_pselect6, "pselect6"),
    (libc::SYS_epoll_pwait, "epoll_pwait"), (libc::SYS_epoll_pwait2, "epoll_pwait2"),
    (libc::SYS_dup, "dup"), (libc::SYS_dup3, "dup3"),
    // Never told: they only decide which thread goes on when.
    (libc::SYS_futex, "futex"), (libc::SYS_nanosleep, "nanosleep"),
    (libc::SYS_clock_nanosleep, "clock_nanosleep"), (libc::SYS_restart_syscall, "restart_syscall"),
    (libc::SYS_exit, "exit"), (libc::SYS_exit_group, "exit_group"),
];

/// Calls that newer architectures no longer have.
#[cfg(target_arch = "x86_64")]
#[rustfmt::skip]
const FOLLOWED_OLD: &[(c_long, &str)] = &[
    (libc::SYS_poll, "poll"), (libc::SYS_select, "select"),
    (libc::SYS_epoll_wait, "epoll_wait"), (libc::SYS_dup2, "dup2"),
];
#[cfg(not(target_arch = "x86_64"))]
const FOLLOWED_OLD: &[(c_long, &str)] = &[];

/// Calls that are followed only when their second argument is this number.
const FOLLOWED_IF: &[(c_long, &str, c_long)] = &[
    (libc::SYS_ioctl, "ioctl", libc::FIONBIO as c_long),
    (libc::SYS_fcntl, "fcntl", libc::F_DUPFD as c_long),
    (libc::SYS_fcntl, "fcntl", libc::F_DUPFD_CLOEXEC as c_long),
    (libc::SYS_fcntl, "fcntl", libc::F_SETFL as c_long),
];

/// The kernel's name for a followed call.
pub fn name(number: i64) -> Option<&'static str> {
    let plain = FOLLOWED.iter().chain(FOLLOWED_OLD);
    plain
        .copied()
        .chain(FOLLOWED_IF.iter().map(|&(number, name, _)| (number, name)))
        .find_map(|(n, name)| (n == number).then_some(name))
}

/// The filter as a program for the kernel.
pub fn program() -> Result<BpfProgram> {
    let build = || -> Result<BpfProgram, seccompiler::BackendError> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
        for (number, _) in FOLLOWED.iter().chain(FOLLOWED_OLD) {
            // No condition: the call is followed whatever its arguments are.
            rules.insert(*number, Vec::new());
        }
        for (number, _, second) in FOLLOWED_IF {
            let condition = SeccompCondition::new(1, Len::Dword, Op::Eq, *second as u64)?;
            let rule = SeccompRule::new(vec![condition])?;
            rules.entry(*number).or_default().push(rule);
        }
        SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Trace(0),
            std::env::consts::ARCH.try_into()?,
        )?
        .try_into()
    };
    build().context("could not build the system-call filter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_followed_call_has_a_name_and_the_filter_builds() {
        assert_eq!(name(libc::SYS_accept4), Some("accept4"));
        assert_eq!(name(libc::SYS_fcntl), Some("fcntl"));
        assert_eq!(name(libc::SYS_openat), None);
        assert!(!program().expect("a filter").is_empty());
    }
}
