//! The ports from which the kernel picks one for a socket, ip(7): IP_LOCAL_PORT_RANGE, Linux 6.3.
#![allow(unsafe_code)]

use nix::errno::Errno;
use std::os::fd::{AsRawFd, OwnedFd};

/// Of linux/in.h.
const IP_LOCAL_PORT_RANGE: libc::c_int = 51;

/// What the socket is limited to: the first port below, the last in the upper half; 0 where it
/// is not. None where the kernel does not know the option.
pub fn local_ports(socket: &OwnedFd) -> Option<u32> {
    let mut value = 0u32;
    let mut length = size_of::<u32>() as libc::socklen_t;
    // SAFETY: both live until the call returns, which writes as many bytes as `length` says.
    let got = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::IPPROTO_IP,
            IP_LOCAL_PORT_RANGE,
            (&raw mut value).cast(),
            &mut length,
        )
    };
    (got == 0).then_some(value)
}

/// Limits the socket to this port; None ends that.
pub fn limit_local_port(socket: &OwnedFd, port: Option<u16>) -> Result<(), Errno> {
    let port = u32::from(port.unwrap_or(0));
    let value = port << 16 | port;
    // SAFETY: the value lives until the call returns, which reads as many bytes as it has.
    let set = unsafe {
        libc::setsockopt(
            socket.as_raw_fd(),
            libc::IPPROTO_IP,
            IP_LOCAL_PORT_RANGE,
            (&raw const value).cast(),
            size_of::<u32>() as libc::socklen_t,
        )
    };
    Errno::result(set).map(drop)
}
