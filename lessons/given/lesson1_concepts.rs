//! Lesson 1: concepts. What an address, a port and a connection are.
//!
//! You will see seven short experiments. Each one asks the system of this machine, and
//! prints what it answered. Nothing is sent to any network. This lesson has no ends:
//! one program plays all parts.
//!
//! Run it by hand:
//!
//!     cargo run --bin lesson1

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, ToSocketAddrs};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::ExitCode;

fn main() -> ExitCode {
    lessons::run_alone(1, concepts)
}

const PARTS: [fn() -> io::Result<()>; 7] = [
    ipv4_is_32_bits,
    ipv6_is_128_bits,
    own_address,
    the_system_picks_a_port,
    tcp_and_udp_ports_are_separate,
    a_connection_is_four_numbers,
    a_name_becomes_addresses,
];

fn concepts() {
    for part in PARTS {
        // A machine without a network has no answer to some of this. That is an
        // answer too, and the next part can still have one.
        if let Err(error) = part() {
            println!("   none: {error}");
        }
    }
}

// ANCHOR: address
fn ipv4_is_32_bits() -> io::Result<()> {
    println!("1. An IPv4 address is a number of 32 bits");
    let address = Ipv4Addr::new(127, 0, 0, 1);
    println!("   as four numbers: {address}");
    println!("   as one number:   {}", address.to_bits());
    let [a, b, c, d] = address.octets();
    println!("   as bits:         {a:08b} {b:08b} {c:08b} {d:08b}");
    Ok(())
}
// ANCHOR_END: address

fn ipv6_is_128_bits() -> io::Result<()> {
    println!("2. An IPv6 address is a number of 128 bits");
    let address = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
    let groups = address.segments().map(|group| format!("{group:04x}"));
    println!("   in eight groups: {}", groups.join(":"));
    println!("   in short:        {address}");
    println!("   as one number:   {}", address.to_bits());
    Ok(())
}

// ANCHOR: own
fn own_address() -> io::Result<()> {
    println!("3. The address that this machine would use towards the internet");
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    // To connect a UDP socket sends nothing: the system only notes the peer and picks
    // the address to send from. This peer is an example address that nobody has.
    socket.connect("198.51.100.1:9")?;
    let address = socket.local_addr()?;
    println!("   {}", address.ip());
    Ok(())
}
// ANCHOR_END: own

// ANCHOR: ports
fn the_system_picks_a_port() -> io::Result<()> {
    println!("4. Port 0 means: any free port, the system picks it");
    let first = TcpListener::bind("127.0.0.1:0")?;
    let address = first.local_addr()?;
    println!("   one listener:    {address}");
    let second = TcpListener::bind("127.0.0.1:0")?;
    let address = second.local_addr()?;
    println!("   another one:     {address}");
    Ok(())
}

fn tcp_and_udp_ports_are_separate() -> io::Result<()> {
    println!("5. TCP and UDP have separate ports: the same number, twice in use");
    // Another program may have just this UDP port. Then another number will do.
    for _ in 0..5 {
        let tcp = TcpListener::bind("127.0.0.1:0")?;
        let tcp_address = tcp.local_addr()?;
        if let Ok(udp) = UdpSocket::bind(tcp_address) {
            let udp_address = udp.local_addr()?;
            println!("   TCP:             {tcp_address}");
            println!("   UDP:             {udp_address}");
            return Ok(());
        }
    }
    println!("   no number was free in both, which is rare: try again");
    Ok(())
}
// ANCHOR_END: ports

// ANCHOR: four
fn a_connection_is_four_numbers() -> io::Result<()> {
    println!("6. A connection is four numbers: two addresses and two ports");
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;

    // The system connects them by itself: both clients are connected before the
    // server has called `accept` even once.
    let client_1 = TcpStream::connect(address)?;
    let client_2 = TcpStream::connect(address)?;
    let (server_1, _) = listener.accept()?;
    let (server_2, _) = listener.accept()?;

    println!("                    own address        peer's address");
    print_ends("client 1", &client_1)?;
    print_ends("server 1", &server_1)?;
    print_ends("client 2", &client_2)?;
    print_ends("server 2", &server_2)?;
    println!("   Each server end mirrors its client end. The two connections have three");
    println!("   numbers in common and differ in one, the client's port. That is how the");
    println!("   system knows which bytes belong to which connection.");
    Ok(())
}
// ANCHOR_END: four

fn print_ends(name: &str, stream: &TcpStream) -> io::Result<()> {
    let own = stream.local_addr()?;
    let peer = stream.peer_addr()?;
    println!("   {name}         {own:<18} {peer}");
    Ok(())
}

// ANCHOR: name
fn a_name_becomes_addresses() -> io::Result<()> {
    println!("7. A name becomes addresses, often several: localhost");
    for address in ("localhost", 9999).to_socket_addrs()? {
        println!("   {address}");
    }
    Ok(())
}
// ANCHOR_END: name
