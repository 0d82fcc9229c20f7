//! Calls that ask something of a socket: what they found is told, and what an odd answer means.

use super::told;

#[test]
fn what_a_call_has_asked_for_is_told_with_its_answer() {
    let source = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_ulong, c_void};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::net::UdpSocket;

unsafe extern "C" {
    fn ioctl(fd: c_int, request: c_ulong, ...) -> c_int;
    fn recv(fd: c_int, data: *mut c_void, length: usize, flags: c_int) -> isize;
}

/// FIONREAD, MSG_WAITALL, MSG_TRUNC.
const UNREAD: c_ulong = 0x541b;
const ALL: c_int = 0x100;
const AWAY: c_int = 0x20;

fn server(address: SocketAddr) -> io::Result<()> {
    let stray = UdpSocket::bind((address.ip(), 0))?;
    stray.connect(address)?;
    stray.send(b"anybody?")?;
    println!("{:?}", stray.take_error()?);
    let (here, mut there) = UnixStream::pair()?;
    let mut count: c_int = 0;
    unsafe { ioctl(here.as_raw_fd(), UNREAD, &mut count) };
    there.write_all(b"hello")?;
    unsafe { ioctl(here.as_raw_fd(), UNREAD, &mut count) };
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    println!("{:?}", stream.take_error()?);
    let mut all = [0u8; 8];
    unsafe { recv(stream.as_raw_fd(), all.as_mut_ptr().cast(), 2, AWAY) };
    unsafe { recv(stream.as_raw_fd(), all.as_mut_ptr().cast(), 4, ALL) };
    unsafe { recv(stream.as_raw_fd(), all.as_mut_ptr().cast(), 6, ALL) };
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"four")?;
    stream.write_all(b"more")
}
"#;
    told("asked", 0, source);
}

#[test]
fn a_wait_with_epoll_says_what_is_watched_and_what_was_found() {
    let source = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::c_int;
use std::os::fd::AsRawFd;

#[repr(C)]
#[cfg_attr(target_arch = "x86_64", repr(packed))]
struct Event(u32, u64);

unsafe extern "C" {
    fn epoll_create1(flags: c_int) -> c_int;
    fn epoll_ctl(poller: c_int, change: c_int, fd: c_int, event: *mut Event) -> c_int;
    fn epoll_wait(poller: c_int, events: *mut Event, most: c_int, milliseconds: c_int) -> c_int;
}

/// EPOLLIN, EPOLLET.
const INPUT: u32 = 1;
const NEWS: u32 = 1 << 31;

fn watch(poller: c_int, change: c_int, fd: c_int, events: u32) {
    // The word is the program's own, and need not be the descriptor.
    unsafe { epoll_ctl(poller, change, fd, &mut Event(events, 1000 + fd as u64)) };
}

fn wait(poller: c_int, milliseconds: c_int) {
    let mut events = [const { Event(0, 0) }; 4];
    unsafe { epoll_wait(poller, events.as_mut_ptr(), 4, milliseconds) };
}

fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let poller = unsafe { epoll_create1(0) };
    watch(poller, 1, listener.as_raw_fd(), INPUT);
    wait(poller, -1);
    let (mut stream, _) = listener.accept()?;
    watch(poller, 1, stream.as_raw_fd(), INPUT | NEWS);
    watch(poller, 2, listener.as_raw_fd(), 0);
    wait(poller, -1);
    stream.read(&mut [0; 3])?;
    wait(poller, 0);
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"only a part is read")?;
    stream.read(&mut [0; 9]).map(drop)
}
"#;
    told("watched", 1, source);
}
