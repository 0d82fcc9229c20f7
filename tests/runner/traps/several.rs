//! Calls that move more than one message, or move bytes past the memory of the program: what
//! arrives has the steps that sent it.

use super::told;
use crate::support::output::collapsed;
use crate::support::{system, trap};

#[test]
fn datagrams_that_go_and_come_with_one_call_have_their_causes() {
    let source = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_uint, c_void};
use std::net::UdpSocket;
use std::os::fd::AsRawFd;

#[repr(C)]
struct Piece(*mut c_void, usize);
#[repr(C)]
struct Header(*mut c_void, u32, *const Piece, usize, *mut c_void, usize, c_int);
#[repr(C)]
struct Message(Header, c_uint);

unsafe extern "C" {
    fn recv(fd: c_int, data: *mut c_void, length: usize, flags: c_int) -> isize;
    fn sendmmsg(fd: c_int, messages: *mut Message, count: c_uint, flags: c_int) -> c_int;
    fn recvmmsg(fd: c_int, messages: *mut Message, count: c_uint, flags: c_int, time: *mut c_void) -> c_int;
}

/// MSG_PEEK, MSG_WAITFORONE.
const PEEK: c_int = 2;
const WAIT_FOR_ONE: c_int = 0x10000;

fn messages(texts: &mut [Vec<u8>]) -> (Vec<Piece>, Vec<Message>) {
    let pieces = texts.iter_mut().map(|text| Piece(text.as_mut_ptr().cast(), text.len()));
    let pieces: Vec<Piece> = pieces.collect();
    let none = std::ptr::null_mut();
    let messages = pieces.iter().map(|piece| Message(Header(none, 0, piece, 1, none, 0, 0), 0));
    let messages = messages.collect();
    (pieces, messages)
}

fn server(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    let (_, sender) = socket.recv_from(&mut [0; 9])?;
    socket.connect(sender)?;
    let mut texts = vec![vec![0; 9], vec![0; 2], vec![0; 9], vec![0; 9]];
    let (_pieces, mut messages) = messages(&mut texts);
    unsafe { recvmmsg(socket.as_raw_fd(), messages.as_mut_ptr(), 4, WAIT_FOR_ONE, std::ptr::null_mut()) };
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind((address.ip(), 0))?;
    socket.send_to(b"zero", socket.local_addr()?)?;
    // Without an address: nobody asks who has sent it.
    for flags in [PEEK, 0] {
        unsafe { recv(socket.as_raw_fd(), [0u8; 9].as_mut_ptr().cast(), 9, flags) };
    }
    socket.connect(address)?;
    let mut texts = vec![b"one".to_vec(), b"two".to_vec(), b"three".to_vec()];
    let (_pieces, mut messages) = messages(&mut texts);
    unsafe { sendmmsg(socket.as_raw_fd(), messages.as_mut_ptr(), 3, 0) };
    socket.send(b"four")?;
    Ok(())
}
"#;
    let Some(stdout) = told("several", 0, source) else {
        return;
    };
    assert!(!stdout.contains("did not fit"), "{stdout}");
    assert!(!stdout.contains("never met"), "{stdout}");
}

#[test]
fn bytes_that_go_from_a_file_to_a_socket_and_on_into_a_pipe_have_their_causes() {
    let source = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_uint, c_void};
use std::os::fd::{AsRawFd, RawFd};

unsafe extern "C" {
    fn sendfile(to: c_int, from: c_int, offset: *mut i64, length: usize) -> isize;
    fn splice(from: c_int, at: *mut c_void, to: c_int, at: *mut c_void, length: usize, flags: c_uint) -> isize;
}

fn from_file(file: RawFd, socket: RawFd) -> isize {
    unsafe { sendfile(socket, file, std::ptr::null_mut(), 1 << 20) }
}

fn server(address: SocketAddr) -> io::Result<()> {
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    let file = fs::File::open("/proc/sys/kernel/ostype")?;
    while from_file(file.as_raw_fd(), stream.as_raw_fd()) > 0 {}
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    let (_reader, writer) = io::pipe()?;
    let none = std::ptr::null_mut();
    for _ in 0..2 {
        unsafe { splice(stream.as_raw_fd(), none, writer.as_raw_fd(), none, 100, 0) };
    }
    Ok(())
}
"#;
    told("copied", 0, source);
}

#[test]
fn each_of_several_receivers_gets_its_own_copy_of_what_goes_to_all() {
    let source = r#"
#![allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::c_int;
use std::net::{Ipv4Addr, UdpSocket};
use std::os::fd::FromRawFd;

unsafe extern "C" {
    fn socket(family: c_int, kind: c_int, protocol: c_int) -> c_int;
    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: *const c_int, length: u32) -> c_int;
    fn bind(fd: c_int, address: *const Name, length: u32) -> c_int;
}

#[repr(C)]
struct Name(u16, [u8; 2], [u8; 4], [u8; 8]);

/// A group that no other test has, and the port of this one.
fn group(address: SocketAddr) -> (Ipv4Addr, u16) {
    let SocketAddr::V4(own) = address else { unreachable!() };
    let [_, a, b, c] = own.ip().octets();
    (Ipv4Addr::new(239, a, b, c), own.port())
}

/// AF_INET, SOCK_DGRAM; SOL_SOCKET with SO_REUSEADDR.
fn member(address: SocketAddr) -> io::Result<UdpSocket> {
    let (group, port) = group(address);
    let socket = unsafe {
        let fd = socket(2, 2, 0);
        setsockopt(fd, 1, 2, &1, 4);
        bind(fd, &Name(2, port.to_be_bytes(), group.octets(), [0; 8]), 16);
        UdpSocket::from_raw_fd(fd)
    };
    socket.join_multicast_v4(&group, &Ipv4Addr::LOCALHOST)?;
    Ok(socket)
}

fn server(address: SocketAddr) -> io::Result<()> {
    let (one, other) = (member(address)?, member(address)?);
    let mut data = [0; 9];
    for socket in [&one, &other, &other, &one] {
        socket.recv(&mut data)?;
    }
    Ok(())
}

/// IPPROTO_IP with IP_MULTICAST_IF.
fn client(address: SocketAddr) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    let here = c_int::from_ne_bytes([127, 0, 0, 1]);
    unsafe { setsockopt(socket.as_raw_fd(), 0, 32, &here, 4) };
    socket.send_to(b"one", group(address))?;
    socket.send_to(b"second", group(address))?;
    Ok(())
}
"#;
    if !system::can_trace() {
        return;
    }
    // The group is another one in each run: not compared with a file.
    let output = trap::shown_of("multicast", 2, source);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");
    let told = collapsed(&output.stdout);
    for received in [
        r#"recvfrom(4, "one") = 3 the datagram of step 15, 3 bytes"#,
        r#"recvfrom(4, "second") = 6 the datagram of step 17, 6 bytes"#,
        r#"recvfrom(3, "second") = 6 the datagram of step 17, 6 bytes"#,
    ] {
        assert!(told.contains(received), "{received} in {}", output.stdout);
    }
}
