//! An address for each test, which nobody else on this machine has as long as the test lives:
//! no other test, no other suite, no stranger.
//!
//! A claim is the name of an abstract Unix socket, unix(7). The kernel gives a name to one
//! socket only and takes it back when that is closed, however its process ends. These names
//! belong to a network, as the loopback addresses do: so suites of different folders agree, and
//! suites in different networks need not.
//!
//! A stranger claims nothing. So an address is tried out too, before a test gets it.

use std::fmt;
use std::io;
use std::iter;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs, UdpSocket};
use std::ops::Deref;
use std::os::fd::AsRawFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr as Name, UnixDatagram};
use std::sync::atomic::{AtomicUsize, Ordering};

use nix::sys::socket::{
    AddressFamily, SockFlag, SockType, SockaddrIn, SockaddrIn6, SockaddrLike, bind, socket,
};

/// Where the lessons meet unless a person says otherwise.
const USUAL: &str = "127.0.0.1:9999";

/// Reads as text, `IP:PORT`. Dropping it gives it back.
pub struct Address {
    at: SocketAddr,
    text: String,
    /// What stands in its place where output is compared.
    shown: String,
    _claim: UnixDatagram,
}

/// An address that is shown as the one that a learner sees.
pub fn own() -> Address {
    shown_as(USUAL)
}

/// An address that is shown as the one that a learner sees, and whose port nobody else has at any
/// address of this machine: for a program that listens at all of them.
pub fn everywhere() -> Address {
    let every: [IpAddr; 2] = [Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()];
    let is_free_everywhere = |at: SocketAddr| {
        let mut all = every.map(|ip| SocketAddr::new(ip, at.port())).into_iter();
        // Where there is no IPv6, nobody is there.
        all.all(|all| is_free(all) || all.is_ipv6() && !has_ipv6())
    };
    let usual: SocketAddr = USUAL.parse().unwrap();
    // None of those where others have an address only.
    let ports = (1024..usual.port() - 4).rev().step_by(11);
    let mut places = ports.map(|port| SocketAddr::new(usual.ip(), port));
    let claimed =
        places.find_map(|at| Some((at, claim_of(at).filter(|_| is_free_everywhere(at))?)));
    let (at, claim) = claimed.expect("a port that is free");
    Address {
        at,
        text: at.to_string(),
        shown: USUAL.to_string(),
        _claim: claim,
    }
}

/// An address that is shown as this one, and is as long, so that lines break alike.
pub fn shown_as(shown: &str) -> Address {
    // Each test of a process begins its search at another place: no address is used twice.
    static CLAIMS: AtomicUsize = AtomicUsize::new(0);
    let before = CLAIMS.fetch_add(1, Ordering::Relaxed);
    let mut places = candidates(shown.parse().unwrap()).skip(before);
    let claimed = places.find_map(|at| Some((at, claim_of(at).filter(|_| is_free(at))?)));
    let (at, claim) = claimed.expect("a loopback address that is free");
    let address = Address {
        at,
        text: at.to_string(),
        shown: shown.to_string(),
        _claim: claim,
    };
    assert_eq!(address.len(), shown.len(), "{address} is shown as {shown}");
    address
}

/// None where this machine has no IPv6.
pub fn on_ipv6() -> Option<Address> {
    has_ipv6().then(|| shown_as("[::1]:9999"))
}

fn has_ipv6() -> bool {
    UdpSocket::bind("[::1]:0").is_ok()
}

/// Those with the port that is shown come first: another one is needed only where a stranger
/// holds it at all addresses. It, too, has four digits, and is none that the system picks.
fn candidates(shown: SocketAddr) -> impl Iterator<Item = SocketAddr> {
    // Far apart, so that those for 9998 are not those for 9999. Who waits at all addresses takes
    // the port from everybody: it must be none of another test.
    let first = shown.port() - if shown.ip().is_unspecified() { 2 } else { 0 };
    let ports = (1024..=first).rev().step_by(11);
    ports.flat_map(move |port| ips(shown).map(move |ip| SocketAddr::new(ip, port)))
}

/// Loopback addresses: of IPv4 those of nine letters, as 127.0.0.1 has; of IPv6 there is one. The
/// address that stands for all is one, too.
fn ips(shown: SocketAddr) -> Box<dyn Iterator<Item = IpAddr>> {
    let digits = |number: u16| [number / 100, number / 10 % 10, number % 10];
    match shown.ip() {
        all if all.is_unspecified() => Box::new(iter::once(all)),
        IpAddr::V4(_) => Box::new(
            (101..=999)
                .map(move |number| digits(number).map(|digit| digit as u8))
                .filter(|[.., last]| *last != 0)
                .map(|[a, b, c]| Ipv4Addr::new(127, a, b, c).into()),
        ),
        IpAddr::V6(_) => Box::new(iter::once(Ipv6Addr::LOCALHOST.into())),
    }
}

/// None where another test has it.
fn claim_of(at: SocketAddr) -> Option<UnixDatagram> {
    let name = Name::from_abstract_name(format!("socket workbook, tests: {at}")).unwrap();
    UnixDatagram::bind_addr(&name).ok()
}

/// Whether nobody is there, for TCP and for UDP, not even a connection of the last minute. Not
/// by `TcpListener`: its SO_REUSEADDR overlooks those, and a program that is tested need not.
pub fn is_free(at: SocketAddr) -> bool {
    let (family, address): (_, Box<dyn SockaddrLike>) = match at {
        SocketAddr::V4(at) => (AddressFamily::Inet, Box::new(SockaddrIn::from(at))),
        SocketAddr::V6(at) => (AddressFamily::Inet6, Box::new(SockaddrIn6::from(at))),
    };
    let tcp = socket(family, SockType::Stream, SockFlag::SOCK_CLOEXEC, None).unwrap();
    bind(tcp.as_raw_fd(), &*address).is_ok() && UdpSocket::bind(at).is_ok()
}

impl Address {
    pub fn ip(&self) -> &str {
        self.text.rsplit_once(':').unwrap().0
    }

    pub fn port(&self) -> &str {
        self.text.rsplit_once(':').unwrap().1
    }

    /// Its texts and what each is shown as: the whole, the IP, and the port where that is not
    /// the one that is shown.
    pub fn replacements(&self) -> Vec<(String, String)> {
        let (ip, port) = self.shown.rsplit_once(':').unwrap();
        let all = [
            (self.text.as_str(), self.shown.as_str()),
            (self.ip(), ip),
            (self.port(), port),
        ];
        let own = |(text, shown): (&str, &str)| (text.to_string(), shown.to_string());
        all.into_iter()
            .filter(|(text, shown)| text != shown)
            .map(own)
            .collect()
    }
}

impl Deref for Address {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl ToSocketAddrs for Address {
    type Iter = std::option::IntoIter<SocketAddr>;

    fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
        self.at.to_socket_addrs()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
