//! Peers that are less polite than a lesson's own other end, and what the system knows about
//! them.

use std::io::Read;
use std::net::{SocketAddr, TcpListener, TcpStream};

use super::wait::{DEADLINE, eventually};

pub fn connect(address: &str) -> TcpStream {
    guarded(TcpStream::connect(address).unwrap())
}

pub fn listen(address: &str) -> TcpListener {
    TcpListener::bind(address).unwrap()
}

pub fn accept(listener: &TcpListener) -> TcpStream {
    guarded(listener.accept().unwrap().0)
}

fn guarded(stream: TcpStream) -> TcpStream {
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    stream.set_write_timeout(Some(DEADLINE)).unwrap();
    stream
}

/// Everything that arrives until the end of the stream.
pub fn read_all(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

/// Closes with a reset instead of an end of stream.
pub fn reset(stream: TcpStream) {
    let at_once = nix::libc::linger {
        l_onoff: 1,
        l_linger: 0,
    };
    nix::sys::socket::setsockopt(&stream, nix::sys::socket::sockopt::Linger, &at_once).unwrap();
}

/// Waits until the other end has read everything that was sent.
pub fn wait_until_read(stream: &TcpStream) {
    let (own, peer) = (stream.local_addr().unwrap(), stream.peer_addr().unwrap());
    eventually("the peer to read", || {
        // First no byte unacknowledged here, then no byte unread there.
        tcp_socket(own, peer).is_some_and(|socket| socket.queues.starts_with("00000000:"))
            && tcp_socket(peer, own).is_some_and(|socket| socket.queues.ends_with(":00000000"))
    });
}

/// Waits until the system has forgotten this connection, at the side of `own`.
pub fn wait_until_gone(own: SocketAddr, peer: SocketAddr) {
    eventually("the connection to go", || tcp_socket(own, peer).is_none());
}

/// The number of threads of a process.
pub fn threads(pid: u32) -> usize {
    std::fs::read_dir(format!("/proc/{pid}/task"))
        .unwrap()
        .count()
}

/// One line of /proc/net/tcp: "sl local remote st tx:rx …", see proc(5).
struct TcpSocket {
    queues: String,
}

fn tcp_socket(own: SocketAddr, peer: SocketAddr) -> Option<TcpSocket> {
    let hex = |address: SocketAddr| match address {
        SocketAddr::V4(v4) => {
            let ip = u32::from_ne_bytes(v4.ip().octets());
            format!("{ip:08X}:{:04X}", v4.port())
        }
        SocketAddr::V6(_) => panic!("only IPv4 here"),
    };
    let (own, peer) = (hex(own), hex(peer));
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    table.lines().find_map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let queues = columns.get(4)?.to_string();
        (columns[1] == own && columns[2] == peer).then_some(TcpSocket { queues })
    })
}
