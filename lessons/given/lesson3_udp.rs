//! Lesson 3: UDP. The same two messages as in lesson 2, but without a connection.
//!
//! You will see that there is no listen, no accept and no connect. Each message is one
//! datagram, a letter with the address of its sender. Letters can get lost, and nobody
//! says so: start only the client, and see how it gives up after two seconds.
//!
//! Run it by hand in two terminals, the server first:
//!
//!     cargo run --bin lesson3 server
//!     cargo run --bin lesson3 client

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use lessons::printable;

const PATIENCE: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    lessons::run(3, server, client)
}

// ANCHOR: server
fn server(address: SocketAddr) -> io::Result<()> {
    let socket = UdpSocket::bind(address)?;
    println!("waiting for a datagram...");

    // One call gives one whole datagram and who sent it. What does not fit into the
    // buffer is lost. A datagram may even be empty: here 0 bytes is not the end.
    let mut buffer = [0; 1024];
    let (length, client) = socket.recv_from(&mut buffer)?;
    println!("a datagram from {client}: {}", printable(&buffer[..length]));

    socket.send_to("欢迎".as_bytes(), client)?;

    // There is no connection, so the client does not notice this.
    drop(socket);
    Ok(())
}
// ANCHOR_END: server

fn client(address: SocketAddr) -> io::Result<()> {
    // ANCHOR: send
    // Port 0: the system picks a free port. That is where the answer will arrive.
    let socket = UdpSocket::bind((own_ip(address), 0))?;

    // This says only that the datagram was sent, not that it arrived.
    let question = "你好".as_bytes();
    socket.send_to(question, address)?;
    // ANCHOR_END: send

    // ANCHOR: wait
    // Without a limit of time, a lost datagram would mean to wait for ever.
    // A real client would send its question again, a few times, then give up.
    socket.set_read_timeout(Some(PATIENCE))?;
    let deadline = Instant::now() + PATIENCE;
    let mut buffer = [0; 1024];
    let length = loop {
        let received = socket.recv_from(&mut buffer);
        let (length, sender) = received.map_err(|error| no_answer(error, address))?;
        // Everybody may send to this port. Only the server's answer counts.
        if sender == address {
            break length;
        }
        println!("a datagram from a stranger, ignored: {sender}");
        // The limit is for each receive. Who sends again and again could keep us here for
        // ever, so from now on we wait only for what is left of the time.
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(no_answer(ErrorKind::TimedOut.into(), address));
        }
        socket.set_read_timeout(Some(left))?;
    };
    // ANCHOR_END: wait
    println!("{}", printable(&buffer[..length]));

    drop(socket);
    Ok(())
}

/// A server on this machine is asked from this machine's own side, all others from any.
fn own_ip(server: SocketAddr) -> IpAddr {
    match server.ip() {
        ip if ip.is_loopback() => ip,
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    }
}

fn no_answer(error: io::Error, address: SocketAddr) -> io::Error {
    match error.kind() {
        // Linux calls an expired read timeout "would block", Windows "timed out".
        ErrorKind::WouldBlock | ErrorKind::TimedOut => io::Error::other(format!(
            "no answer from {address} within {} seconds: \
             the question or the answer was lost, or nobody is there",
            PATIENCE.as_secs()
        )),
        _ => error,
    }
}
