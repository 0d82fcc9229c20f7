//! Sockets that more than one holder has: a goodbye is told when the last one closes, and of
//! whoever that is.

use super::told;
use crate::support::output::collapsed;

/// What the C library has beyond the standard library.
const CALLS: &str = "
#![allow(dead_code, unused_imports, unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_long, c_uint, c_void};
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::net::UnixStream;

#[repr(C)]
struct Piece(*const c_void, usize);
#[repr(C)]
struct Message(*const c_void, u32, *const Piece, usize, *mut u64, usize, c_int);

unsafe extern \"C\" {
    fn sendmsg(fd: c_int, message: *const Message, flags: c_int) -> isize;
    fn recvmsg(fd: c_int, message: *mut Message, flags: c_int) -> isize;
    fn close(fd: c_int) -> c_int;
    fn dup2(from: c_int, to: c_int) -> c_int;
    fn syscall(number: c_long, ...) -> c_long;
}

/// SOL_SOCKET and SCM_RIGHTS.
const RIGHTS: u64 = 1 | 1 << 32;

fn pass(way: &UnixStream, fd: c_int) {
    let piece = Piece(b\"take\".as_ptr().cast(), 4);
    let mut control = [20, RIGHTS, fd as u64];
    let message = Message(std::ptr::null(), 0, &piece, 1, control.as_mut_ptr(), 24, 0);
    unsafe { sendmsg(way.as_raw_fd(), &message, 0) };
}

fn take(way: &UnixStream) -> c_int {
    let mut text = [0u8; 8];
    let piece = Piece(text.as_mut_ptr().cast(), 8);
    let mut control = [0u64; 3];
    let mut message = Message(std::ptr::null(), 0, &piece, 1, control.as_mut_ptr(), 24, 0);
    unsafe { recvmsg(way.as_raw_fd(), &mut message, 0) };
    control[2] as c_int
}
";

#[test]
fn a_connection_that_was_passed_on_is_closed_by_who_has_it_last() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    let (here, there) = UnixStream::pair()?;
    pass(&here, stream.as_raw_fd());
    drop(stream);
    let mut stream = unsafe {{ TcpStream::from_raw_fd(take(&there)) }};
    stream.write_all(b\"passed\")?;
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}}
"
    );
    let Some(stdout) = told("passed_on", 0, &source) else {
        return;
    };
    let told = collapsed(&stdout);
    assert_eq!(told.matches("says goodbye").count(), 1, "{stdout}");
    assert!(told.contains("still held elsewhere"), "{stdout}");
}

#[test]
fn one_call_closes_a_range_of_descriptors_and_names_the_sockets_among_them() {
    let source = format!(
        "{CALLS}
/// CLOSE_RANGE_CLOEXEC.
const ON_EXEC: c_uint = 4;

fn close_range(first: c_int, flags: c_uint) {{
    unsafe {{ syscall(436, first as c_uint, c_uint::MAX, flags) }};
}}

fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    let (stream, _) = listener.accept()?;
    let copy = stream.try_clone()?;
    close_range(copy.as_raw_fd() + 1, 0);
    close_range(copy.as_raw_fd(), ON_EXEC);
    close_range(copy.as_raw_fd(), 0);
    close_range(listener.as_raw_fd(), 0);
    process::exit(0)
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}}
"
    );
    told("close_range", 0, &source);
}

#[test]
fn a_descriptor_that_leads_to_something_else_closes_the_socket_that_it_led_to() {
    let source = format!(
        "{CALLS}
fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    let (stream, _) = listener.accept()?;
    let file = fs::File::open(\"/dev/null\")?;
    unsafe {{ dup2(stream.as_raw_fd(), 10) }};
    unsafe {{ dup2(listener.as_raw_fd(), stream.as_raw_fd()) }};
    unsafe {{ dup2(file.as_raw_fd(), 10) }};
    process::exit(0)
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}}
"
    );
    told("replaced", 0, &source);
}

/// fork(2), and waiting for what it has started, wait(2).
const FORK: &str = "
#![allow(dead_code, unused_imports, unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd};

unsafe extern \"C\" {
    fn fork() -> i32;
    fn wait(status: *mut i32) -> i32;
    fn close(fd: i32) -> i32;
}
";

#[test]
fn a_copy_that_the_parent_has_never_closed_is_named_at_the_close_and_at_the_end() {
    let source = format!(
        "{FORK}
fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    let (mut stream, _) = listener.accept()?;
    if unsafe {{ fork() }} == 0 {{
        unsafe {{ close(listener.as_raw_fd()) }};
        stream.write_all(b\"from the child\")?;
        unsafe {{ close(stream.as_raw_fd()) }};
        process::exit(0)
    }}
    unsafe {{ wait(std::ptr::null_mut()) }};
    listener.accept()?;
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}}
"
    );
    told("forked_copy", 1, &source);
}

#[test]
fn a_parent_that_closes_its_copy_leaves_it_to_the_child_that_has_done_nothing_yet() {
    let source = format!(
        "{FORK}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    if unsafe {{ fork() }} == 0 {{
        thread::sleep(std::time::Duration::from_millis(50));
        stream.write_all(b\"from the child\")?;
        process::exit(0)
    }}
    drop(stream);
    unsafe {{ wait(std::ptr::null_mut()) }};
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}}
"
    );
    told("left_to_the_child", 0, &source);
}

/// The descriptor has another socket afterwards: what the sleeping thread waits for is not that.
#[test]
fn a_socket_that_is_closed_while_a_thread_sleeps_in_a_call_on_it_stays_open() {
    let source = format!(
        "{FORK}
fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    let number = listener.as_raw_fd();
    let listener = ManuallyDrop::new(listener);
    let accepting = thread::spawn(move || listener.accept());
    thread::sleep(std::time::Duration::from_millis(50));
    unsafe {{ close(number) }};
    let other = TcpListener::bind(\"127.0.0.1:0\")?;
    assert_eq!(other.as_raw_fd(), number);
    let (mut stream, _) = accepting.join().unwrap()?;
    let copy = unsafe {{ TcpStream::from_raw_fd(stream.as_raw_fd()) }};
    let mut copy = ManuallyDrop::new(copy);
    let reading = thread::spawn(move || copy.read(&mut [0; 10]));
    stream.write_all(b\"go\")?;
    thread::sleep(std::time::Duration::from_millis(50));
    drop(stream);
    reading.join().unwrap()?;
    process::exit(0)
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    thread::sleep(std::time::Duration::from_millis(100));
    let mut stream = TcpStream::connect(address)?;
    stream.read_exact(&mut [0; 2])?;
    thread::sleep(std::time::Duration::from_millis(100));
    stream.write_all(b\"late\")?;
    stream.read(&mut [0; 10])?;
    Ok(())
}}
"
    );
    told("closed_while_asleep", 0, &source);
}

#[test]
fn a_listener_that_is_closed_while_a_thread_waits_for_it_in_poll_stays_open() {
    let source = format!(
        "{FORK}
#[repr(C)]
struct Polled(i32, i16, i16);

unsafe extern \"C\" {{
    fn poll(all: *mut Polled, count: u64, timeout: i32) -> i32;
}}

fn server(address: SocketAddr) -> io::Result<()> {{
    let listener = TcpListener::bind(address)?;
    let number = listener.as_raw_fd();
    let waiting = thread::spawn(move || unsafe {{ poll(&mut Polled(number, 1, 0), 1, -1) }});
    thread::sleep(std::time::Duration::from_millis(50));
    drop(listener);
    waiting.join().unwrap();
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    thread::sleep(std::time::Duration::from_millis(100));
    TcpStream::connect(address)?.read(&mut [0; 10])?;
    Ok(())
}}
"
    );
    told("closed_while_polled", 1, &source);
}

#[test]
fn a_connection_that_is_closed_while_a_thread_reads_from_it_says_no_goodbye() {
    let source = format!(
        "{FORK}
fn server(address: SocketAddr) -> io::Result<()> {{
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    let number = stream.as_raw_fd();
    let mut stream = ManuallyDrop::new(stream);
    let reading = thread::spawn(move || stream.read(&mut [0; 10]));
    thread::sleep(std::time::Duration::from_millis(50));
    unsafe {{ close(number) }};
    reading.join().unwrap()?;
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    Ok(())
}}
"
    );
    told("closed_while_read", 1, &source);
}
