//! Addresses, families, types and options of sockets, from the kernel's numbers and
//! layouts: ip(7), ipv6(7), unix(7), socket(7), tcp(7).

use super::memory::Memory;
use event::{Address, Data, Family, Kind, Opt, OptValue};
use std::net::{Ipv6Addr, SocketAddr, SocketAddrV6};
use std::time::Duration;

pub fn family(number: i32) -> Family {
    match number {
        libc::AF_INET => Family::Inet,
        libc::AF_INET6 => Family::Inet6,
        libc::AF_UNIX => Family::Unix,
        libc::AF_NETLINK => Family::Netlink,
        other => Family::Other(other),
    }
}

pub fn kind(number: i32) -> Kind {
    match number & !(libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK) {
        libc::SOCK_STREAM => Kind::Stream,
        libc::SOCK_DGRAM => Kind::Datagram,
        libc::SOCK_SEQPACKET => Kind::SeqPacket,
        libc::SOCK_RAW => Kind::Raw,
        other => Kind::Other(other),
    }
}

pub fn option(level: i32, name: i32) -> Opt {
    match (level, name) {
        (libc::SOL_SOCKET, libc::SO_REUSEADDR) => Opt::ReuseAddress,
        (libc::SOL_SOCKET, libc::SO_REUSEPORT) => Opt::ReusePort,
        (libc::SOL_SOCKET, libc::SO_RCVTIMEO) => Opt::ReceiveTimeout,
        (libc::SOL_SOCKET, libc::SO_SNDTIMEO) => Opt::SendTimeout,
        (libc::SOL_SOCKET, libc::SO_ERROR) => Opt::Error,
        (libc::SOL_SOCKET, libc::SO_LINGER) => Opt::Linger,
        (libc::SOL_SOCKET, libc::SO_OOBINLINE) => Opt::OutOfBandInline,
        (libc::SOL_SOCKET, libc::SO_KEEPALIVE) => Opt::KeepAlive,
        (libc::SOL_SOCKET, libc::SO_BROADCAST) => Opt::Broadcast,
        (libc::SOL_SOCKET, libc::SO_RCVBUF) => Opt::ReceiveBuffer,
        (libc::SOL_SOCKET, libc::SO_SNDBUF) => Opt::SendBuffer,
        (libc::IPPROTO_TCP, libc::TCP_NODELAY) => Opt::NoDelay,
        (libc::IPPROTO_IPV6, libc::IPV6_V6ONLY) => Opt::OnlyV6,
        (level, name) => Opt::Other { level, name },
    }
}

pub fn option_value(option: Opt, bytes: Vec<u8>) -> OptValue {
    let word = |at: usize| Some(i64::from_ne_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let time = || Some((u64::try_from(word(0)?).ok()?, u64::try_from(word(8)?).ok()?));
    if let (Opt::ReceiveTimeout | Opt::SendTimeout, Some((seconds, micros))) = (option, time()) {
        let time = Duration::from_secs(seconds);
        return OptValue::Time(time.saturating_add(Duration::from_micros(micros)));
    }
    // `struct linger`: whether, and for how many seconds.
    let number = |at: usize| Some(i32::from_ne_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    if let (Opt::Linger, Some(on), Some(seconds)) = (option, number(0), number(4)) {
        let time = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
        return OptValue::Linger((on != 0).then_some(time));
    }
    match <[u8; 4]>::try_from(bytes.as_slice()) {
        Ok(number) => OptValue::Number(i32::from_ne_bytes(number)),
        Err(_) => OptValue::Bytes(bytes.into()),
    }
}

/// A `struct sockaddr`, ip(7), ipv6(7), unix(7).
pub fn address(memory: &dyn Memory, at: u64, length: u64) -> Address {
    decode_address(&memory.read(at, length.min(128) as usize))
}

fn decode_address(bytes: &[u8]) -> Address {
    let family = match bytes {
        [a, b, ..] => i32::from(u16::from_ne_bytes([*a, *b])),
        _ => return Address::Other(0),
    };
    let port = || Some(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?));
    let inet = || {
        let ip: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
        Some(SocketAddr::from((ip, port()?)))
    };
    let inet6 = || {
        let flow = u32::from_be_bytes(bytes.get(4..8)?.try_into().ok()?);
        let ip: [u8; 16] = bytes.get(8..24)?.try_into().ok()?;
        let scope = u32::from_ne_bytes(bytes.get(24..28)?.try_into().ok()?);
        Some(SocketAddrV6::new(Ipv6Addr::from(ip), port()?, flow, scope).into())
    };
    let address = match family {
        libc::AF_INET => inet().map(Address::Inet),
        libc::AF_INET6 => inet6().map(Address::Inet),
        libc::AF_UNIX => {
            // A path ends at its NUL; an abstract name begins with one, and may hold others.
            let end = match bytes[2..] {
                [0, _, ..] => None,
                _ => bytes[2..].iter().position(|byte| *byte == 0),
            };
            let name = end.map_or(&bytes[2..], |end| &bytes[2..2 + end]);
            Some(Address::Unix(Data::from(name)))
        }
        _ => None,
    };
    address.unwrap_or(Address::Other(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_or_strange_address_is_no_crash() {
        assert_eq!(decode_address(&[]), Address::Other(0));
        assert_eq!(decode_address(&[2, 0, 1]), Address::Other(2));
        assert_eq!(
            decode_address(&[1, 0, b'/', b'x', 0, 9]),
            Address::Unix(Data::from(&b"/x"[..]))
        );
        assert_eq!(
            decode_address(&[1, 0, 0, b'x']),
            Address::Unix(Data::from(&b"\0x"[..]))
        );
        assert_eq!(
            decode_address(&[1, 0, 0]),
            Address::Unix(Data::from(&b""[..]))
        );
        assert_eq!(decode_address(&[99, 0, 1, 1]), Address::Other(99));
    }

    #[test]
    fn how_long_a_close_waits_is_a_time_or_off() {
        let value = |on: i32, seconds: i32| {
            let bytes = [on.to_ne_bytes(), seconds.to_ne_bytes()].concat();
            option_value(Opt::Linger, bytes)
        };
        assert_eq!(value(0, 5), OptValue::Linger(None));
        assert_eq!(value(1, 5), OptValue::Linger(Some(Duration::from_secs(5))));
        assert_eq!(value(1, -1), OptValue::Linger(Some(Duration::ZERO)));
    }

    #[test]
    fn a_read_timeout_is_a_time() {
        let mut bytes = 2i64.to_ne_bytes().to_vec();
        bytes.extend(500_000i64.to_ne_bytes());
        let value = option_value(Opt::ReceiveTimeout, bytes);
        assert_eq!(value, OptValue::Time(Duration::from_millis(2_500)));
    }
}
