//! A connection is more than its four numbers: two can have the same, one after the other, and
//! what is told of one is never told of the other.

use super::told;

/// A connection from a port of one's own choice, and a goodbye without one, SO_LINGER.
const CALLS: &str = "
#![allow(dead_code, unused_imports, unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_void};
use std::net::SocketAddrV4;
use std::os::fd::{AsRawFd, FromRawFd};

unsafe extern \"C\" {
    fn socket(family: c_int, kind: c_int, protocol: c_int) -> c_int;
    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: *const c_int, length: u32) -> c_int;
    fn bind(fd: c_int, address: *const Name, length: u32) -> c_int;
    fn connect(fd: c_int, address: *const Name, length: u32) -> c_int;
}

#[repr(C)]
struct Name(u16, [u8; 2], [u8; 4], [u8; 8]);

fn name(address: SocketAddr, port: u16) -> Name {
    let SocketAddr::V4(address) = address else { unreachable!() };
    Name(2, port.to_be_bytes(), address.ip().octets(), [0; 8])
}

/// AF_INET, SOCK_STREAM; SOL_SOCKET with SO_REUSEADDR and SO_LINGER.
fn connect_from(port: u16, address: SocketAddr) -> TcpStream {
    unsafe {
        let fd = socket(2, 1, 0);
        setsockopt(fd, 1, 2, &1, 4);
        bind(fd, &name(address, port), 16);
        connect(fd, &name(address, address.port()), 16);
        TcpStream::from_raw_fd(fd)
    }
}

fn break_off(stream: TcpStream) {
    unsafe { setsockopt(stream.as_raw_fd(), 1, 13, [1, 0].as_ptr(), 8) };
}
";

#[test]
fn two_connections_with_the_same_numbers_are_told_apart() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    for _ in 0..2 {{
        let (mut stream, _) = listener.accept()?;
        stream.read_to_end(&mut Vec::new())?;
    }}
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    connect_from(5454, address).write_all(b\"one\")?;
    connect_from(5454, address).write_all(b\"second\")
}}
"
    );
    told("same_numbers", 0, &source);
}

#[test]
fn a_connection_that_was_broken_off_before_its_accept_is_not_the_next_one() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    listener.accept()?.0.read_exact(&mut [0])?;
    for _ in 0..2 {{
        let (mut stream, _) = listener.accept()?;
        if let Err(error) = stream.read_to_end(&mut Vec::new()) {{
            println!(\"{{error}}\");
        }}
    }}
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    let mut first = TcpStream::connect(address)?;
    break_off(connect_from(5454, address));
    connect_from(5454, address).write_all(b\"second\")?;
    first.write_all(b\"!\")
}}
"
    );
    told("broken_off_before_accept", 0, &source);
}

#[test]
fn who_waits_in_the_queue_of_a_listener_is_reset_by_its_close() {
    let source = "
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    // The workbook's clock lets the client connect first.
    thread::sleep(std::time::Duration::from_millis(300));
    drop(listener);
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    println!(\"{}\", stream.local_addr()?);
    if let Err(error) = stream.read(&mut [0]) {
        println!(\"{error}\");
    }
    Ok(())
}
";
    told("closed_with_a_queue", 0, source);
}
