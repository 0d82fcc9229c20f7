//! Unix sockets are sockets: they have connections, causes and goodbyes, and no ports, no packets
//! and no TCP states.

use super::told;
use crate::support::output::collapsed;

/// What both ends use: also a name that is in no folder.
const NAMES: &str = "
#![allow(dead_code, unused_imports, unsafe_code, clippy::undocumented_unsafe_blocks)]
use std::ffi::{c_int, c_void};
use std::os::fd::AsRawFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr as Name, UnixDatagram, UnixListener, UnixStream};

fn name(address: SocketAddr) -> Name {
    Name::from_abstract_name(address.to_string()).expect(\"a name\")
}
";

#[test]
fn a_unix_stream_has_causes_an_end_and_a_file_that_stays() {
    let source = format!(
        "{NAMES}
fn server(_: SocketAddr) -> io::Result<()> {{
    let _ = fs::remove_file(\"unix.sock\");
    let listener = UnixListener::bind(\"unix.sock\")?;
    let (mut stream, _) = listener.accept()?;
    let mut line = [0; 6];
    stream.read_exact(&mut line)?;
    stream.write_all(&line)?;
    let (mut unread, _) = listener.accept()?;
    unread.read_exact(&mut line[..2])
}}

fn client(_: SocketAddr) -> io::Result<()> {{
    let mut stream = UnixStream::connect(\"unix.sock\")?;
    let mut unread = UnixStream::connect(\"unix.sock\")?;
    unread.write_all(b\"hello\")?;
    stream.write_all(b\"hello\\n\")?;
    stream.read_to_end(&mut Vec::new())?;
    if let Err(error) = unread.read(&mut [0]) {{
        println!(\"{{error}}\");
    }}
    for path in [\"unix.sock\", \"no.sock\"] {{
        if let Err(error) = UnixStream::connect(path) {{
            println!(\"{{error}}\");
        }}
    }}
    if let Err(error) = UnixListener::bind(\"unix.sock\") {{
        println!(\"{{error}}\");
    }}
    fs::remove_file(\"unix.sock\")
}}
"
    );
    let Some(stdout) = told("unix_stream", 0, &source) else {
        return;
    };
    let told = collapsed(&stdout);
    for tcp in [" port", "FIN", "ESTABLISHED", "CLOSE_WAIT"] {
        let rest = told.replace("no packets and no ports", "");
        assert!(!rest.contains(tcp), "{tcp} in {stdout}");
    }
}

#[test]
fn unix_datagrams_are_received_in_their_order_and_may_be_cut() {
    let source = format!(
        "{NAMES}
fn server(address: SocketAddr) -> io::Result<()> {{
    let socket = UnixDatagram::bind_addr(&name(address))?;
    for room in [100, 3, 100] {{
        socket.recv(&mut vec![0; room])?;
    }}
    Ok(())
}}

fn client(address: SocketAddr) -> io::Result<()> {{
    let socket = UnixDatagram::unbound()?;
    socket.send_to_addr(b\"one\", &name(address))?;
    socket.connect_addr(&name(address))?;
    socket.send(b\"longer\")?;
    socket.send(b\"three\")?;
    Ok(())
}}
"
    );
    told("unix_datagrams", 0, &source);
}

#[test]
fn records_are_kept_apart_and_a_pair_of_ones_own_is_no_meeting() {
    let source = format!(
        "{NAMES}
unsafe extern \"C\" {{
    fn socketpair(family: c_int, kind: c_int, protocol: c_int, pair: *mut c_int) -> c_int;
    fn send(fd: c_int, data: *const c_void, length: usize, flags: c_int) -> isize;
    fn recv(fd: c_int, data: *mut c_void, length: usize, flags: c_int) -> isize;
    fn close(fd: c_int) -> c_int;
}}

/// AF_UNIX, SOCK_SEQPACKET.
fn server(_: SocketAddr) -> io::Result<()> {{
    let (mut pair, mut data) = ([0; 2], [0u8; 9]);
    unsafe {{
        socketpair(1, 5, 0, pair.as_mut_ptr());
        send(pair[0], b\"record\".as_ptr().cast(), 6, 0);
        send(pair[0], b\"two\".as_ptr().cast(), 3, 0);
        close(pair[0]);
        for room in [4, 9, 9] {{
            recv(pair[1], data.as_mut_ptr().cast(), room, 0);
        }}
    }}
    Ok(())
}}

fn client(_: SocketAddr) -> io::Result<()> {{
    let (here, mut there) = UnixStream::pair()?;
    drop(here);
    there.read(&mut [0])?;
    Ok(())
}}
"
    );
    told("unix_records", 0, &source);
}
