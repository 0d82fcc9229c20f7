//! Ends that wait for each other for ever: what it comes down to is said of each socket at which
//! somebody waits.

use super::told;
use crate::support::output::collapsed;
use crate::support::{system, trap};

/// What the C library has beyond the standard library.
const CALLS: &str = "
#![allow(dead_code, unused_imports, unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::net::UdpSocket;
use std::os::fd::{AsRawFd, FromRawFd};

#[repr(C, packed)]
struct Watch(u32, u64);

unsafe extern \"C\" {
    fn socket(family: i32, kind: i32, protocol: i32) -> i32;
    fn setsockopt(fd: i32, level: i32, name: i32, value: *const i32, length: u32) -> i32;
    fn bind(fd: i32, address: *const [u8; 16], length: u32) -> i32;
    fn listen(fd: i32, backlog: i32) -> i32;
    fn recv(fd: i32, buffer: *mut u8, length: usize, flags: i32) -> isize;
    fn epoll_create1(flags: i32) -> i32;
    fn epoll_ctl(epoll: i32, what: i32, fd: i32, watch: *const Watch) -> i32;
    fn epoll_wait(epoll: i32, watches: *mut Watch, most: i32, timeout: i32) -> i32;
}
";

/// It prints its address: else its port would stand in no line by which the test knows it.
const CLIENT: &str = "
fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    println!(\"{}\", stream.local_addr()?);
    stream.read_to_string(&mut String::new())?;
    Ok(())
}
";

fn told_with_calls(name: &str, code: i32, source: &str) {
    told(name, code, &format!("{CALLS}{source}"));
}

#[test]
fn a_connection_that_nobody_accepts_waits_in_the_queue_of_the_listener() {
    let server = "
fn server(address: SocketAddr) -> io::Result<()> {
    let _listener = TcpListener::bind(address)?;
    loop {
        thread::park();
    }
}
";
    told("never_accepted", 1, &format!("{server}{CLIENT}"));
}

#[test]
fn an_end_that_never_answers_a_goodbye_is_named() {
    let source = "
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut all = Vec::new();
    loop {
        let (mut stream, _) = listener.accept()?;
        stream.read_to_string(&mut String::new())?;
        all.push(stream);
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b\"that was all\")?;
    stream.shutdown(Shutdown::Write)?;
    stream.read_to_string(&mut String::new())?;
    Ok(())
}
";
    told("never_closed", 1, source);
}

#[test]
fn a_server_that_keeps_what_its_clients_have_left_is_told_so_at_its_end() {
    let source = "
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    let mut all = Vec::new();
    loop {
        let (mut stream, _) = listener.accept()?;
        stream.read_to_string(&mut String::new())?;
        all.push(stream);
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    TcpStream::connect(address)?.write_all(b\"that was all\")
}
";
    told("kept_for_ever", 0, source);
}

#[test]
fn what_edge_triggered_epoll_has_told_of_lies_there_and_it_sleeps() {
    told_with_calls(
        "only_news",
        1,
        "
/// EPOLLIN and EPOLLET; EPOLL_CTL_ADD.
const NEWS: u32 = 1 | 1 << 31;
const ADD: i32 = 1;

fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    let fd = stream.as_raw_fd();
    let epoll = unsafe { epoll_create1(0) };
    unsafe { epoll_ctl(epoll, ADD, fd, &Watch(NEWS, fd as u64)) };
    loop {
        let mut found = Watch(0, 0);
        unsafe { epoll_wait(epoll, &mut found, 1, -1) };
        stream.read(&mut [0; 10])?;
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b\"longer than ten bytes\")?;
    stream.read(&mut [0; 10])?;
    Ok(())
}
",
    );
}

#[test]
fn a_call_that_wants_all_bytes_says_how_many_are_there() {
    told_with_calls(
        "wants_all",
        1,
        "
const MSG_WAITALL: i32 = 0x100;

fn server(address: SocketAddr) -> io::Result<()> {
    let (stream, _) = TcpListener::bind(address)?.accept()?;
    let mut buffer = [0; 20];
    unsafe { recv(stream.as_raw_fd(), buffer.as_mut_ptr(), 20, MSG_WAITALL) };
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b\"only \")?;
    thread::sleep(std::time::Duration::from_millis(50));
    stream.write_all(b\"twelve!\")?;
    stream.read(&mut [0; 10])?;
    Ok(())
}
",
    );
}

#[test]
fn a_listener_without_room_lets_a_client_try_for_ever() {
    told_with_calls(
        "no_room",
        1,
        "
fn server(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address)?;
    unsafe { listen(listener.as_raw_fd(), 0) };
    loop {
        thread::park();
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    let first = TcpStream::connect(address)?;
    println!(\"{}\", first.local_addr()?);
    TcpStream::connect(address)?;
    Ok(())
}
",
    );
}

#[test]
fn a_second_listener_at_the_same_address_gets_connections_that_nobody_accepts() {
    if !system::can_trace() {
        return;
    }
    let source = "
/// AF_INET and SOCK_STREAM; SOL_SOCKET, SO_REUSEADDR and SO_REUSEPORT.
const TCP: (i32, i32) = (2, 1);
const REUSE: [(i32, i32); 2] = [(1, 2), (1, 15)];

fn listens(address: SocketAddr) -> TcpListener {
    let SocketAddr::V4(address) = address else { unreachable!() };
    let mut bytes = [0; 16];
    bytes[..2].copy_from_slice(&(TCP.0 as u16).to_ne_bytes());
    bytes[2..4].copy_from_slice(&address.port().to_be_bytes());
    bytes[4..8].copy_from_slice(&address.ip().octets());
    unsafe {
        let fd = socket(TCP.0, TCP.1, 0);
        REUSE.map(|(level, name)| setsockopt(fd, level, name, &1, 4));
        bind(fd, &bytes, 16);
        listen(fd, 5);
        TcpListener::from_raw_fd(fd)
    }
}

fn server(address: SocketAddr) -> io::Result<()> {
    let _forgotten = listens(address);
    let listener = listens(address);
    loop {
        let (mut stream, _) = listener.accept()?;
        stream.write_all(b\"next\")?;
    }
}

fn client(address: SocketAddr) -> io::Result<()> {
    for _ in 0..20 {
        TcpStream::connect(address)?.read_to_string(&mut String::new())?;
    }
    Ok(())
}
";
    // The kernel gives each connection to one of the two, by its port.
    let output = trap::shown_of("second_listener", 2, &format!("{CALLS}{source}"));
    let told = collapsed(&output.stdout);
    for part in [
        "the other side, which nobody has accepted: it waits in the queue of the listening socket",
        "is another listening socket with the same address (SO_REUSEPORT)",
    ] {
        assert!(told.contains(part), "{}", output.stdout);
    }
}

#[test]
fn datagrams_that_found_no_room_are_counted() {
    if !system::can_trace() {
        return;
    }
    let source = "
fn server(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    unsafe { setsockopt(socket.as_raw_fd(), 1, 8, &1, 4) };
    thread::sleep(std::time::Duration::from_millis(50));
    for _ in 0..50 {
        socket.recv_from(&mut [0; 1000])?;
    }
    Ok(())
}

fn client(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind(\"127.0.0.1:0\")?;
    for _ in 0..50 {
        socket.send_to(&[b'x'; 1000], address)?;
    }
    socket.recv_from(&mut [0; 1000])?;
    Ok(())
}
";
    let output = trap::shown_of("lost_datagrams", 2, &format!("{CALLS}{source}"));
    let told = collapsed(&output.stdout);
    assert!(
        told.contains("The kernel has thrown away 4"),
        "{}",
        output.stdout
    );
    assert!(
        told.contains("UDP does not bring them again"),
        "{}",
        output.stdout
    );
}

#[test]
fn who_writes_and_is_never_read_is_told_how_much_lies_where() {
    if !system::can_trace() {
        return;
    }
    let source = "
fn server(address: SocketAddr) -> io::Result<()> {
    let (mut stream, _) = TcpListener::bind(address)?.accept()?;
    stream.write_all(&vec![b's'; 20_000_000])
}

fn client(address: SocketAddr) -> io::Result<()> {
    let stream = TcpStream::connect(address)?;
    loop {
        thread::park();
        stream.set_nodelay(true)?;
    }
}
";
    let output = trap::shown_of("never_read", 2, source);
    let told = collapsed(&output.stdout);
    assert!(
        told.contains("bytes lie unread in socket 3 of the client"),
        "{}",
        output.stdout
    );
    let queue = "more wait in the send queue of socket 4 of the server";
    assert!(told.contains(queue), "{}", output.stdout);
}
