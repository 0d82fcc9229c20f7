//! What a program passes to the kernel is a stranger's input: odd lengths, counts, pointers and
//! times are told with the kernel's answer, and nothing else happens.

use super::told;

/// Calls of the C library, from the workspace's point of view forbidden in a lesson.
const CALLS: &str = "
#![allow(dead_code, unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_long, c_void};
use std::os::fd::AsRawFd;

#[repr(C)]
struct Piece(*const c_void, usize);

unsafe extern \"C\" {
    fn send(fd: c_int, data: *const c_void, length: usize, flags: c_int) -> isize;
    fn recv(fd: c_int, data: *mut c_void, length: usize, flags: c_int) -> isize;
    fn writev(fd: c_int, pieces: *const Piece, count: c_int) -> isize;
    fn readv(fd: c_int, pieces: *const Piece, count: c_int) -> isize;
    fn sendmsg(fd: c_int, message: *const c_void, flags: c_int) -> isize;
    fn recvmsg(fd: c_int, message: *mut c_void, flags: c_int) -> isize;
    fn poll(fds: *const c_void, count: c_long, timeout: c_int) -> c_int;
    fn ppoll(fds: *const c_void, count: c_long, time: *const [i64; 2], mask: *const c_void) -> c_int;
    fn select(count: c_int, read: *const c_void, write: *const c_void, other: *const c_void, time: *mut [i64; 2]) -> c_int;
    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: *const c_void, length: u32) -> c_int;
}
";

#[test]
fn lengths_and_pointers_that_lead_nowhere_are_told_with_the_kernels_answer() {
    // The kernel refuses room that reaches beyond a program's last address, EFAULT. A stack may
    // lie less than 2 GB below that, where it cuts the longest length; a heap never does.
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    let fd = stream.as_raw_fd();
    let mut data = vec![0u8; 8];
    let there = data.as_mut_ptr().cast::<c_void>();
    let nowhere = 64 as *mut c_void;
    unsafe {{
        send(fd, nowhere, usize::MAX, 0);
        send(fd, nowhere, 1 << 40, 0);
        recv(fd, there, usize::MAX, 0x40);
        recv(fd, nowhere, usize::MAX, 0x40);
        let pieces = [Piece(there, usize::MAX), Piece(there, usize::MAX)];
        writev(fd, pieces.as_ptr(), 2);
        readv(fd, pieces.as_ptr(), c_int::MAX);
        writev(fd, 64 as *const Piece, -1);
        sendmsg(fd, nowhere, 0);
        recvmsg(fd, nowhere, 0x40);
        setsockopt(fd, 1, 20, nowhere, 16);
    }}
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_end(&mut Vec::new())?;
    Ok(())
}}
"
    );
    told("odd_lengths", 0, &source);
}

#[test]
fn times_and_sets_that_make_no_sense_are_told_with_the_kernels_answer() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    let fd = stream.as_raw_fd();
    let ready = [fd as u32 as u64 | 4 << 32];
    let ready = ready.as_ptr().cast::<c_void>();
    let nowhere = 64 as *const c_void;
    let none = std::ptr::null();
    // The kernel writes its answer into the set and into the time.
    let mut set = [1u64 << fd; 16];
    let set = set.as_mut_ptr().cast::<c_void>();
    let (mut long, mut past) = ([i64::MAX, 0], [-1, 0]);
    unsafe {{
        poll(nowhere, 3, 0);
        ppoll(ready, 1, &[i64::MAX, i64::MAX], none);
        ppoll(ready, 1, &[-1, 0], none);
        ppoll(ready, 1, &[i64::MAX, 0], none);
        select(fd + 1, none, set, none, &mut long);
        select(fd + 1, none, set, none, &mut past);
        let time = [i64::MAX, i64::MAX];
        setsockopt(fd, 1, 20, time.as_ptr().cast(), 16);
    }}
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_end(&mut Vec::new())?;
    Ok(())
}}
"
    );
    told("odd_times", 0, &source);
}
